using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Pbx;

/// <summary>Whatever is referred to exists: before a change is saved, and so in every version.</summary>
internal static class PbxIntegrity
{
    private const int Named = 5;

    /// <summary>The refusal of a change that leaves a reference to nothing; null where there is none.</summary>
    public static Refusal? Check(PbxConfiguration before, PbxConfiguration after)
    {
        foreach (var item in after.All)
        {
            foreach (var reference in item.References)
            {
                if (after.Find(reference.Kind, reference.Key) is not null)
                    continue;
                return before.Find(reference.Kind, reference.Key) is { } removed
                    ? InUse(removed, after)
                    : new("reference-unknown", $"There is no {Words(reference.Kind)} {reference.Key}.", reference.Field, RefusalKind.Invalid, reference.Kind, reference.Key);
            }
        }

        return null;
    }

    /// <summary>Who refers to it.</summary>
    public static IReadOnlyList<IPbxItem> Users(PbxConfiguration configuration, PbxKind kind, string key) =>
        [.. configuration.All.Where(i => i.References.Any(r => r.Kind == kind && r.Key == key))];

    /// <summary>Without the secrets of what is gone.</summary>
    public static PbxConfiguration Tidy(PbxConfiguration configuration)
    {
        var secrets = configuration.Secrets;
        var owned = configuration.All.Select(i => PbxSecret.KeyOf(i.Kind, i.Key)).ToHashSet(StringComparer.Ordinal);
        foreach (var orphan in secrets.Where(s => !owned.Contains(s.Key)).ToList())
            secrets = secrets.Without(orphan.Key);
        return ReferenceEquals(secrets, configuration.Secrets) ? configuration : configuration with { Secrets = secrets };
    }

    // Names without their kind: they read alike in every language.
    private static Refusal InUse(IPbxItem removed, PbxConfiguration after)
    {
        var users = Users(after, removed.Kind, removed.Key);
        var names = string.Join("; ", users.Take(Named).Select(Called)) + (users.Count > Named ? $"; +{users.Count - Named}" : "");
        return new("in-use", $"{Called(removed)} is used by: {names}. Change that first.", null, RefusalKind.Conflict, Called(removed), names);
    }

    private static string Called(IPbxItem item) => item.Kind is PbxKind.Extension or PbxKind.Queue ? $"{item.Key} {item.Name}" : item.Name;

    private static string Words(PbxKind kind) => kind switch
    {
        PbxKind.Extension => "extension",
        PbxKind.Queue => "queue",
        PbxKind.Trunk => "trunk",
        PbxKind.IncomingRoute => "incoming route",
        PbxKind.OutgoingRoute => "outgoing route",
        PbxKind.Menu => "menu",
        PbxKind.Schedule => "schedule",
        PbxKind.Holiday => "holiday",
        PbxKind.MusicClass => "music class",
        PbxKind.Announcement => "announcement",
    };
}

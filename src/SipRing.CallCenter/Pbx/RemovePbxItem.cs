using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Pbx;

/// <summary>Removes a trunk, a route, a menu, hours or a sound that nothing uses any more.</summary>
public sealed class RemovePbxItem(PbxChanges changes, IAuditLog audit)
{
    public async Task<Result<Done>> HandleAsync(Actor actor, PbxKind kind, string key, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        var outcome = await changes.ApplyAsync(new(actor, before => before.Find(kind, key) is null ? Unknown(kind, key) : Without(before, kind, key)));
        if (outcome.Applied is { } applied)
            await audit.WriteAsync(actor, $"{Noun(kind)}.delete", $"{Noun(kind)} {key}", $"name {applied.Before.Find(kind, key)?.Name}", cancellationToken);
        return outcome.Refusal is { } refusal ? refusal : new Done();
    }

    public static Refusal Unknown(PbxKind kind, string key) =>
        new("item-unknown", $"There is no {Noun(kind)} {key}.", null, RefusalKind.NotFound, key);

    internal static string Noun(PbxKind kind) => kind switch
    {
        PbxKind.Trunk => "trunk",
        PbxKind.IncomingRoute => "incoming-route",
        PbxKind.OutgoingRoute => "outgoing-route",
        PbxKind.Menu => "menu",
        PbxKind.Schedule => "schedule",
        PbxKind.Holiday => "holiday",
        PbxKind.MusicClass => "music",
        PbxKind.Announcement => "sound",
        PbxKind.Extension => "extension",
        PbxKind.Queue => "queue",
    };

    private static Result<PbxConfiguration> Without(PbxConfiguration before, PbxKind kind, string key) => kind switch
    {
        PbxKind.Trunk => before with { Trunks = before.Trunks.Without(key) },
        PbxKind.IncomingRoute => before with { IncomingRoutes = before.IncomingRoutes.Without(key) },
        PbxKind.OutgoingRoute => before with { OutgoingRoutes = before.OutgoingRoutes.Without(key) },
        PbxKind.Menu => before with { Menus = before.Menus.Without(key) },
        PbxKind.Schedule => before with { Schedules = before.Schedules.Without(key) },
        PbxKind.Holiday => before with { Holidays = before.Holidays.Without(key) },
        PbxKind.MusicClass => before with { MusicClasses = before.MusicClasses.Without(key) },
        PbxKind.Announcement => before with { Announcements = before.Announcements.Without(key) },
        PbxKind.Extension or PbxKind.Queue => throw new ArgumentException("Somebody may be logged in there: it has a use case of its own.", nameof(kind)),
    };
}

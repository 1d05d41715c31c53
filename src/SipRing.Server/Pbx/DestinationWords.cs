using Microsoft.Extensions.Localization;
using SipRing.CallCenter.Pbx;
using SipRing.Server.Resources;
using SipRing.Server.Shared;

namespace SipRing.Server.Pbx;

/// <summary>A destination as a person reads it, and the page where it is managed.</summary>
internal static class DestinationWords
{
    public static bool IsThere(PbxConfiguration configuration, Destination destination) =>
        PbxReference.Of(destination with { Then = null }, "").All(r => configuration.Find(r.Kind, r.Key) is not null);

    /// <summary>Without what comes after it.</summary>
    public static (string Text, string? Url) Of(IStringLocalizer<Texts> texts, PbxConfiguration configuration, Destination destination)
    {
        var used = PbxReference.Of(destination with { Then = null }, "").ToList();
        if (used.Count == 0)
            return (texts[destination.Kind == DestinationKind.Busy ? "pbx.to-busy" : "pbx.to-hang-up"], null);
        return configuration.Find(used[0].Kind, used[0].Key) is { } item ? (Called(item), UrlOf(item.Kind, item.Key)) : (texts["pbx.destination-none"], null);
    }

    /// <summary>A number stands before the name of what has one.</summary>
    public static string Called(IPbxItem item) => item.Kind is PbxKind.Extension or PbxKind.Queue ? $"{item.Key} {item.Name}" : item.Name;

    /// <summary>Null for what has no page.</summary>
    public static string? UrlOf(PbxKind kind, string key) => kind switch
    {
        PbxKind.Extension => Urls.Extension(key),
        PbxKind.Queue => Urls.Queue(key),
        PbxKind.Menu => Urls.Menu(key),
        PbxKind.Schedule => Urls.Schedule(key),
        PbxKind.Holiday => Urls.Holiday(key),
        PbxKind.MusicClass => Urls.Music(key),
        PbxKind.Announcement => Urls.Sound(key),
        PbxKind.Trunk => Urls.Trunk(key),
        PbxKind.IncomingRoute => Urls.IncomingRoute(key),
        PbxKind.OutgoingRoute => Urls.OutgoingRoute(key),
    };
}

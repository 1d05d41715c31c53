using System.Globalization;
using Microsoft.Extensions.Localization;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Hours;
using SipRing.CallCenter.Pbx.Routes;
using SipRing.Server.Resources;

namespace SipRing.Server.Pbx.Routes;

/// <summary>The words for what routes take and where calls go.</summary>
internal static class RouteWords
{
    /// <summary>With what comes after announcements.</summary>
    public static string Of(IStringLocalizer<Texts> texts, PbxConfiguration pbx, Destination to) =>
        Place(texts, pbx, to) + (to is { Kind: DestinationKind.Announcement, Then: { } then } ? $" → {Of(texts, pbx, then)}" : "");

    public static string Place(IStringLocalizer<Texts> texts, PbxConfiguration pbx, Destination to)
    {
        var name = to.Kind switch
        {
            DestinationKind.HangUp or DestinationKind.Busy => "",
            DestinationKind.Queue => $"{to.Target} {pbx.Queues[to.Target]?.Name}".TrimEnd(),
            DestinationKind.Extension => $"{to.Target} {pbx.Extensions[to.Target]?.Name}".TrimEnd(),
            DestinationKind.Menu => pbx.Menus[to.Target]?.Name ?? to.Target,
            DestinationKind.Schedule => pbx.Schedules[to.Target]?.Name ?? to.Target,
            DestinationKind.Announcement => pbx.Announcements[to.Target]?.Name ?? to.Target,
        };
        return name.Length == 0 ? texts[Kind(to.Kind)] : $"{texts[Kind(to.Kind)]} {name}";
    }

    /// <summary>Open or closed, why, and until when.</summary>
    public static string Hours(IStringLocalizer<Texts> texts, ScheduleState state)
    {
        var now = state.IsOpen ? texts["route.open"].Value : state.Holiday is { } holiday ? texts["route.holiday", holiday.Name].Value : texts["route.closed"].Value;
        return state.Until is { } until ? texts["route.until", now, until.ToString("ddd dd.MM HH:mm", CultureInfo.CurrentCulture)] : now;
    }

    /// <summary>A rule in a line: 8XXXXXXXXXX, less its first sign, with +7 before.</summary>
    public static string Of(DialRule rule) => rule.Strip == 0 && rule.Prepend.Length == 0
        ? rule.Pattern
        : string.Create(CultureInfo.InvariantCulture, $"{rule.Pattern} ({(rule.Strip > 0 ? $"−{rule.Strip}" : "")}{(rule.Strip > 0 && rule.Prepend.Length > 0 ? " " : "")}{(rule.Prepend.Length > 0 ? $"→ {rule.Prepend}…" : "")})");

    public static string Of(OutgoingInside inside) => inside switch
    {
        OutgoingInside.Extension => "route.inside-extension",
        OutgoingInside.Queue => "route.inside-queue",
        OutgoingInside.Code => "route.inside-code",
    };

    public static string Of(OutgoingPassed why) => why switch
    {
        OutgoingPassed.NotThisExtension => "route.passed-extension",
        OutgoingPassed.OutOfHours => "route.passed-hours",
    };

    private static string Kind(DestinationKind kind) => kind switch
    {
        DestinationKind.HangUp => "pbx.to-hang-up",
        DestinationKind.Busy => "pbx.to-busy",
        DestinationKind.Queue => "pbx.to-queue",
        DestinationKind.Extension => "pbx.to-extension",
        DestinationKind.Menu => "pbx.to-menu",
        DestinationKind.Schedule => "pbx.to-schedule",
        DestinationKind.Announcement => "pbx.to-announcement",
    };
}

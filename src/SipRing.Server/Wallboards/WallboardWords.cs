using System.Globalization;
using Microsoft.Extensions.Localization;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Wallboards;
using SipRing.Server.Resources;
using SipRing.Server.Shared;

namespace SipRing.Server.Wallboards;

/// <summary>Names of kinds, figures and levels, and values as they stand on a wall.</summary>
public static class WallboardWords
{
    public static string Of(WallboardTileKind kind) => kind switch
    {
        WallboardTileKind.Figure => "tile.figure",
        WallboardTileKind.Queues => "tile.queues",
        WallboardTileKind.Agents => "tile.agents",
        WallboardTileKind.Trend => "tile.trend",
        WallboardTileKind.Callers => "tile.callers",
        WallboardTileKind.Clock => "tile.clock",
        WallboardTileKind.Text => "tile.text",
    };

    public static string Of(WallboardMetric metric) => metric switch
    {
        WallboardMetric.Waiting => "metric.waiting",
        WallboardMetric.LongestWait => "metric.longest-wait",
        WallboardMetric.Answered => "metric.answered",
        WallboardMetric.Lost => "metric.lost",
        WallboardMetric.LostPercent => "metric.lost-percent",
        WallboardMetric.ServicePercent => "metric.service",
        WallboardMetric.Free => "metric.free",
        WallboardMetric.Talking => "metric.talking",
        WallboardMetric.WrapUp => "metric.wrap-up",
        WallboardMetric.Paused => "metric.paused",
        WallboardMetric.LoggedIn => "metric.logged-in",
        WallboardMetric.PauseTime => "metric.pause-time",
        WallboardMetric.WrapUpTime => "metric.wrap-up-time",
        WallboardMetric.TalkTime => "metric.talk-time",
    };

    /// <summary>For a column of a table.</summary>
    public static string Short(WallboardMetric metric) => metric switch
    {
        WallboardMetric.LongestWait => "metric.longest-wait-short",
        WallboardMetric.LostPercent => "metric.lost-percent-short",
        WallboardMetric.ServicePercent => "metric.service-short",
        WallboardMetric.LoggedIn => "metric.logged-in-short",
        WallboardMetric.Free => "metric.free-short",
        _ => Of(metric),
    };

    public static string Of(WallboardLevel level) => level switch
    {
        WallboardLevel.Calm => "level.calm",
        WallboardLevel.Warning => "level.warning",
        WallboardLevel.Alarm => "level.alarm",
    };

    public static string? Class(WallboardLevel level) => level switch
    {
        WallboardLevel.Calm => null,
        WallboardLevel.Warning => "lv-warn",
        WallboardLevel.Alarm => "lv-alarm",
    };

    public static string Of(WallboardSound sound) => sound switch
    {
        WallboardSound.None => "sound.none",
        WallboardSound.Alarm => "sound.alarm",
        WallboardSound.Warning => "sound.warning",
    };

    /// <summary>As the style sheets know it; null for that of the browser.</summary>
    public static string? Of(WallboardTheme theme) => theme switch
    {
        WallboardTheme.Light => "light",
        WallboardTheme.Dark => "dark",
        WallboardTheme.System => null,
    };

    /// <summary>A figure without words around it; a nought is a nought here, because it is what the tile says.</summary>
    public static string Value(WallboardMetric metric, double? value) =>
        value is not { } known ? Formats.Dash
        : WallboardMetrics.IsPercent(metric) ? Formats.Percent(known)
        : WallboardMetrics.IsTime(metric) ? Formats.Duration(known)
        : Formats.Whole((long)known);

    /// <summary>What the tile is called where nobody named it.</summary>
    public static string TitleOf(this IStringLocalizer<Texts> texts, WallboardTile tile, FloorSnapshot floor)
    {
        if (tile.Title.Length > 0)
            return tile.Title;
        var name = texts[tile.Kind == WallboardTileKind.Figure ? Of(tile.Metrics[0]) : Of(tile.Kind)].Value;
        return tile.Queues switch
        {
            [] => name,
            [var one] => $"{name} · {floor.Queues.GetValueOrDefault(one)?.Name ?? one}",
            _ when tile.Kind == WallboardTileKind.Queues => name,
            { Count: <= 3 } few => $"{name} · {string.Join(", ", few)}",
            _ => $"{name} · {texts["wallboard.some-queues", tile.Queues.Count]}",
        };
    }

    /// <summary>The last four digits, for people who should not read whose number it is.</summary>
    public static string Masked(string number)
    {
        var digits = number.Where(char.IsAsciiDigit).ToArray();
        return digits.Length <= 4 ? "···" : "··· " + string.Create(CultureInfo.InvariantCulture, $"{new string(digits[^4..^2])}-{new string(digits[^2..])}");
    }
}

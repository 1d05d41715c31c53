using Microsoft.Extensions.Localization;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.SystemLog;
using SipRing.Server.Resources;

namespace SipRing.Server.SystemLog;

/// <summary>Class, mark and word of levels and kinds; what an act is called.</summary>
internal static class LogWords
{
    public static string? LevelClass(EntryLevel level) => level switch
    {
        EntryLevel.Information => null,
        EntryLevel.Warning => "is-warning",
        EntryLevel.Error => "is-error",
    };

    /// <summary>A shape for whoever does not see the colour.</summary>
    public static string Mark(EntryLevel level) => level switch
    {
        EntryLevel.Information => "·",
        EntryLevel.Warning => "▲",
        EntryLevel.Error => "■",
    };

    public static string Level(EntryLevel level) => level switch
    {
        EntryLevel.Information => "log.mark-information",
        EntryLevel.Warning => "log.mark-warning",
        EntryLevel.Error => "log.mark-error",
    };

    public static string LevelFilter(EntryLevel level) => level switch
    {
        EntryLevel.Information => "log.level-information",
        EntryLevel.Warning => "log.level-warning",
        EntryLevel.Error => "log.level-error",
    };

    public static string Kind(TimeLineKind kind) => kind switch
    {
        TimeLineKind.Act => "log.acts",
        TimeLineKind.Server => "log.server",
        TimeLineKind.Asterisk => "log.asterisk",
    };

    public static string Span(LogSpan span) => span switch
    {
        LogSpan.Hour => "log.span-hour",
        LogSpan.Today => "period.today",
        LogSpan.Week => "period.week",
        LogSpan.All => "log.span-all",
        LogSpan.Custom => "log.span-custom",
    };

    /// <summary>The verb in the language of the page; an act without a text is shown by its stable verb.</summary>
    public static string Act(IStringLocalizer<Texts> texts, string action)
    {
        var text = texts["act." + action];
        return text.ResourceNotFound ? action : text.Value;
    }
}

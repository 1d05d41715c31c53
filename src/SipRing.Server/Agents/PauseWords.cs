using System.Globalization;
using Microsoft.Extensions.Localization;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Agents.Pauses;
using SipRing.Server.Resources;

namespace SipRing.Server.Agents;

/// <summary>Reasons of pauses as queue_log has them, in the words of the reader.</summary>
internal static class PauseWords
{
    /// <param name="texts">In the language of the page.</param>
    /// <param name="reasons">The list of today; a reason that is no longer on it is shown as it was written.</param>
    /// <param name="logName">As queue_log has it; empty where none was given.</param>
    public static string Of(IStringLocalizer<Texts> texts, IReadOnlyList<PauseReason> reasons, string? logName) => logName switch
    {
        null or "" => texts["pauses.no-reason"],
        MemberReason.MissedCalls => texts["pauses.missed-calls"],
        _ => reasons.FirstOrDefault(r => r.LogName == logName)?.NameIn(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? logName,
    };

    public static string Of(PauseRight right) => right switch
    {
        PauseRight.Operator => "pauses.for-operator",
        PauseRight.Supervisor => "pauses.for-supervisor",
    };

    public static string Of(PauseOver over) => over switch
    {
        PauseOver.Nothing => "pauses.over-nothing",
        PauseOver.Notify => "pauses.over-notify",
    };
}

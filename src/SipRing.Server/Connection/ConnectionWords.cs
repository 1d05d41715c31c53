using Microsoft.Extensions.Localization;
using SipRing.CallCenter.Connection;
using SipRing.CallCenter.Settings;
using SipRing.Server.Resources;

namespace SipRing.Server.Connection;

/// <summary>What the pages of the connection call things.</summary>
internal static class ConnectionWords
{
    public static string Mark(FindingState state) => state switch
    {
        FindingState.Good => "✓",
        FindingState.Note => "i",
        FindingState.Warning => "!",
        FindingState.Bad => "✕",
    };

    public static string Of(IStringLocalizer<Texts> T, FindingState state) => state switch
    {
        FindingState.Good => T["finding-state.good"],
        FindingState.Note => T["finding-state.note"],
        FindingState.Warning => T["finding-state.warning"],
        FindingState.Bad => T["finding-state.bad"],
    };

    public static string Of(IStringLocalizer<Texts> T, ConnectionStep step) => step switch
    {
        ConnectionStep.Reach => T["step.reach"],
        ConnectionStep.Login => T["step.login"],
        ConnectionStep.Rights => T["step.rights"],
        ConnectionStep.Configuration => T["step.configuration"],
        ConnectionStep.Contents => T["step.contents"],
        ConnectionStep.Clock => T["step.clock"],
        ConnectionStep.Database => T["step.database"],
        ConnectionStep.Tables => T["step.tables"],
        ConnectionStep.Log => T["step.log"],
    };

    /// <summary>The finding in the language of the page; the English sentence it came with where no text is known.</summary>
    public static string Of(IStringLocalizer<Texts> T, ConnectionFinding finding)
    {
        var text = T["finding." + finding.Id, finding.Arguments];
        return text.ResourceNotFound ? finding.Message : text.Value;
    }

    public static string Risk(IStringLocalizer<Texts> T, FactsSource source) => source switch
    {
        FactsSource.File => T["facts.file-risk"],
        FactsSource.Sftp => T["facts.sftp-risk"],
        FactsSource.Table => T["facts.table-risk"],
        FactsSource.Events => T["facts.events-risk"],
    };

    public static string Of(IStringLocalizer<Texts> T, EventDifference one) => one.Gap switch
    {
        EventGap.NotHeard => T["comparison.not-heard"],
        EventGap.NotInLog => T["comparison.not-in-log"],
        EventGap.OtherOutcome => T["comparison.other-outcome", one.InLog, one.ByEvents],
    };
}

using SipRing.CallCenter.Ledger;

namespace SipRing.Server.Reports;

/// <summary>Keys of the words for how a call ended.</summary>
public static class CallWords
{
    public static string Outcome(QueueCallOutcome outcome) => outcome switch
    {
        QueueCallOutcome.Answered => "outcome.answered",
        QueueCallOutcome.Abandoned => "outcome.abandoned",
        QueueCallOutcome.Timeout => "outcome.timeout",
        QueueCallOutcome.NoAgents => "outcome.no-agents",
        QueueCallOutcome.Full => "outcome.full",
        QueueCallOutcome.KeyPressed => "outcome.key-pressed",
        QueueCallOutcome.Restarted => "outcome.restarted",
    };

    public static string EndedBy(EndedBy? by) => by switch
    {
        CallCenter.Ledger.EndedBy.Agent => "ended.agent",
        CallCenter.Ledger.EndedBy.Caller => "ended.caller",
        CallCenter.Ledger.EndedBy.Transfer => "ended.transfer",
        null => "ended.unknown",
    };

    public static string Period(ReportPeriod period) => period switch
    {
        ReportPeriod.Today => "period.today",
        ReportPeriod.Yesterday => "period.yesterday",
        ReportPeriod.Week => "period.week",
        ReportPeriod.Month => "period.month",
        ReportPeriod.Custom => "period.custom",
    };
}

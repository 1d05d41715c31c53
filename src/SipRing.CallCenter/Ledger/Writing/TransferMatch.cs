using SipRing.CallCenter.Ledger.Tables;

namespace SipRing.CallCenter.Ledger.Writing;

/// <summary>
/// Brings what CEL says of an attended transfer to the visit it ended. Depends on the two alone, not on which of them was read
/// first, so the database ends the same however the logs came in.
/// </summary>
internal static class TransferMatch
{
    // queue_log has whole seconds, and writes its line when the bridge has noticed.
    private const long ExactMs = 3_000;
    private const long NearMs = 5_000;

    public static QueueCallRow Apply(QueueCallRow call, IEnumerable<TransferRow> transfers)
    {
        if (call.Outcome != (int)QueueCallOutcome.Answered || call.TransferredTo is not null)
            return call;
        var ofCall = transfers.Where(t => t.Pbx == call.Pbx && t.CallId == call.CallId).OrderBy(t => t.At).ThenBy(t => t.Id).ToList();
        // The operator's own leg ended the visit: Asterisk may have noticed the hang-up first and written COMPLETEAGENT.
        var match = ofCall.Find(t => t.AgentChannel == call.AgentChannel && Math.Abs(t.At - call.EndedAt) <= ExactMs);
        // Members that are Local channels have another channel in queue_log than in CEL.
        if (match is null && call.EndedBy == (int)EndedBy.Transfer)
            match = ofCall.Where(t => Math.Abs(t.At - call.EndedAt) <= NearMs).MinBy(t => Math.Abs(t.At - call.EndedAt));
        return match is null ? call : call with { EndedBy = (int)EndedBy.Transfer, TransferredTo = match.Number };
    }
}

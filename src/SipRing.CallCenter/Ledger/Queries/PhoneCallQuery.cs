using LinqToDB;
using LinqToDB.Data;
using SipRing.CallCenter.Ledger.Tables;

namespace SipRing.CallCenter.Ledger.Queries;

/// <summary>Turns a filter into conditions. All but phones and operators are answered from one index.</summary>
internal static class PhoneCallQuery
{
    /// <summary>A phone may come into a call long after it began.</summary>
    private const long LongestMs = 24 * 3_600_000L;

    /// <summary>Nobody is logged in for longer without a break; it keeps the search for who sat at a phone short.</summary>
    private const long LongestSessionMs = 31 * LongestMs;

    public static IQueryable<PhoneCallRow> Calls(DataConnection db, PhoneCallFilter filter)
    {
        var (first, last) = (filter.From.ToUnixTimeMilliseconds(), filter.To.ToUnixTimeMilliseconds());
        var calls = db.GetTable<PhoneCallRow>().Where(c => c.StartedAt >= first && c.StartedAt < last);
        if (filter.Caller is { Length: > 0 } caller)
            calls = calls.Where(c => c.From.Contains(caller));
        if (filter.Dialled is { Length: > 0 } dialled)
            calls = calls.Where(c => c.To.Contains(dialled));
        if (filter.Number is { Length: > 0 } number)
            calls = calls.Where(c => c.From.Contains(number) || c.To.Contains(number));
        if (filter.Direction is { } direction)
            calls = calls.Where(c => c.Direction == (int)direction);
        if (filter.Result is { } result)
            calls = calls.Where(c => c.Result == (int)result);
        if (filter.Trunk is { Length: > 0 } trunk)
            calls = calls.Where(c => c.Trunk == trunk);
        if (filter.MinTalkSeconds is { } least)
            calls = calls.Where(c => c.TalkSeconds >= least);
        if (filter.Recorded)
            calls = calls.Where(c => c.Recording != null);
        if (filter.Extensions.Count > 0)
        {
            var legs = db.GetTable<CallLegRow>()
                .Where(l => filter.Extensions.Contains(l.Party) && l.StartedAt >= first && l.StartedAt < last + LongestMs).Select(l => l.Call);
            calls = calls.Where(c => legs.Contains(c.Id));
        }

        if (filter.AgentIds.Count > 0)
        {
            // An operator's calls are those of the phone where he was logged in, as long as he was.
            var legs = from session in db.GetTable<AgentSessionRow>()
                       join leg in db.GetTable<CallLegRow>() on session.Extension equals leg.Party
                       where session.AgentId != null && filter.AgentIds.Contains(session.AgentId.Value)
                           && session.LoginAt < last + LongestMs && (session.LogoutAt == null || session.LogoutAt > first)
                           && leg.StartedAt >= session.LoginAt && (session.LogoutAt == null || leg.StartedAt < session.LogoutAt)
                           && leg.StartedAt >= first && leg.StartedAt < last + LongestMs && leg.Pbx == session.Pbx
                       select leg.Call;
            calls = calls.Where(c => legs.Contains(c.Id));
        }

        return filter.Scope is { } scope ? Within(db, calls, scope, first, last) : calls;
    }

    /// <summary>
    /// A leg of theirs is in it: of whoever was logged in at the phone then, or of the phone where nobody was. Or nobody answered it in a queue of theirs.
    /// </summary>
    public static IQueryable<PhoneCallRow> Within(DataConnection db, IQueryable<PhoneCallRow> calls, CallScope scope, long first, long last)
    {
        var sessions = db.GetTable<AgentSessionRow>().Where(s => s.AgentId != null);
        var legs = db.GetTable<CallLegRow>().Where(l => l.StartedAt >= first && l.StartedAt < last + LongestMs);
        var people = from session in sessions
                     join leg in legs on session.Extension equals leg.Party
                     where scope.Agents.Contains(session.AgentId!.Value) && leg.Pbx == session.Pbx
                         && session.LoginAt < last + LongestMs && (session.LogoutAt == null || session.LogoutAt > first)
                         && leg.StartedAt >= session.LoginAt && (session.LogoutAt == null || leg.StartedAt < session.LogoutAt)
                     select leg.Call;
        var phones = legs
            .Where(l => scope.Extensions.Contains(l.Party) && !l.Trunk && !sessions.Any(s => s.Extension == l.Party && s.Pbx == l.Pbx
                && s.LoginAt <= l.StartedAt && s.LoginAt > l.StartedAt - LongestSessionMs && (s.LogoutAt == null || s.LogoutAt > l.StartedAt)))
            .Select(l => l.Call);
        return calls.Where(c => (c.Result != (int)CallResult.Answered && scope.Queues.Contains(c.Queue)) || people.Contains(c.Id) || phones.Contains(c.Id));
    }
}

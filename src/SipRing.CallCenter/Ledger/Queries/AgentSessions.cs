using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Ledger.Tables;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Ledger.Queries;

internal sealed class AgentSessions(Database database, ILedgerNames names, SipRingSettings settings) : IAgentSessions
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);

    public async Task<IReadOnlyList<AgentSession>> ListAsync(
        DateTimeOffset from, DateTimeOffset to, int? agentId, CancellationToken cancellationToken)
    {
        var (first, last) = (from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());
        var known = await names.ReadAsync(cancellationToken);
        await using var db = database.Connect();
        var sessions = db.GetTable<AgentSessionRow>().Where(s => s.LoginAt < last && (s.LogoutAt == null || s.LogoutAt > first || s.LoginAt >= first));
        if (agentId is { } id)
            sessions = sessions.Where(s => s.AgentId == id);
        var rows = await sessions.OrderBy(s => s.LoginAt).ThenBy(s => s.Id).ToListAsync(cancellationToken);
        var pauses = (await (from pause in db.GetTable<AgentPauseRow>()
                             join session in sessions on pause.SessionId equals session.Id
                             orderby pause.FromAt, pause.Id
                             select pause).ToListAsync(cancellationToken)).ToLookup(p => p.SessionId);
        var wrapUps = await WrapUpsAsync(db, rows, cancellationToken);
        return
        [
            .. rows.Select(s => new AgentSession
            {
                Id = s.Id,
                Pbx = s.Pbx,
                AgentId = s.AgentId,
                AgentName = known.AgentName(s.AgentId, s.AgentName) ?? s.AgentName,
                Extension = s.Extension,
                Queue = s.Queue,
                Login = Local(s.LoginAt),
                Logout = s.LogoutAt is { } logout ? Local(logout) : null,
                Pauses = [.. pauses[s.Id].Select(p => new AgentPause(Local(p.FromAt), p.ToAt is { } end ? Local(end) : null, p.Reason))],
                WrapUps =
                [
                    .. wrapUps[(s.Pbx, s.Queue, s.Extension)]
                        .Where(w => w.AgentId == s.AgentId && w.FromAt >= s.LoginAt && (s.LogoutAt is not { } end || w.FromAt <= end))
                        .Select(w => new AgentWrapUp(Local(w.FromAt), w.ToAt is { } to ? Local(to) : null, w.PlannedSeconds, w.End, w.CallId)),
                ],
            }),
        ];
    }

    private static async Task<ILookup<(string Pbx, string Queue, string Extension), AgentWrapUpRow>> WrapUpsAsync(
        LinqToDB.Data.DataConnection db, List<AgentSessionRow> sessions, CancellationToken cancellationToken)
    {
        var rows = new List<AgentWrapUpRow>();
        if (sessions.Count > 0)
        {
            var first = sessions[0].LoginAt;
            var last = sessions.Exists(s => s.LogoutAt is null) ? long.MaxValue : sessions.Max(s => s.LogoutAt!.Value);
            rows = await db.GetTable<AgentWrapUpRow>().Where(w => w.FromAt >= first && w.FromAt <= last).OrderBy(w => w.FromAt).ThenBy(w => w.Id).ToListAsync(cancellationToken);
        }

        return rows.ToLookup(w => (w.Pbx, w.Queue, w.Extension));
    }

    private DateTimeOffset Local(long ms) => TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(ms), _zone);
}

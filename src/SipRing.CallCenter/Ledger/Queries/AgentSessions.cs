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
            }),
        ];
    }

    private DateTimeOffset Local(long ms) => TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(ms), _zone);
}

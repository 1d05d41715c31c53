using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Ledger;

namespace SipRing.CallCenter.Reports;

/// <summary>Logins, logouts and pauses that overlap a span.</summary>
public sealed class ListAgentSessions(IAgentSessions sessions)
{
    public async Task<Result<IReadOnlyList<AgentSession>>> HandleAsync(Actor actor, DateTimeOffset from, DateTimeOffset to, int? agentId, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeReports) is { } forbidden)
            return forbidden;
        return new List<AgentSession>(await sessions.ListAsync(from, to, agentId, cancellationToken));
    }
}

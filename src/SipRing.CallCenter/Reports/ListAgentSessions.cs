using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Ledger;

namespace SipRing.CallCenter.Reports;

/// <summary>Logins, logouts and pauses that overlap a span. An operator may see his own.</summary>
public sealed class ListAgentSessions(IAgentSessions sessions, Reaches reaches)
{
    public async Task<Result<IReadOnlyList<AgentSession>>> HandleAsync(Actor actor, DateTimeOffset from, DateTimeOffset to, int? agentId, IReadOnlyList<int> departments, CancellationToken cancellationToken)
    {
        if (!(agentId is { } id && actor.IsAgent(id)) && actor.Require(Permission.SeeReports) is { } forbidden)
            return forbidden;
        var reach = await reaches.OfAsync(actor, departments, cancellationToken);
        if (!reach.Succeeded)
            return reach.Refusal;
        return (await sessions.ListAsync(from, to, agentId, cancellationToken)).Where(s => reach.Value.Has(s.AgentId, s.Extension)).ToList();
    }
}

using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Agents;

/// <summary>An operator may no longer sign in to the pages; open ones close. He works on by phone.</summary>
public sealed class TakeWebLogin(OperatorLogins logins, IAuditLog audit)
{
    public async Task<Result<Done>> HandleAsync(Actor actor, int id, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageAgents) is { } forbidden)
            return forbidden;
        if (await logins.DisableAsync(id, cancellationToken) is not { } login)
            return new Refusal("no-web-login", $"Operator {id} has no login to the pages.", null, RefusalKind.NotFound, id);
        await audit.WriteAsync(actor, "agent.web-login-off", $"agent {id}", $"login {login}", cancellationToken);
        return default(Done);
    }
}

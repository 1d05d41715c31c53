using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Agents;

/// <summary>An operator may sign in to his own page: a login with a one-time password, or a new one-time password for the login that is there.</summary>
public sealed class GiveWebLogin(OperatorLogins logins, ListAgents agents, IAuditLog audit)
{
    public const string Field = "login";

    /// <param name="Login">The name to sign in with, for whoever has no login yet.</param>
    public sealed record Request(int Id, string Login);

    /// <param name="Password">Told this once, to be changed at the next sign-in.</param>
    public sealed record Given(string Login, string Password);

    public async Task<Result<Given>> HandleAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageAgents) is { } forbidden)
            return forbidden;
        var agent = await agents.FindAsync(Actor.System, request.Id, cancellationToken);
        if (!agent.Succeeded)
            return agent.Refusal;
        var given = await logins.GiveAsync(request.Id, request.Login, cancellationToken);
        if (!given.Succeeded)
            return given.Refusal with { Field = Field };
        await audit.WriteAsync(actor, "agent.web-login", $"agent {request.Id}", $"login {given.Value.User.Name}", cancellationToken);
        return new Given(given.Value.User.Name, given.Value.Password);
    }
}

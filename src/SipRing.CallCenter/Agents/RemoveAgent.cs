using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Agents;

/// <summary>An agent leaves: the PIN is worthless and free, every login ends, that to the pages too; the history keeps the name.</summary>
public sealed class RemoveAgent(Database database, Memberships memberships, OperatorLogins logins, TimeProvider time, IAuditLog audit)
{
    public async Task<Result<Done>> HandleAsync(Actor actor, int id, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageAgents) is { } forbidden)
            return forbidden;
        long? now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await using var db = database.Connect();
        var dismissed = await db.GetTable<AgentRow>().Where(a => a.Id == id && a.DismissedAt == null)
            .Set(a => a.DismissedAt, now).Set(a => a.PinHash, (string?)null).UpdateAsync(cancellationToken);
        if (dismissed == 0)
            return Agent.Unknown(id);
        await db.CloseAsync();
        var login = await logins.DisableAsync(id, cancellationToken);
        await audit.WriteAsync(actor, "agent.remove", $"agent {id}", login is null ? null : $"login {login} disabled", cancellationToken);

        // Should Asterisk be away now, the comparison after it is back ends the logins of whoever was dismissed.
        await memberships.EndOfAgentAsync(id, cancellationToken);
        return default(Done);
    }
}

using System.Data.Common;
using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Agents;

public sealed class CreateAgent(Database database, PinHasher pins, TimeProvider time, IAuditLog audit)
{
    public async Task<Result<Agent>> HandleAsync(Actor actor, string name, string pin, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageAgents) is { } forbidden)
            return forbidden;
        var checkedName = Agent.CheckName(name);
        if (!checkedName.Succeeded)
            return checkedName.Refusal;
        if (PinPolicy.Check(pin) is { } weak)
            return weak;

        var hash = pins.Hash(pin);
        await using var db = database.Connect();
        if (await db.GetTable<AgentRow>().AnyAsync(a => a.PinHash == hash, cancellationToken))
            return Agent.PinTaken();
        var row = new AgentRow { Name = checkedName.Value, PinHash = hash, CreatedAt = time.GetUtcNow().ToUnixTimeMilliseconds() };
        int id;
        try
        {
            id = await db.InsertWithInt32IdentityAsync(row, token: cancellationToken);
        }
        catch (DbException) when (!cancellationToken.IsCancellationRequested)
        {
            // Two people may choose one PIN at the same moment; the index lets one of them through.
            if (await db.GetTable<AgentRow>().AnyAsync(a => a.PinHash == hash, cancellationToken))
                return Agent.PinTaken();
            throw;
        }

        await db.CloseAsync();
        await audit.WriteAsync(actor, "agent.create", $"agent {id}", row.Name, cancellationToken);
        return (row with { Id = id }).ToAgent();
    }
}

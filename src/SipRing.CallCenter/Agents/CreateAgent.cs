using System.Data.Common;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Agents;

public sealed class CreateAgent(Database database, PinHasher pins, TimeProvider time, IAuditLog audit)
{
    private const int GreatestId = 99_999_999;

    /// <param name="Id">Null: the next one.</param>
    public sealed record Request(string Name, string Pin, int? Id = null);

    public async Task<Result<Agent>> HandleAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageAgents) is { } forbidden)
            return forbidden;
        var checkedName = Agent.CheckName(request.Name);
        if (!checkedName.Succeeded)
            return checkedName.Refusal;
        if (PinPolicy.Check(request.Pin) is { } weak)
            return weak;
        if (request.Id is < 1 or > GreatestId)
            return new Refusal("agent-id-invalid", $"An id is a number from 1 to {GreatestId}.", "id", RefusalKind.Invalid, GreatestId);

        var hash = pins.Hash(request.Pin);
        await using var db = database.Connect();
        if (await db.GetTable<AgentRow>().AnyAsync(a => a.PinHash == hash, cancellationToken))
            return Agent.PinTaken();

        // Of those who were dismissed too: reports name them by it.
        if (request.Id is { } wanted && await db.GetTable<AgentRow>().AnyAsync(a => a.Id == wanted, cancellationToken))
            return IdTaken(wanted);
        var row = new AgentRow { Name = checkedName.Value, PinHash = hash, CreatedAt = time.GetUtcNow().ToUnixTimeMilliseconds() };
        int id;
        try
        {
            id = request.Id is { } given
                ? await InsertAsync(db, row with { Id = given }, cancellationToken)
                : await db.InsertWithInt32IdentityAsync(row, token: cancellationToken);
        }
        catch (DbException) when (!cancellationToken.IsCancellationRequested)
        {
            // Two people may choose one PIN at the same moment; the index lets one of them through.
            if (await db.GetTable<AgentRow>().AnyAsync(a => a.PinHash == hash, cancellationToken))
                return Agent.PinTaken();
            if (request.Id is { } other && await db.GetTable<AgentRow>().AnyAsync(a => a.Id == other, cancellationToken))
                return IdTaken(other);
            throw;
        }

        await db.CloseAsync();
        await audit.WriteAsync(actor, "agent.create", $"agent {id}", row.Name, cancellationToken);
        return (row with { Id = id }).ToAgent();
    }

    private static async Task<int> InsertAsync(DataConnection db, AgentRow row, CancellationToken cancellationToken)
    {
        await db.GetTable<AgentRow>()
            .Value(a => a.Id, row.Id).Value(a => a.Name, row.Name).Value(a => a.PinHash, row.PinHash).Value(a => a.CreatedAt, row.CreatedAt)
            .InsertAsync(cancellationToken);
        return row.Id;
    }

    private static Refusal IdTaken(int id) => new("agent-id-taken", $"The id {id} belongs, or belonged, to somebody else.", "id", RefusalKind.Conflict, id);
}

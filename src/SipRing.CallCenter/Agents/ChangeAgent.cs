using System.Data.Common;
using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Agents;

/// <summary>A new name, a new PIN, or both. Whoever is logged in stays so; queue_log names the new name from the next login on.</summary>
public sealed class ChangeAgent(Database database, PinHasher pins, Memberships memberships, IAuditLog audit)
{
    /// <param name="Pin">Null: the PIN stays.</param>
    public sealed record Request(int Id, string Name, string? Pin);

    public async Task<Result<Agent>> HandleAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageAgents) is { } forbidden)
            return forbidden;
        var name = Agent.CheckName(request.Name);
        if (!name.Succeeded)
            return name.Refusal;
        if (request.Pin is { } given && PinPolicy.Check(given) is { } weak)
            return weak;

        await using var db = database.Connect();
        var row = await db.GetTable<AgentRow>().FirstOrDefaultAsync(a => a.Id == request.Id && a.DismissedAt == null, cancellationToken);
        if (row is null)
            return Agent.Unknown(request.Id);
        var changed = row with { Name = name.Value, PinHash = request.Pin is { } pin ? pins.Hash(pin) : row.PinHash };
        if (await db.GetTable<AgentRow>().AnyAsync(a => a.PinHash == changed.PinHash && a.Id != row.Id, cancellationToken))
            return Agent.PinTaken();
        try
        {
            await db.UpdateAsync(changed, token: cancellationToken);
        }
        catch (DbException) when (!cancellationToken.IsCancellationRequested)
        {
            if (await db.GetTable<AgentRow>().AnyAsync(a => a.PinHash == changed.PinHash && a.Id != row.Id, cancellationToken))
                return Agent.PinTaken();
            throw;
        }

        await db.CloseAsync();
        await memberships.RenameAsync(row.Id, changed.Name, cancellationToken);

        var detail = changed.Name == row.Name ? null : $"name {row.Name} -> {changed.Name}";
        await audit.WriteAsync(actor, "agent.change", $"agent {row.Id}", request.Pin is null ? detail : $"{detail} new PIN".Trim(), cancellationToken);
        return changed.ToAgent();
    }
}

using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Agents;

/// <summary>The agents who may log in. Supervisors need the list to put somebody into a queue.</summary>
public sealed class ListAgents(Database database, Reaches reaches)
{
    public async Task<Result<IReadOnlyList<Agent>>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageMembers) is { } forbidden)
            return forbidden;
        var reach = await reaches.OfAsync(actor, cancellationToken);
        await using var db = database.Connect();
        var rows = await db.GetTable<AgentRow>().Where(a => a.DismissedAt == null).OrderBy(a => a.Name).ThenBy(a => a.Id).ToListAsync(cancellationToken);
        return rows.Where(row => reach.HasAgent(row.Id)).Select(row => row.ToAgent()).ToList();
    }

    /// <summary>The names of all who ever were agents: calls of the past keep theirs after somebody left.</summary>
    public async Task<Result<IReadOnlyDictionary<int, string>>> NamesAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageMembers) is { } forbidden)
            return forbidden;
        var reach = await reaches.OfAsync(actor, cancellationToken);
        await using var db = database.Connect();
        return Result.Of<IReadOnlyDictionary<int, string>>(
            (await db.GetTable<AgentRow>().ToListAsync(cancellationToken)).Where(a => reach.HasAgent(a.Id)).ToDictionary(a => a.Id, a => a.Name));
    }

    /// <summary>One of them.</summary>
    public async Task<Result<Agent>> FindAsync(Actor actor, int id, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageMembers) is { } forbidden)
            return forbidden;
        var reach = await reaches.OfAsync(actor, cancellationToken);
        await using var db = database.Connect();
        var row = await db.GetTable<AgentRow>().FirstOrDefaultAsync(a => a.Id == id && a.DismissedAt == null, cancellationToken);
        return row is null || !reach.HasAgent(id) ? Agent.Unknown(id) : row.ToAgent();
    }
}

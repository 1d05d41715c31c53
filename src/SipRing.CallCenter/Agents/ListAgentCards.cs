using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Agents;

/// <summary>Everybody who is or was an operator, with his login and where he is logged in, by name.</summary>
public sealed class ListAgentCards(Database database, Memberships memberships, OperatorLogins logins)
{
    public async Task<Result<IReadOnlyList<AgentCard>>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageAgents) is { } forbidden)
            return forbidden;
        return Result.Of<IReadOnlyList<AgentCard>>(await ReadAsync(null, cancellationToken));
    }

    /// <summary>One of them, dismissed or not.</summary>
    public async Task<Result<AgentCard>> FindAsync(Actor actor, int id, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageAgents) is { } forbidden)
            return forbidden;
        return (await ReadAsync(id, cancellationToken)) is [var card] ? card : Agent.Unknown(id);
    }

    private async Task<List<AgentCard>> ReadAsync(int? id, CancellationToken cancellationToken)
    {
        var members = (await memberships.ListAsync(cancellationToken)).ToLookup(m => m.AgentId);
        var known = await logins.AllAsync(cancellationToken);
        await using var db = database.Connect();
        var rows = await db.GetTable<AgentRow>().Where(a => id == null || a.Id == id).OrderBy(a => a.Name).ThenBy(a => a.Id).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new AgentCard(row.ToAgent(), At(row.CreatedAt), row.DismissedAt is { } at ? At(at) : null, LoginOf(known.GetValueOrDefault(row.Id)), [.. members[row.Id]]));
    }

    private static WebLogin? LoginOf(User? user) => user is null ? null : new(user.Name, user.MustChange, user.DisabledAt is not null, user.SignedInAt);

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}

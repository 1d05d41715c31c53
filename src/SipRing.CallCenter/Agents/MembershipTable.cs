using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Agents;

/// <summary>The rows of who is logged in where. Written by <see cref="Memberships"/> only.</summary>
internal sealed class MembershipTable(Database database)
{
    public async Task<List<MembershipRow>> AllAsync(CancellationToken cancellationToken = default)
    {
        await using var db = database.Connect();
        return await db.GetTable<MembershipRow>().OrderBy(m => m.Queue).ThenBy(m => m.Extension).ToListAsync(cancellationToken);
    }

    public async Task<MembershipRow> InsertAsync(MembershipRow row)
    {
        await using var db = database.Connect();
        return row with { Id = await db.InsertWithInt32IdentityAsync(row) };
    }

    public async Task UpdateAsync(MembershipRow row)
    {
        await using var db = database.Connect();
        await db.UpdateAsync(row);
    }

    public async Task DeleteAsync(MembershipRow row)
    {
        await using var db = database.Connect();
        await db.GetTable<MembershipRow>().DeleteAsync(m => m.Id == row.Id);
    }

    public async Task RenameAsync(int agentId, string name)
    {
        await using var db = database.Connect();
        await db.GetTable<MembershipRow>().Where(m => m.AgentId == agentId).Set(m => m.Name, name).UpdateAsync();
    }

    public async Task<HashSet<int>> DismissedAsync()
    {
        await using var db = database.Connect();
        return [.. await db.GetTable<AgentRow>().Where(a => a.DismissedAt != null && db.GetTable<MembershipRow>().Any(m => m.AgentId == a.Id)).Select(a => a.Id).ToListAsync()];
    }

    /// <summary>The agent, unless dismissed or unknown.</summary>
    public async Task<Agent?> AgentAsync(int id)
    {
        await using var db = database.Connect();
        return (await db.GetTable<AgentRow>().FirstOrDefaultAsync(a => a.Id == id && a.DismissedAt == null))?.ToAgent();
    }

    public async Task<List<Agent>> AgentsAsync()
    {
        await using var db = database.Connect();
        return await db.GetTable<AgentRow>().Where(a => a.DismissedAt == null).Select(a => new Agent(a.Id, a.Name)).ToListAsync();
    }

    public async Task<string?> LastStartAsync(string pbx)
    {
        await using var db = database.Connect();
        return (await db.GetTable<MembershipCheckRow>().FirstOrDefaultAsync(c => c.Pbx == pbx))?.Started;
    }

    public async Task SetLastStartAsync(string pbx, string started)
    {
        await using var db = database.Connect();
        await db.InsertOrReplaceAsync(new MembershipCheckRow { Pbx = pbx, Started = started });
    }
}

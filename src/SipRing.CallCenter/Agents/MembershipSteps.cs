using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Agents;

/// <summary>
/// Login, logout and pause, each from its check to its last line in queue_log. The row is written before Asterisk is
/// asked and settled after its answer, so that whatever breaks in between is found and ended by the comparison.
/// </summary>
internal sealed class MembershipSteps(MembershipTable table, QueueMembers asterisk, TimeProvider time)
{
    public async Task<Result<Member>> LogInAsync(string queue, string extension, int agentId)
    {
        if (await table.AgentAsync(agentId) is not { } agent)
            return Agent.Unknown(agentId, "agentId");
        var rows = await table.AllAsync();
        if (Contradiction(rows, queue, extension, agent) is { } refusal)
            return refusal;

        var row = await table.InsertAsync(new()
        {
            Queue = queue,
            Extension = extension,
            AgentId = agentId,
            Name = agent.Name,
            LogName = QueueMembers.LogName(agent, await table.AgentsAsync(), rows),
            LoggedInAt = time.GetUtcNow().ToUnixTimeMilliseconds(),
            StateText = nameof(MembershipState.Adding),
        });
        if (await asterisk.LogAsync(queue, extension, QueueMembers.LoginLine(agentId, row.LogName)) is { } notLogged)
        {
            // What was surely not written leaves nothing behind.
            if (notLogged.Kind != RefusalKind.OutcomeUnknown)
                await table.DeleteAsync(row);
            return notLogged;
        }

        if (await asterisk.AddAsync(queue, extension, agentId, row.LogName, paused: false) is { } notAdded)
        {
            // Of an unknown end the comparison takes care; otherwise the session that LOGIN opened ends here.
            if (notAdded.Kind is not (RefusalKind.OutcomeUnknown or RefusalKind.Unavailable))
                await CloseAsync(row);
            return notAdded;
        }

        row = row with { StateText = nameof(MembershipState.In) };
        // Whoever logs in to one more queue during his wrap-up is left alone there too.
        if (rows.Exists(m => m.Extension == extension && m is { Paused: true, Reason: MemberReason.WrapUp })
            && await asterisk.PauseAsync(queue, extension, true, MemberReason.WrapUp) is null)
        {
            row = row.With(true, MemberReason.WrapUp, time.GetUtcNow());
        }

        await table.UpdateAsync(row);
        return row.ToMember();
    }

    /// <summary>After the penalties of a queue were changed: for those who are logged in already.</summary>
    public async Task<Result<Done>> SetPenaltiesAsync(string queue)
    {
        foreach (var row in (await table.AllAsync()).Where(m => m.Queue == queue))
        {
            if (await asterisk.SetPenaltyAsync(queue, row.Extension, row.AgentId) is { } refusal)
                return refusal;
        }

        return default(Done);
    }

    public async Task<Result<Member>> LogOutAsync(string queue, string extension)
    {
        var row = (await table.AllAsync()).Find(m => m.Queue == queue && m.Extension == extension);
        if (row is null)
        {
            // Somebody else may have put the phone in; taking it out is what was asked.
            return await asterisk.RemoveAsync(queue, extension) is { } refused
                ? refused
                : new Member(queue, extension, 0, "", time.GetUtcNow(), false, null);
        }

        return await EndAsync(row) is { } refusal ? refusal : row.ToMember();
    }

    public async Task<Result<Member>> PauseAsync(string queue, string extension, bool paused, string reason)
    {
        var row = (await table.AllAsync()).Find(m => m.Queue == queue && m.Extension == extension && m.State != MembershipState.Adding);
        if (row is null)
            return NotLoggedIn(queue, extension);
        if (await asterisk.PauseAsync(queue, extension, paused, paused ? reason : "") is { } refusal)
            return refusal;
        row = row.With(paused, reason, time.GetUtcNow());
        await table.UpdateAsync(row);
        return row.ToMember();
    }

    public async Task<Result<IReadOnlyList<Member>>> PauseEverywhereAsync(string extension, bool paused, string reason)
    {
        var rows = (await table.AllAsync()).FindAll(m => m.Extension == extension && m.State != MembershipState.Adding);
        if (rows.Count == 0)
            return NotLoggedIn(extension);
        if (await asterisk.PauseEverywhereAsync(extension, paused, paused ? reason : "") is { } refusal)
            return refusal;
        var changed = rows.ConvertAll(row => row.With(paused, reason, time.GetUtcNow()));
        foreach (var row in changed)
            await table.UpdateAsync(row);
        return Result.Of<IReadOnlyList<Member>>(changed.ConvertAll(row => row.ToMember()));
    }

    /// <summary>Pauses a phone in every queue in which it is not paused yet: whoever has taken a pause keeps its reason.</summary>
    public async Task<Result<IReadOnlyList<Member>>> PauseTheRestAsync(string extension, string reason)
    {
        var mine = (await table.AllAsync()).FindAll(m => m.Extension == extension && m.State != MembershipState.Adding);
        var rest = mine.FindAll(m => !m.Paused);
        return rest.Count == 0 ? NotLoggedIn(extension) : await PauseSomeAsync(mine, rest, extension, true, reason);
    }

    /// <summary>Ends the pauses of a phone that have this reason.</summary>
    public async Task<Result<IReadOnlyList<Member>>> UnpauseAsync(string extension, string reason)
    {
        var mine = (await table.AllAsync()).FindAll(m => m.Extension == extension && m.State != MembershipState.Adding);
        var those = mine.FindAll(m => m.Paused && m.Reason == reason);
        return those.Count == 0 ? NotLoggedIn(extension) : await PauseSomeAsync(mine, those, extension, false, "");
    }

    private async Task<Result<IReadOnlyList<Member>>> PauseSomeAsync(List<MembershipRow> mine, List<MembershipRow> some, string extension, bool paused, string reason)
    {
        if (some.Count == mine.Count)
            return await PauseEverywhereAsync(extension, paused, reason);
        foreach (var row in some)
        {
            if ((await PauseAsync(row.Queue, extension, paused, reason)).Refusal is { } refusal)
                return refusal;
        }

        return Result.Of<IReadOnlyList<Member>>(some.ConvertAll(row => row.With(paused, reason, time.GetUtcNow()).ToMember()));
    }

    /// <returns>True to whoever comes first: the present pause of this phone is said to be over its limit only once.</returns>
    public async Task<bool> TellPauseAsync(string extension)
    {
        var untold = (await table.AllAsync()).FindAll(m => m.Extension == extension && m is { Paused: true, PauseTold: false });
        foreach (var row in untold)
            await table.UpdateAsync(row with { PauseTold = true });
        return untold.Count > 0;
    }

    /// <summary>Takes a member out of Asterisk and ends its session.</summary>
    public async Task<Refusal?> EndAsync(MembershipRow row)
    {
        await table.UpdateAsync(row with { StateText = nameof(MembershipState.Removing) });
        var refusal = await asterisk.RemoveAsync(row.Queue, row.Extension);

        // Not there, or the whole queue is not: then it is as it should be.
        if (refusal is null || refusal.Kind == RefusalKind.NotFound)
            return await CloseAsync(row);
        if (refusal.Kind is RefusalKind.Unavailable or RefusalKind.Conflict)
            await table.UpdateAsync(row with { StateText = nameof(MembershipState.In) });
        return refusal;
    }

    /// <summary>Ends the session of a member that Asterisk no longer has: its last line first, so that a crash repeats it rather than loses it.</summary>
    public async Task<Refusal?> CloseAsync(MembershipRow row)
    {
        if (await asterisk.LogAsync(row.Queue, row.Extension, QueueMembers.LogoutLine(row.AgentId)) is { } refusal)
        {
            await table.UpdateAsync(row with { StateText = nameof(MembershipState.Removing) });
            return refusal;
        }

        await table.DeleteAsync(row);
        return null;
    }

    internal static Refusal NotLoggedIn(string queue, string extension) =>
        new(QueueMembers.NotThere, $"Nobody is logged in to queue {queue} at phone {extension}.", "extension", RefusalKind.NotFound, queue, extension);

    internal static Refusal NotLoggedIn(string extension) =>
        new("nobody-at-phone", $"Nobody is logged in at phone {extension}.", "extension", RefusalKind.NotFound, extension);

    private static Refusal? Contradiction(List<MembershipRow> rows, string queue, string extension, Agent agent)
    {
        if (rows.Find(m => m.Extension == extension && m.AgentId != agent.Id) is { } other)
            return new("phone-in-use", $"{other.Name} is logged in at phone {extension}; one phone is for one agent at a time.", "extension", RefusalKind.Conflict, other.Name, extension);
        if (rows.Find(m => m.AgentId == agent.Id && m.Extension != extension) is { } elsewhere)
            return new("agent-elsewhere", $"{agent.Name} is logged in at phone {elsewhere.Extension}; log out there first.", "agentId", RefusalKind.Conflict, agent.Name, elsewhere.Extension);
        return rows.Exists(m => m.Queue == queue && m.Extension == extension)
            ? new("already-logged-in", $"{agent.Name} is logged in to queue {queue} at phone {extension} already.", "extension", RefusalKind.Conflict, agent.Name, queue, extension)
            : null;
    }
}

using Microsoft.Extensions.Logging;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Settings;
using Actor = SipRing.CallCenter.Access.Actor;

namespace SipRing.CallCenter.Agents;

/// <summary>
/// Compares who is logged in by the table with the members that Asterisk has, and makes them agree. If Asterisk was
/// restarted, the table is right and lost members return; if it was not, somebody took them out, and Asterisk is right.
/// </summary>
internal sealed partial class MembershipComparison(
    MembershipTable table, MembershipSteps steps, QueueMembers asterisk, SipRingSettings settings, TimeProvider time, IAuditLog audit, ILogger<MembershipComparison> log)
{
    /// <returns>True where something was put right.</returns>
    public async Task<bool> RunAsync()
    {
        var now = await asterisk.ReadAsync(CancellationToken.None);
        var lastStart = await table.LastStartAsync(settings.Pbx);
        var restarted = lastStart is not null && lastStart != now.Started;
        var dismissed = await table.DismissedAsync();

        var changed = false;
        var complete = true;
        foreach (var row in await table.AllAsync())
        {
            var member = now.Members.GetValueOrDefault((row.Queue, row.Extension));
            var outcome = (member, row.State) switch
            {
                _ when dismissed.Contains(row.AgentId) => await EndDismissedAsync(row),
                (not null, _) => await AgreeAsync(row, member, restarted),
                (null, MembershipState.In) when restarted && now.Queues.Contains(row.Queue) => await ReturnAsync(row),
                (null, MembershipState.In) => await TakenOutAsync(row),
                (null, _) => await CloseAsync(row),
            };
            changed |= outcome != Outcome.Same;
            complete &= outcome != Outcome.Failed;
        }

        // Only now: if Asterisk went away in the middle, the next comparison must still know of the restart.
        if (complete && lastStart != now.Started)
            await table.SetLastStartAsync(settings.Pbx, now.Started);
        return changed;
    }

    private enum Outcome
    {
        Same,
        Changed,
        Failed,
    }

    private async Task<Outcome> AgreeAsync(MembershipRow row, AsteriskMember member, bool restarted)
    {
        // A login or a logout whose end was unknown: the member is there, so the one happened and the other did not.
        var settled = row with { StateText = nameof(MembershipState.In) };
        var reason = string.IsNullOrEmpty(member.Reason) ? null : member.Reason;
        if (row.Paused && !member.Paused && restarted)
        {
            if (await asterisk.PauseAsync(row.Queue, row.Extension, true, row.Reason ?? "") is not null)
                return Outcome.Failed;
        }
        else
        {
            settled = settled.With(member.Paused, reason, time.GetUtcNow());
        }

        if (settled == row)
            return Outcome.Same;
        await table.UpdateAsync(settled);
        return Outcome.Changed;
    }

    private async Task<Outcome> ReturnAsync(MembershipRow row)
    {
        if (await asterisk.AddAsync(row.Queue, row.Extension, row.AgentId, row.LogName, row.Paused && row.Reason != MemberReason.WrapUp) is { } refusal && refusal.Id != "member-foreign")
            return LogAndFail(row, refusal.Message);
        if (row is { Paused: true, Reason: { } reason } && await asterisk.PauseAsync(row.Queue, row.Extension, true, reason) is { } notPaused)
            return LogAndFail(row, notPaused.Message);
        LogReturned(row.Name, row.Extension, row.Queue);
        return Outcome.Changed;
    }

    private async Task<Outcome> TakenOutAsync(MembershipRow row)
    {
        LogTakenOut(row.Name, row.Extension, row.Queue);
        var outcome = await CloseAsync(row);
        if (outcome == Outcome.Changed)
            await audit.WriteAsync(Actor.System, "member.taken-out", $"queue {row.Queue}", $"{row.Name} at phone {row.Extension}: taken out by somebody else", CancellationToken.None);
        return outcome;
    }

    private async Task<Outcome> CloseAsync(MembershipRow row) => await steps.CloseAsync(row) is null ? Outcome.Changed : Outcome.Failed;

    private async Task<Outcome> EndDismissedAsync(MembershipRow row) => await steps.EndAsync(row) is null ? Outcome.Changed : Outcome.Failed;

    private Outcome LogAndFail(MembershipRow row, string reason)
    {
        LogNotReturned(row.Name, row.Extension, row.Queue, reason);
        return Outcome.Failed;
    }

    [LoggerMessage(4110, LogLevel.Information, "Asterisk was restarted and had lost {Agent} at phone {Extension} in queue {Queue}: put back")]
    private partial void LogReturned(string agent, string extension, string queue);

    [LoggerMessage(4111, LogLevel.Warning, "Asterisk was restarted and had lost {Agent} at phone {Extension} in queue {Queue}; it could not be put back: {Reason}")]
    private partial void LogNotReturned(string agent, string extension, string queue, string reason);

    [LoggerMessage(4112, LogLevel.Information, "{Agent} at phone {Extension} was taken out of queue {Queue} by somebody else than SipRing: logged out")]
    private partial void LogTakenOut(string agent, string extension, string queue);
}

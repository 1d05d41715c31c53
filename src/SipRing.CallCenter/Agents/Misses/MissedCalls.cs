using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Queues.Rules;

namespace SipRing.CallCenter.Agents.Misses;

/// <summary>
/// Pauses an operator in all of his queues when he has missed so many calls of one queue in a row. A phone that rang out and one
/// that declined are misses; one whose caller gave up, or was answered by somebody else, is not: Asterisk itself tells them apart.
/// </summary>
public sealed partial class MissedCalls(IAmiClient ami, Memberships memberships, CallRules rules, FloorNotices notices, IAuditLog audit, ILogger<MissedCalls> log)
    : BackgroundService
{
    private readonly Dictionary<(string Queue, string Extension), int> _inARow = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                using var subscription = ami.Subscribe();
                await foreach (var item in subscription.Items.ReadAllAsync(stoppingToken))
                {
                    if (item is AmiFeedItem.Event e)
                        await TakeAsync(e.Message, stoppingToken);
                }

                return;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogFellBehind(e);
            }
        }
    }

    private async Task TakeAsync(AmiMessage message, CancellationToken cancellationToken)
    {
        if (message.Event is not ("AgentRingNoAnswer" or "AgentConnect" or "QueueMemberPause" or "QueueMemberAdded" or "QueueMemberRemoved"))
            return;
        if (message["Queue"] is not { } queue || QueueMembers.Extension(message["Interface"]) is not { } extension)
            return;

        // An answer, a pause, its end, a login: whatever was missed before, the operator is there, or known to be away.
        if (message.Event != "AgentRingNoAnswer")
        {
            _inARow.Remove((queue, extension));
            return;
        }

        var misses = _inARow[(queue, extension)] = _inARow.GetValueOrDefault((queue, extension)) + 1;
        if ((await rules.OfAsync(queue, cancellationToken)).PauseAfterMisses is { } limit && misses >= limit)
            await PauseAsync(queue, extension, misses, cancellationToken);
    }

    private async Task PauseAsync(string queue, string extension, int misses, CancellationToken cancellationToken)
    {
        _inARow.Remove((queue, extension));
        var result = await memberships.PauseTheRestAsync(extension, MemberReason.MissedCalls);
        if (!result.Succeeded)
        {
            LogNotPaused(extension, queue, result.Refusal.Message);
            return;
        }

        var name = result.Value[0].Name;
        LogPaused(name, extension, misses, queue);
        await audit.WriteAsync(Actor.System, "member.auto-pause", $"phone {extension}", $"{name}, agent {result.Value[0].AgentId}: {misses} missed calls of queue {queue} in a row", cancellationToken);
        notices.Say(new(FloorNotice.AutoPaused, result.Value[0].AgentId, extension, name, misses, queue));
    }

    [LoggerMessage(4160, LogLevel.Warning, "{Agent} at phone {Extension} missed {Misses} calls of queue {Queue} in a row: paused")]
    private partial void LogPaused(string agent, string extension, int misses, string queue);

    [LoggerMessage(4161, LogLevel.Warning, "Phone {Extension} missed too many calls of queue {Queue}, but was not paused: {Reason}")]
    private partial void LogNotPaused(string extension, string queue, string reason);

    [LoggerMessage(4162, LogLevel.Warning, "Counting missed calls was interrupted; it goes on")]
    private partial void LogFellBehind(Exception exception);
}

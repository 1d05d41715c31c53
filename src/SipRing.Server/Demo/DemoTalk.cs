using System.Collections.Concurrent;
using SipRing.Phone;

namespace SipRing.Server.Demo;

/// <summary>What operators do with a call that rings: take it or not, talk, pass it on, end it.</summary>
internal sealed class DemoTalk(IReadOnlyList<DemoSeat> seats, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _connected = new(StringComparer.Ordinal);

    /// <summary>A caller cannot hear when the music ends (its phone does not listen): the operator tells here.</summary>
    public Task ConnectedAsync(string caller) => _connected.GetOrAdd(caller, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Forget(string caller) => _connected.TryRemove(caller, out _);

    public async Task TakeAsync(DemoSeat seat, PhoneCall call, CancellationToken cancellationToken)
    {
        if (Dice.Chance(0.04))
        {
            // Not at the desk: the queue asks somebody else.
            await call.Ended.WaitAsync(cancellationToken);
            return;
        }

        await Task.WhenAny(call.Ended, Task.Delay(Dice.Between(1, 6), time, cancellationToken));
        if (Dice.Chance(0.02))
        {
            call.Decline();
            return;
        }

        if (!await call.AnswerAsync())
        {
            return;
        }

        if (_connected.TryGetValue(call.Peer, out var connected))
        {
            connected.TrySetResult();
        }

        // Many short conversations, few long ones.
        var length = TimeSpan.FromSeconds(8) + Dice.Exponential(32);
        await Task.WhenAny(call.Ended, Task.Delay(length, time, cancellationToken));
        if (!call.Ended.IsCompleted)
        {
            await CloseAsync(seat, call, cancellationToken);
        }
    }

    private async Task CloseAsync(DemoSeat seat, PhoneCall call, CancellationToken cancellationToken)
    {
        var colleague = seats.FirstOrDefault(other => other.IsFree && other != seat);
        if (Dice.Chance(0.06) && colleague is not null)
        {
            await call.TransferAsync(colleague.Person.Extension);
        }
        else if (Dice.Chance(0.04))
        {
            await call.TransferAsync(Dice.OneOf(DemoPlan.Queues).Number);
        }
        else if (Dice.Chance(0.07) && colleague is not null)
        {
            await ConsultAsync(seat, call, colleague, cancellationToken);
        }
        else if (Dice.Chance(0.5))
        {
            await Task.WhenAny(call.Ended, Task.Delay(Dice.Between(2, 15), time, cancellationToken));
        }

        await call.HangUpAsync();
    }

    private async Task ConsultAsync(DemoSeat seat, PhoneCall call, DemoSeat colleague, CancellationToken cancellationToken)
    {
        await call.HoldAsync();
        var consultation = seat.Phone.Dial(colleague.Person.Extension);
        await Task.WhenAny(consultation.Answered, call.Ended, Task.Delay(TimeSpan.FromSeconds(12), time, cancellationToken));
        if (consultation.Answered.IsCompletedSuccessfully && await consultation.Answered)
        {
            await Task.WhenAny(call.Ended, consultation.Ended, Task.Delay(Dice.Between(3, 8), time, cancellationToken));
            if (!call.Ended.IsCompleted && !consultation.Ended.IsCompleted)
            {
                await call.TransferAsync(consultation);
            }
        }

        await consultation.HangUpAsync();
        if (!call.Ended.IsCompleted)
        {
            await call.ResumeAsync();
            await Task.WhenAny(call.Ended, Task.Delay(Dice.Between(3, 10), time, cancellationToken));
        }
    }
}

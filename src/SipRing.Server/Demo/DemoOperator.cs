using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Common;
using SipRing.Phone;

namespace SipRing.Server.Demo;

/// <summary>A working day of one operator: in, calls, pauses, a meal, and on.</summary>
internal sealed partial class DemoOperator(
    DemoSeat seat, DemoTalk talk, LogInAgent logIn, LogOutAgent logOut, PauseMember pause, TimeProvider time, ILogger log)
{
    /// <summary>How long one waits for a call before thinking of something else.</summary>
    private const double IdleMeanSeconds = 60;

    private static readonly TimeSpan s_beforePin = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan s_loginLimit = TimeSpan.FromSeconds(30);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await seat.Phone.RegisterAsync(cancellationToken);
        await ComeAsync(seat.Person.DialsLogin, cancellationToken);
        var next = seat.Phone.NextCallAsync(cancellationToken);
        while (true)
        {
            seat.IsFree = true;
            var idle = Task.Delay(TimeSpan.FromSeconds(5) + Dice.Exponential(IdleMeanSeconds), time, cancellationToken);
            if (await Task.WhenAny(next, idle) == next)
            {
                seat.IsFree = false;
                await talk.TakeAsync(seat, await next, cancellationToken);
                next = seat.Phone.NextCallAsync(cancellationToken);
            }

            cancellationToken.ThrowIfCancellationRequested();
            seat.IsFree = false;
            if (!next.IsCompleted && Dice.Chance(0.12))
            {
                await PauseAsync(cancellationToken);
            }
            else if (!next.IsCompleted && Dice.Chance(0.03))
            {
                await EatAsync(cancellationToken);
            }
        }
    }

    /// <summary>Out of all queues, as one leaves at the end.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        foreach (var queue in seat.Person.Queues)
        {
            Note(await logOut.HandleAsync(Actor.System, queue, seat.Person.Extension, cancellationToken));
        }
    }

    private async Task ComeAsync(bool dials, CancellationToken cancellationToken)
    {
        foreach (var queue in seat.Person.Queues)
        {
            if (dials)
            {
                await DialLoginAsync(queue, cancellationToken);
            }
            else
            {
                Note(await logIn.HandleAsync(Actor.System, new(queue, seat.Person.Extension, seat.AgentId), cancellationToken));
            }
        }
    }

    /// <summary>*45 and the PIN, which interrupts the voice that asks for it. The same code logs out without a PIN.</summary>
    private async Task DialLoginAsync(string queue, CancellationToken cancellationToken)
    {
        var call = seat.Phone.Dial("*45" + queue);
        if (await call.Answered.WaitAsync(s_loginLimit, time, cancellationToken))
        {
            await Task.WhenAny(call.Ended, Task.Delay(s_beforePin, time, cancellationToken));
            await call.SendDigitsAsync(seat.Pin + "#");
            await Task.WhenAny(call.Ended, Task.Delay(s_loginLimit, time, cancellationToken));
        }

        await call.HangUpAsync();
    }

    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        var reason = Dice.OneOf(DemoPlan.PauseReasons);
        await SetPausedAsync(true, reason, cancellationToken);
        await Task.Delay(Dice.Between(15, 80), time, cancellationToken);
        await SetPausedAsync(false, null, cancellationToken);
    }

    private async Task SetPausedAsync(bool paused, string? reason, CancellationToken cancellationToken)
    {
        foreach (var queue in seat.Person.Queues)
        {
            Note(await pause.HandleAsync(Actor.System, new(queue, seat.Person.Extension, paused, reason), cancellationToken));
        }
    }

    private async Task EatAsync(CancellationToken cancellationToken)
    {
        await LeaveAsync(cancellationToken);
        await Task.Delay(Dice.Between(40, 120), time, cancellationToken);
        await ComeAsync(dials: true, cancellationToken);
    }

    private void Note<T>(Result<T> result)
    {
        if (!result.Succeeded)
        {
            LogRefused(seat.Person.Extension, result.Refusal.Message);
        }
    }

    [LoggerMessage(9010, LogLevel.Debug, "The demo's phone {Extension} was refused: {Reason}")]
    private partial void LogRefused(string extension, string reason);
}

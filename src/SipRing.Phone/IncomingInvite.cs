using System.Net;
using SipRing.Phone.Messages;
using SipRing.Phone.Transactions;

namespace SipRing.Phone;

/// <summary>The other side's INVITE, until it is answered, declined or taken back.</summary>
internal sealed class IncomingInvite(PhoneCall call, SipRequest invite, IPEndPoint from) : ICallSetup
{
    private readonly TaskCompletionSource _acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _answered;

    public void Try() => Respond(100, "Trying");

    public void Ring()
    {
        if (Volatile.Read(ref _answered) == 0)
        {
            Respond(180, "Ringing");
            call.NoteRinging();
        }
    }

    public async Task<bool> AnswerAsync()
    {
        if (Interlocked.Exchange(ref _answered, 1) != 0)
        {
            return call.IsTalking;
        }

        call.TakeRemote(invite.Body);
        var sdp = call.Sdp();
        Respond(200, "OK", sdp);
        call.Connect();
        return await UntilAcknowledgedAsync(sdp).ConfigureAwait(false);
    }

    public void Decline(int status)
    {
        if (Interlocked.Exchange(ref _answered, 1) == 0)
        {
            Respond(status, status == 486 ? "Busy Here" : "Declined");
            call.Finish(CallSide.Local, status);
        }
    }

    public Task GiveUpAsync()
    {
        Decline(486);
        return Task.CompletedTask;
    }

    /// <summary>The caller hung up while it rang.</summary>
    public void Cancelled()
    {
        if (Interlocked.Exchange(ref _answered, 1) == 0)
        {
            Respond(487, "Request Terminated");
            call.Finish(CallSide.Remote, 487);
        }
    }

    public void Acknowledged(SipRequest ack)
    {
        // An INVITE without an offer is answered with ours; theirs comes in the ACK.
        call.TakeRemote(ack.Body);
        _acknowledged.TrySetResult();
    }

    /// <summary>A 200 to an INVITE is repeated by the phone itself, not by its transaction (RFC 3261 §13.3.1.4).</summary>
    private async Task<bool> UntilAcknowledgedAsync(string sdp)
    {
        var time = call.Phone.Options.Time;
        var begin = time.GetTimestamp();
        for (var interval = SipTimers.FirstRepeat; time.GetElapsedTime(begin) < SipTimers.Patience; interval = SipTimers.Longer(interval))
        {
            var first = await Task.WhenAny(_acknowledged.Task, call.Ended, Task.Delay(interval, time, call.Phone.Stopping)).ConfigureAwait(false);
            if (first == _acknowledged.Task || call.Ended.IsCompleted)
            {
                return !call.Ended.IsCompleted;
            }

            call.Phone.Stopping.ThrowIfCancellationRequested();
            Respond(200, "OK", sdp);
        }

        await call.ByeAsync().ConfigureAwait(false);
        return false;
    }

    private void Respond(int status, string reason, string? sdp = null) =>
        call.Phone.Endpoint.Respond(invite, from, status, reason, call.Dialog.LocalTag, sdp);
}

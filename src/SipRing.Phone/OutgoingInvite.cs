using SipRing.Phone.Messages;

namespace SipRing.Phone;

/// <summary>Our own INVITE, until it is answered, refused or taken back.</summary>
internal sealed class OutgoingInvite(PhoneCall call) : ICallSetup
{
    private readonly Lock _lock = new();
    private SipRequest? _invite;
    private bool _mayCancel;
    private bool _givenUp;

    public async Task RunAsync()
    {
        try
        {
            var endpoint = call.Phone.Endpoint;
            var response = await endpoint.RequestAsync(Write, call.Phone.Stopping, Sent, Provisional).ConfigureAwait(false);
            call.Dialog.Establish(response);
            if (!response.IsSuccess)
            {
                call.Finish(_givenUp ? CallSide.Local : CallSide.Remote, response.Status);
                return;
            }

            Acknowledge();
            call.TakeRemote(response.Body);
            call.Connect();
            if (_givenUp)
            {
                // The answer and our CANCEL crossed: the call stands and is ended as one that stands.
                await call.ByeAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            call.Finish(CallSide.Local, 487);
        }
    }

    public void Acknowledge() => call.Phone.Endpoint.Acknowledge(call.Dialog.Acknowledge(_invite!.CSeq.Number));

    public async Task GiveUpAsync()
    {
        SipRequest? cancel;
        lock (_lock)
        {
            _givenUp = true;
            cancel = _mayCancel ? _invite : null;
        }

        if (cancel is not null)
        {
            await call.Phone.Endpoint.CancelAsync(cancel, call.Phone.Stopping).ConfigureAwait(false);
        }

        await call.Ended.WaitAsync(Transactions.SipTimers.Patience, call.Phone.Options.Time, call.Phone.Stopping).ConfigureAwait(false);
    }

    private SipRequest Write()
    {
        var invite = call.Dialog.Request("INVITE");
        SipEndpoint.AddBody(invite, call.Sdp());
        return invite;
    }

    private void Sent(SipRequest invite)
    {
        lock (_lock)
        {
            _invite = invite;
            _mayCancel = false;
        }
    }

    /// <summary>Before a provisional answer an INVITE must not be cancelled (RFC 3261 §9.1).</summary>
    private void Provisional(SipResponse response)
    {
        SipRequest? cancel;
        lock (_lock)
        {
            cancel = _givenUp && !_mayCancel ? _invite : null;
            _mayCancel = true;
        }

        if (response.Status > 100)
        {
            call.NoteRinging();
        }

        if (cancel is not null)
        {
            _ = call.Phone.Endpoint.CancelAsync(cancel, call.Phone.Stopping);
        }
    }
}

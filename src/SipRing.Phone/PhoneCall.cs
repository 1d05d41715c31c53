using SipRing.Phone.Media;
using SipRing.Phone.Messages;

namespace SipRing.Phone;

/// <summary>One call of one phone, from the first ring to the end. Safe to use from any thread.</summary>
public sealed class PhoneCall
{
    private readonly TaskCompletionSource _ringing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<CallEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CallTransfer _transfer;
    private ICallSetup? _setup;
    private int _finished;
    private int _sdpVersion;

    internal PhoneCall(SipPhone phone, Dialog dialog, RtpStream sound, NameAddress peer, bool isIncoming)
    {
        Phone = phone;
        Dialog = dialog;
        Sound = sound;
        Peer = peer.User;
        PeerName = peer.Name;
        IsIncoming = isIncoming;
        BeganAt = phone.Options.Time.GetUtcNow();
        _transfer = new(this);
    }

    public SipPhone Phone { get; }

    /// <summary>Call-ID of SIP.</summary>
    public string Id => Dialog.CallId;

    public bool IsIncoming { get; }

    /// <summary>Number of the other side.</summary>
    public string Peer { get; }

    public string PeerName { get; }

    /// <summary>The number that the other side called; empty for a call of our own.</summary>
    public string Dialled { get; init; } = "";

    /// <summary>Completes at the first sign of ringing.</summary>
    public Task Ringing => _ringing.Task;

    /// <summary>True when answered; false when the call ended without it.</summary>
    public Task<bool> Answered => _answered.Task;

    public Task<CallEnd> Ended => _ended.Task;

    /// <summary>When it was dialled, or arrived.</summary>
    public DateTimeOffset BeganAt { get; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>What came in as sound.</summary>
    public Hearing Heard => Sound.Heard;

    public int PacketsHeard => Sound.PacketsReceived;

    public Tone Tone
    {
        get => Sound.Tone;
        set => Sound.Tone = value;
    }

    internal Dialog Dialog { get; }

    internal RtpStream Sound { get; }

    internal bool IsTalking => _answered.Task.IsCompletedSuccessfully && !_ended.Task.IsCompleted;

    /// <summary>Says "ringing" to the other side; incoming calls only.</summary>
    public void Ring() => Incoming().Ring();

    /// <summary>Takes an incoming call. False: the caller was faster and has gone.</summary>
    public Task<bool> AnswerAsync() => Incoming().AnswerAsync();

    /// <summary>Refuses an incoming call.</summary>
    public void Decline(int status = 486) => Incoming().Decline(status);

    /// <summary>Ends the call as its state asks for: gives up, declines, or hangs up. Completes when the other side knows.</summary>
    public async Task HangUpAsync()
    {
        if (_ended.Task.IsCompleted)
        {
            return;
        }

        if (!_answered.Task.IsCompleted && _setup is { } setup)
        {
            await setup.GiveUpAsync().ConfigureAwait(false);
            return;
        }

        await ByeAsync().ConfigureAwait(false);
    }

    /// <summary>Presses keys as telephone events in the sound (RFC 4733). Completes after the last one.</summary>
    public Task SendDigitsAsync(string digits) => Sound.SendDigits(digits);

    /// <summary>Presses keys by SIP INFO, as some phones do.</summary>
    public async Task SendDigitsByInfoAsync(string digits)
    {
        foreach (var digit in digits)
        {
            var response = await Phone.Endpoint.RequestAsync(Write, Phone.Stopping).ConfigureAwait(false);
            if (!response.IsSuccess)
            {
                throw new SipRefusedException("INFO", response.Status);
            }

            SipRequest Write()
            {
                var info = Dialog.Request("INFO");
                info.Headers.Add("Content-Type", "application/dtmf-relay");
                info.Body = $"Signal={digit}\r\nDuration=160\r\n";
                return info;
            }
        }
    }

    /// <summary>Blind transfer. Our part ends with it. The status of the REFER: 202 is yes.</summary>
    public Task<int> TransferAsync(string number) => _transfer.BlindAsync(number);

    /// <summary>Attended transfer: the other side of this call and that of <paramref name="consultation"/> are joined, both our parts end.</summary>
    /// <returns>The outcome as Asterisk reports it: 200 is done.</returns>
    public Task<int> TransferAsync(PhoneCall consultation) => _transfer.AttendedAsync(consultation);

    /// <summary>Puts the other side on hold. The status of the re-INVITE.</summary>
    public Task<int> HoldAsync() => RenegotiateAsync(MediaDirection.SendOnly);

    public Task<int> ResumeAsync() => RenegotiateAsync(MediaDirection.SendReceive);

    internal void Begin(ICallSetup setup) => _setup = setup;

    internal string Sdp(MediaDirection direction = MediaDirection.SendReceive) =>
        SessionDescription.Write(Phone.Options.LocalAddress, Sound.Port, direction, Interlocked.Increment(ref _sdpVersion));

    internal void TakeRemote(string sdp)
    {
        if (SessionDescription.Parse(sdp) is { Port: > 0 } remote)
        {
            Sound.SendTo(remote);
        }
    }

    internal void NoteRinging() => _ringing.TrySetResult();

    internal void Connect()
    {
        AnsweredAt = Phone.Options.Time.GetUtcNow();
        Sound.Start();
        _ringing.TrySetResult();
        _answered.TrySetResult(true);
    }

    internal void Finish(CallSide by, int status)
    {
        if (Interlocked.Exchange(ref _finished, 1) != 0)
        {
            return;
        }

        EndedAt = Phone.Options.Time.GetUtcNow();
        Sound.Dispose();
        Phone.Forget(this);
        var wasAnswered = _answered.Task.IsCompletedSuccessfully;
        _answered.TrySetResult(false);
        _ringing.TrySetResult();
        _ended.TrySetResult(new(by, wasAnswered, status));
    }

    /// <summary>Ends our part of an answered call.</summary>
    internal async Task ByeAsync()
    {
        if (!_ended.Task.IsCompleted)
        {
            Finish(CallSide.Local, 200);
            await Phone.Endpoint.RequestAsync(() => Dialog.Request("BYE"), Phone.Stopping).ConfigureAwait(false);
        }
    }

    internal void NoteTransfer(string progress) => _transfer.Note(progress);

    internal IncomingInvite Incoming() =>
        _setup as IncomingInvite ?? throw new InvalidOperationException("This call was dialled here: it cannot be answered or declined.");

    private async Task<int> RenegotiateAsync(MediaDirection direction)
    {
        Sound.Muted = direction != MediaDirection.SendReceive;
        var sequence = 0;
        var response = await Phone.Endpoint.RequestAsync(Write, Phone.Stopping).ConfigureAwait(false);
        if (response.IsSuccess)
        {
            TakeRemote(response.Body);
            Phone.Endpoint.Acknowledge(Dialog.Acknowledge(sequence));
        }

        return response.Status;

        SipRequest Write()
        {
            var invite = Dialog.Request("INVITE");
            sequence = invite.CSeq.Number;
            SipEndpoint.AddBody(invite, Sdp(direction));
            return invite;
        }
    }
}

/// <summary>A call before it is answered.</summary>
internal interface ICallSetup
{
    Task GiveUpAsync();
}

using System.Globalization;
using SipRing.Phone.Messages;

namespace SipRing.Phone;

/// <summary>REFER (RFC 3515), with Replaces for an attended transfer (RFC 3891).</summary>
internal sealed class CallTransfer(PhoneCall call)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private TaskCompletionSource<int>? _outcome;

    public async Task<int> BlindAsync(string number)
    {
        var status = await ReferAsync($"<{call.Phone.Endpoint.AddressOf(number)}>").ConfigureAwait(false);
        if (status is >= 200 and < 300)
        {
            // Asterisk has taken the other side away by now and leaves it to the phone to end its own part.
            await call.ByeAsync().ConfigureAwait(false);
        }

        return status;
    }

    public async Task<int> AttendedAsync(PhoneCall consultation)
    {
        var other = consultation.Dialog;
        var replaces = Uri.EscapeDataString($"{other.CallId};to-tag={other.RemoteTag};from-tag={other.LocalTag}");
        var outcome = _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var status = await ReferAsync($"<{call.Phone.Endpoint.AddressOf(consultation.Peer)}?Replaces={replaces}>").ConfigureAwait(false);
        if (status is < 200 or >= 300)
        {
            return status;
        }

        var ended = call.Ended;
        if (await Task.WhenAny(outcome.Task, ended).WaitAsync(s_patience, call.Phone.Options.Time, call.Phone.Stopping).ConfigureAwait(false) == outcome.Task)
        {
            status = await outcome.Task.ConfigureAwait(false);
        }

        if (status is >= 200 and < 300)
        {
            await call.ByeAsync().ConfigureAwait(false);
            await consultation.ByeAsync().ConfigureAwait(false);
        }

        return status;
    }

    /// <summary>The body of a NOTIFY: a status line such as "SIP/2.0 200 OK".</summary>
    public void Note(string progress)
    {
        var parts = progress.Split(' ', 3);
        if (parts.Length >= 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status >= 200)
        {
            _outcome?.TrySetResult(status);
        }
    }

    private async Task<int> ReferAsync(string target)
    {
        var response = await call.Phone.Endpoint.RequestAsync(Write, call.Phone.Stopping).ConfigureAwait(false);
        return response.Status;

        SipRequest Write()
        {
            var refer = call.Dialog.Request("REFER");
            refer.Headers.Add("Refer-To", target).Add("Referred-By", $"<{call.Phone.Endpoint.AddressOf(call.Phone.Options.User)}>");
            return refer;
        }
    }
}

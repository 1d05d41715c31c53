using SipRing.Asterisk.Logs;
using SipRing.CallCenter.Ledger.Tables;

namespace SipRing.CallCenter.Ledger.Folding;

internal sealed class CelState
{
    /// <summary>Channels that live, or ended moments ago, by unique id.</summary>
    public Dictionary<string, CelChannel> Channels { get; set; } = new(StringComparer.Ordinal);
    public long SweptMs { get; set; }
}

internal sealed record CelChannel(string Extension, string CallerNumber, string LinkedId, long StartMs, long? EndMs);

/// <summary>Finds every transfer in CEL, and the number of the attended ones (docs/decisions/0003 says how).</summary>
internal sealed class CelFold(string pbx, CelState state)
{
    // An ATTENDEDTRANSFER may be written just after the end of the channels it names.
    private const long KeepEndedMs = 60_000;
    private const long LongestChannelMs = 24 * 3_600_000L;
    private const long SweepMs = 60_000;

    public void Apply(in CelRecord line, FoldOutput output)
    {
        switch (line.Event)
        {
            case "CHAN_START":
                state.Channels[line.UniqueId] = new(line.Extension, line.CallerNumber, line.LinkedId, line.TimeMs, null);
                break;
            case "CHAN_END":
                if (state.Channels.TryGetValue(line.UniqueId, out var channel))
                    state.Channels[line.UniqueId] = channel with { EndMs = line.TimeMs };
                Sweep(line.TimeMs);
                break;
            case "BLINDTRANSFER":
                Add(line, line.ExtraProperty("extension"), output);
                break;
            case "ATTENDEDTRANSFER":
                Add(line, Target(line), output);
                break;
        }
    }

    private void Add(in CelRecord line, string? number, FoldOutput output)
    {
        if (number is not { Length: > 0 } || line.ExtraProperty("transferee_channel_uniqueid") is not { Length: > 0 } callId)
            return;
        output.Transfers.Add(new()
        {
            Id = FactId.Of(line.TimeMs, "transfer", pbx, callId, line.UniqueId, number),
            Pbx = pbx,
            CallId = Fit.CallId(callId),
            AgentChannel = Fit.CallId(line.UniqueId),
            At = line.TimeMs,
            Number = Fit.Name(number),
        });
    }

    private string? Target(in CelRecord line)
    {
        var consultation = line.ExtraProperty("channel2_uniqueid");
        var target = line.ExtraProperty("transfer_target_channel_uniqueid");
        // By feature code or Atxfer both legs of the operator are one channel; its own extension is that of the first call.
        var byFeature = consultation == line.UniqueId;
        var dialled = byFeature ? null : Extension(consultation);
        return dialled ?? Extension(target) ?? CallerNumber(target) ?? (byFeature ? LastDialled(line) : null);
    }

    // Sometimes Asterisk 22 names the target "N/A". The operator's own leg then dialled last in this call, by a Local channel.
    private string? LastDialled(in CelRecord line)
    {
        var (call, since) = (line.LinkedId, state.Channels.TryGetValue(line.UniqueId, out var own) ? own.StartMs : long.MaxValue);
        return state.Channels.Values
            .Where(c => c.LinkedId == call && c.StartMs > since && c.Extension is { Length: > 0 } and not "s")
            .MaxBy(c => c.StartMs)?.Extension;
    }

    // "s" is where Asterisk puts a channel that it called itself.
    private string? Extension(string? uniqueId) =>
        uniqueId is not null && state.Channels.TryGetValue(uniqueId, out var channel) && channel.Extension is { Length: > 0 } and not "s"
            ? channel.Extension
            : null;

    private string? CallerNumber(string? uniqueId) =>
        uniqueId is not null && state.Channels.TryGetValue(uniqueId, out var channel) && channel.CallerNumber.Length > 0 ? channel.CallerNumber : null;

    private void Sweep(long now)
    {
        if (now - state.SweptMs < SweepMs)
            return;
        state.SweptMs = now;
        foreach (var (id, channel) in state.Channels)
        {
            if ((channel.EndMs is { } end && end < now - KeepEndedMs) || channel.StartMs < now - LongestChannelMs)
                state.Channels.Remove(id);
        }
    }
}

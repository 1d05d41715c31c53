using SipRing.CallCenter.Floor.Model;

namespace SipRing.CallCenter.Floor.Projection;

internal static class CallView
{
    /// <summary>Null where nothing of the call but Asterisk's own inner channels is left.</summary>
    public static FloorCall? Of(FloorModel model, FloorSources sources, CallModel call)
    {
        if (call.Origin is not { } origin)
            return null;
        var (from, fromName) = Peers.Party(sources, origin);
        var (state, at, party) = StateOf(model, call, origin);
        return new()
        {
            CallId = call.Id,
            From = from ?? "",
            FromName = fromName,
            To = call.Queue ?? origin.Exten ?? origin.ConnectedNumber,
            Queue = call.Queue,
            Extension = party?.Device?.Phone?.Number,
            State = state,
            StartedAt = origin.CreatedAt,
            Since = at,
        };
    }

    private static (CallState State, DateTimeOffset Since, ChannelModel? Party) StateOf(FloorModel model, CallModel call, ChannelModel origin)
    {
        ChannelModel? talking = null, ringing = null;
        foreach (var channel in call.Channels)
        {
            if (channel.IsLocal)
                continue;
            if (channel.Phase == ChannelPhase.Ringing)
                ringing ??= channel;
            // Called and up is answered, a moment before the bridge says so. The phone that was called rather than the
            // one that called; the first of several.
            else if (IsAnswered(model, channel, origin) && (talking is null || (talking == origin && IsPhone(channel))))
                talking = channel;
        }

        if (talking is not null)
            return (CallState.Talking, talking.Since, IsPhone(talking) ? talking : IsPhone(origin) ? origin : null);
        if (ringing is not null)
            return (CallState.Ringing, ringing.Since, IsPhone(ringing) ? ringing : null);
        return Waiting(model, call) is { } waiting
            ? (CallState.Waiting, waiting.EnteredAt, null)
            : (CallState.Dialling, origin.Since, IsPhone(origin) ? origin : null);
    }

    private static bool IsAnswered(FloorModel model, ChannelModel channel, ChannelModel origin) =>
        (channel != origin && channel.Phase == ChannelPhase.Up) || Peers.Across(model, channel) is not null;

    private static WaitingModel? Waiting(FloorModel model, CallModel call)
    {
        foreach (var channel in call.Channels)
        {
            if (channel.Queue is not null && model.Queues.TryGetValue(channel.Queue, out var queue)
                && queue.Waiting.Find(w => w.CallId == channel.Id) is { } waiting)
            {
                return waiting;
            }
        }

        return null;
    }

    private static bool IsPhone(ChannelModel channel) => channel.Device?.Phone is { Shown: true };
}

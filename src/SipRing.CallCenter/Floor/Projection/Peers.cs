using SipRing.CallCenter.Floor.Model;

namespace SipRing.CallCenter.Floor.Projection;

/// <summary>Who is at the other side of a channel.</summary>
internal static class Peers
{
    private const int MostHops = 8;

    public static (string? Number, string? Name) Of(FloorModel model, FloorSources sources, ChannelModel channel)
    {
        if (Across(model, channel) is { } other)
            return Party(sources, other);
        if (HalfOnTheWay(model, channel) is { } half)
            return Named(sources, half.Number ?? half.Exten, half.CallerName);
        if (channel.Phase == ChannelPhase.Dialling || (channel.Phase == ChannelPhase.Up && channel.BridgeId is null && channel.Call?.Origin == channel))
            return Named(sources, channel.Exten ?? channel.ConnectedNumber, channel.ConnectedNumber == channel.Exten ? channel.ConnectedName : null);
        if (channel.ConnectedNumber is not null)
            return Named(sources, channel.ConnectedNumber, channel.ConnectedName);
        return channel.Call?.Origin is { } origin && origin != channel ? Party(sources, origin) : (null, null);
    }

    /// <summary>The channel that this one talks to, through however many pairs of Local channels.</summary>
    public static ChannelModel? Across(FloorModel model, ChannelModel channel)
    {
        for (var hop = 0; hop < MostHops; hop++)
        {
            ChannelModel? local = null;
            foreach (var other in model.InBridge(channel.BridgeId))
            {
                if (other == channel)
                    continue;
                if (!other.IsLocal)
                    return other;
                local = other;
            }

            if (local is null || !model.TryGetOtherHalf(local, out var half))
                return null;
            channel = half;
        }

        return null;
    }

    /// <summary>A consultation by feature code joins the phone with a Local channel before the other side has answered.</summary>
    private static ChannelModel? HalfOnTheWay(FloorModel model, ChannelModel channel)
    {
        foreach (var other in model.InBridge(channel.BridgeId))
        {
            if (other.IsLocal)
                return other;
        }

        return null;
    }

    /// <summary>A phone is known by its own number: its caller id may have been set to the company's for a call outside.</summary>
    public static (string? Number, string? Name) Party(FloorSources sources, ChannelModel channel) =>
        channel.Device?.Phone is { Shown: true } phone
            ? (phone.Number, sources.ExtensionName(phone.Number) ?? channel.CallerName)
            : Named(sources, channel.Number, channel.CallerName);

    private static (string? Number, string? Name) Named(FloorSources sources, string? number, string? name) =>
        (number, number is null ? name : sources.ExtensionName(number) ?? name);
}

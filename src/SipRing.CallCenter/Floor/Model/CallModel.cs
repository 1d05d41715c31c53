namespace SipRing.CallCenter.Floor.Model;

/// <summary>The channels that Asterisk holds to be one call (one linked id), in order of creation.</summary>
internal sealed class CallModel(string id)
{
    public string Id { get; } = id;

    public long Order { get; } = ChannelModel.OrderOf(id);

    public List<ChannelModel> Channels { get; } = [];

    /// <summary>The channel that began the call, or the oldest one that is left of it.</summary>
    public ChannelModel? Origin
    {
        get
        {
            foreach (var channel in Channels)
            {
                if (!channel.IsLocal)
                    return channel;
            }

            return null;
        }
    }

    /// <summary>The queue it waits in, or the one that connected it.</summary>
    public string? Queue
    {
        get
        {
            foreach (var channel in Channels)
            {
                if (channel.Queue is not null)
                    return channel.Queue;
            }

            return null;
        }
    }

    public void Add(ChannelModel channel)
    {
        var at = Channels.Count;
        while (at > 0 && Channels[at - 1].Order > channel.Order)
            at--;
        Channels.Insert(at, channel);
    }
}

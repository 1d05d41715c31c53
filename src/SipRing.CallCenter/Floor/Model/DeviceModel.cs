namespace SipRing.CallCenter.Floor.Model;

/// <summary>A device of Asterisk (<c>PJSIP/101</c>) with its channels; a trunk is one as well and is no phone.</summary>
internal sealed class DeviceModel(string name)
{
    public string Name { get; } = name;

    /// <summary>In order of creation.</summary>
    public List<ChannelModel> Channels { get; } = [];

    /// <summary>Null until Asterisk has said anything about it.</summary>
    public bool? Reachable { get; set; }

    /// <summary>Since when it is reachable or not, or since its last channel went: whichever is later.</summary>
    public DateTimeOffset IdleSince { get; set; }

    public PhoneModel? Phone { get; set; }

    /// <summary>The channel that a person at the phone is busy with: in talk before ringing, not on hold before on hold, new before old.</summary>
    public ChannelModel? Present
    {
        get
        {
            ChannelModel? best = null;
            foreach (var channel in Channels)
            {
                if (best is null || Rank(channel) >= Rank(best))
                    best = channel;
            }

            return best;
        }
    }

    private static int Rank(ChannelModel channel) => channel.Phase switch
    {
        ChannelPhase.Up => channel.OnHold ? 1 : 3,
        ChannelPhase.Dialling => 2,
        ChannelPhase.Ringing => 0,
    };
}

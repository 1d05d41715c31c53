using System.Globalization;

namespace SipRing.CallCenter.Floor.Model;

/// <summary>What a channel means for its phone.</summary>
internal enum ChannelPhase
{
    /// <summary>Asterisk calls it and nobody has answered yet.</summary>
    Ringing,

    /// <summary>It calls and is not answered yet.</summary>
    Dialling,
    Up,
}

/// <summary>A channel of Asterisk, owned by the loop of the floor.</summary>
internal sealed class ChannelModel(string id)
{
    private string _name = "";

    /// <summary>Asterisk's unique id.</summary>
    public string Id { get; } = id;

    /// <summary>The counter in the unique id: order of creation, the same from events and from a list.</summary>
    public long Order { get; } = OrderOf(id);

    public string Name
    {
        get => _name;
        set
        {
            if (_name == value)
                return;
            _name = value;
            IsLocal = value.StartsWith("Local/", StringComparison.Ordinal);
            DeviceName = DeviceOf(value);
        }
    }

    /// <summary>One of the two halves that Asterisk makes to call into its own dialplan: no phone, never shown.</summary>
    public bool IsLocal { get; private set; }

    /// <summary>Technology and endpoint: <c>PJSIP/101</c> of <c>PJSIP/101-0000001f</c>.</summary>
    public string DeviceName { get; private set; } = "";

    public DeviceModel? Device { get; set; }
    public CallModel? Call { get; set; }
    public string? BridgeId { get; set; }
    public ChannelPhase Phase { get; set; }

    /// <summary>Since when it is in its phase.</summary>
    public DateTimeOffset Since { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public string? Number { get; set; }
    public string? CallerName { get; set; }
    public string? ConnectedNumber { get; set; }
    public string? ConnectedName { get; set; }

    /// <summary>The number dialled last; steps inside a macro or an end of call do not count.</summary>
    public string? Exten { get; set; }
    public bool OnHold { get; set; }

    /// <summary>The queue it waits in, or the one that connected it.</summary>
    public string? Queue { get; set; }

    /// <summary>The other half of a Local channel has the same name but for its last character.</summary>
    public string? OtherHalf =>
        !IsLocal ? null
        : Name.EndsWith(";1", StringComparison.Ordinal) ? string.Concat(Name.AsSpan(0, Name.Length - 1), "2")
        : Name.EndsWith(";2", StringComparison.Ordinal) ? string.Concat(Name.AsSpan(0, Name.Length - 1), "1")
        : null;

    private static string DeviceOf(string channel)
    {
        var dash = channel.LastIndexOf('-');
        return dash > 0 ? channel[..dash] : channel;
    }

    public static long OrderOf(string id)
    {
        var dot = id.LastIndexOf('.');
        return long.TryParse(id.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var order) ? order : 0;
    }
}

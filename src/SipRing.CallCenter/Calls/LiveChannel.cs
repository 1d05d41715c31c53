using System.Globalization;
using SipRing.Asterisk.Ami;

namespace SipRing.CallCenter.Calls;

/// <summary>One channel as Asterisk lists it at this moment (CoreShowChannels).</summary>
internal sealed record LiveChannel
{
    private const string Up = "6";

    /// <summary>Unique among the channels of one Asterisk: an act that names it can meet no other call.</summary>
    public required string Name { get; init; }
    public required string UniqueId { get; init; }

    /// <summary>Unique id of the channel that began the call: the same on all channels that belong together.</summary>
    public required string LinkedId { get; init; }
    public string BridgeId { get; init; } = "";
    public string Application { get; init; } = "";
    public string ApplicationData { get; init; } = "";
    public string Number { get; init; } = "";
    public bool IsUp { get; init; }

    public bool IsBridged => BridgeId.Length > 0;

    /// <summary>One of the two halves that Asterisk makes to call into its own dialplan.</summary>
    public bool IsLocal => Name.StartsWith("Local/", StringComparison.Ordinal);

    /// <summary>The queue in which it waits for somebody; null where it does not.</summary>
    public string? WaitsIn => Application == "Queue" && !IsBridged ? ApplicationData.Split(',')[0] : null;

    /// <summary><c>501</c> of <c>PJSIP/501-0000001f</c>.</summary>
    public string Endpoint
    {
        get
        {
            var dash = Name.LastIndexOf('-');
            var slash = Name.IndexOf('/', StringComparison.Ordinal);
            return slash >= 0 && dash > slash ? Name[(slash + 1)..dash] : "";
        }
    }

    /// <summary>Order of creation.</summary>
    public long Order => long.TryParse(UniqueId.AsSpan(UniqueId.LastIndexOf('.') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var order) ? order : 0;

    public static LiveChannel? From(AmiMessage message) =>
        message.Event == "CoreShowChannel" && message["Channel"] is { Length: > 0 } name && message["Uniqueid"] is { Length: > 0 } id
            ? new()
            {
                Name = name,
                UniqueId = id,
                LinkedId = message["Linkedid"] is { Length: > 0 } linked ? linked : id,
                BridgeId = message["BridgeId"] ?? "",
                Application = message["Application"] ?? "",
                ApplicationData = message["ApplicationData"] ?? "",
                Number = message["CallerIDNum"] ?? "",
                IsUp = message["ChannelState"] == Up,
            }
            : null;
}

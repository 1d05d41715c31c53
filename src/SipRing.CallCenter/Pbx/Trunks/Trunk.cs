using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SipRing.CallCenter.Pbx.Trunks;

/// <summary>How the provider knows us.</summary>
public enum TrunkKind
{
    /// <summary>We log in there with user and secret.</summary>
    Registration,

    /// <summary>By our address; it is known by its own.</summary>
    Address,
}

public enum TrunkTransport
{
    Udp,
    Tcp,
}

/// <summary>How keys pressed during a call are sent.</summary>
public enum TrunkDtmf
{
    /// <summary>RFC 4733, as events in the audio stream: what nearly everybody has.</summary>
    Rfc4733,
    Info,
    Inband,

    /// <summary>RFC 4733 where the other side offers it, else in the sound.</summary>
    Auto,
}

/// <summary>Where the provider reads the caller's number.</summary>
public enum TrunkIdentity
{
    From,

    /// <summary>P-Asserted-Identity; then From may be the account.</summary>
    Asserted,

    /// <summary>Remote-Party-ID, of older switches.</summary>
    RemoteParty,
}

/// <summary>A line to a telephone provider or another PBX over SIP.</summary>
public sealed record Trunk : IPbxOrdered<Trunk>
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public bool Enabled { get; init; } = true;

    /// <summary>The place in lists, from 1; which trunk a call goes by is said by its route.</summary>
    public int Order { get; init; }
    public TrunkKind Kind { get; init; }
    public required string Host { get; init; }

    /// <summary>0 lets DNS say it (SRV), or 5060.</summary>
    public int Port { get; init; }
    public TrunkTransport Transport { get; init; }
    public string User { get; init; } = "";

    /// <summary>Where the login has another name than the account.</summary>
    public string AuthUser { get; init; } = "";

    public string FromUser { get; init; } = "";
    public string FromDomain { get; init; } = "";

    /// <summary>HOST or HOST:PORT that every request is sent to instead.</summary>
    public string OutboundProxy { get; init; } = "";

    /// <summary>In the order we like them.</summary>
    public ImmutableArray<string> Codecs { get; init; } = ["alaw", "ulaw"];

    /// <summary>How often it is asked whether it is there; 0 never: then a dead one is noticed by failing calls only.</summary>
    public int QualifySeconds { get; init; } = 60;

    /// <summary>Calls at the same time, both directions counted; 0 is without limit.</summary>
    public int MaxChannels { get; init; }

    /// <summary>The number shown to those we call, where the route has none.</summary>
    public string CallerId { get; init; } = "";
    public TrunkIdentity Identity { get; init; }

    /// <summary>Addresses and networks that its calls come from, beside its host.</summary>
    public ImmutableArray<string> Addresses { get; init; } = [];
    public TrunkDtmf Dtmf { get; init; }

    string IPbxKeyed.Key => Id;

    PbxKind IPbxItem.Kind => PbxKind.Trunk;

    Trunk IPbxOrdered<Trunk>.At(int order) => this with { Order = order };

    /// <summary>Its name in Asterisk; no phone has one that begins so.</summary>
    [JsonIgnore]
    public string Endpoint => EndpointOf(Id);

    public static string EndpointOf(string id) => "trunk-" + id;
}

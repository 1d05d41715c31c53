using SipRing.CallCenter.Pbx.Trunks;

namespace SipRing.Server.Pbx.Trunks;

/// <summary>What stands in the fields of a trunk's form. A number that was emptied is its default again.</summary>
public sealed class TrunkForm(Trunk trunk)
{
    private static readonly Trunk s_defaults = new() { Id = "", Name = "", Host = "" };

    public string Name { get; set; } = trunk.Name;
    public bool Enabled { get; set; } = trunk.Enabled;
    public TrunkKind Kind { get; set; } = trunk.Kind;
    public string Host { get; set; } = trunk.Host;
    public int? Port { get; set; } = trunk.Port;
    public TrunkTransport Transport { get; set; } = trunk.Transport;
    public string User { get; set; } = trunk.User;
    public string Secret { get; set; } = "";
    public bool RemoveSecret { get; set; }
    public string AuthUser { get; set; } = trunk.AuthUser;
    public string FromUser { get; set; } = trunk.FromUser;
    public string FromDomain { get; set; } = trunk.FromDomain;
    public string OutboundProxy { get; set; } = trunk.OutboundProxy;
    public List<string> Codecs { get; } = [.. trunk.Codecs];
    public int? QualifySeconds { get; set; } = trunk.QualifySeconds;
    public int? MaxChannels { get; set; } = trunk.MaxChannels;
    public string CallerId { get; set; } = trunk.CallerId;
    public TrunkIdentity Identity { get; set; } = trunk.Identity;
    public string Addresses { get; set; } = string.Join('\n', trunk.Addresses);
    public TrunkDtmf Dtmf { get; set; } = trunk.Dtmf;

    /// <summary>Null keeps what is there.</summary>
    public string? NewSecret => RemoveSecret ? "" : Secret.Length > 0 ? Secret : null;

    /// <summary>Its place in the order stays.</summary>
    public Trunk ToTrunk(string id) => new()
    {
        Id = id,
        Name = Name.Trim(),
        Enabled = Enabled,
        Kind = Kind,
        Host = Host.Trim(),
        Port = Port ?? s_defaults.Port,
        Transport = Transport,
        User = User.Trim(),
        AuthUser = AuthUser.Trim(),
        FromUser = FromUser.Trim(),
        FromDomain = FromDomain.Trim(),
        OutboundProxy = OutboundProxy.Trim(),
        Codecs = [.. Codecs],
        QualifySeconds = QualifySeconds ?? s_defaults.QualifySeconds,
        MaxChannels = MaxChannels ?? s_defaults.MaxChannels,
        CallerId = Plain(CallerId),
        Identity = Identity,
        Addresses = [.. Addresses.Split([' ', ',', ';', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)],
        Dtmf = Dtmf,
    };

    /// <summary>A number as people write it, without what they put between its digits.</summary>
    internal static string Plain(string number) => string.Concat(number.Where(c => c is not (' ' or '-' or '(' or ')' or '\u00A0')));
}

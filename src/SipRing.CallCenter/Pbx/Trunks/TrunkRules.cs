using System.Net;
using System.Text.RegularExpressions;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Pbx.Trunks;

/// <summary>What the values of a trunk may be.</summary>
public static partial class TrunkRules
{
    public const int LongestUser = 60;
    public const int LongestSecret = 128;
    public const int MostAddresses = 50;

    // A wider network would hold phones too, and what they send would be taken for the provider's.
    private const int WidestV4 = 16;
    private const int WidestV6 = 48;

    /// <summary>The codecs that the own Asterisk can translate.</summary>
    public static IReadOnlyList<string> Codecs { get; } = ["alaw", "ulaw", "g722"];

    /// <summary>Least and greatest value by the field's name in the API.</summary>
    public static IReadOnlyDictionary<string, (int Least, int Greatest)> Ranges { get; } = new Dictionary<string, (int, int)>(StringComparer.Ordinal)
    {
        ["port"] = (0, 65535),
        ["qualifySeconds"] = (0, 3600),
        ["maxChannels"] = (0, 10000),
    };

    /// <param name="hasSecret">Whether one is given now or kept from before.</param>
    public static Refusal? Check(Trunk trunk, bool hasSecret) =>
        PbxRules.CheckName(trunk.Name)
        ?? (IsHost(trunk.Host) ? null : HostInvalid(trunk.Host, "host"))
        ?? CheckRange("port", trunk.Port)
        ?? CheckLogin(trunk, hasSecret)
        ?? CheckUser(trunk.User, "user") ?? CheckUser(trunk.AuthUser, "authUser", "@") ?? CheckUser(trunk.FromUser, "fromUser")
        ?? (trunk.FromDomain.Length == 0 || IsHost(trunk.FromDomain) ? null : HostInvalid(trunk.FromDomain, "fromDomain"))
        ?? (trunk.OutboundProxy.Length == 0 || IsProxy(trunk.OutboundProxy) ? null : HostInvalid(trunk.OutboundProxy, "outboundProxy"))
        ?? CheckCodecs(trunk)
        ?? CheckRange("qualifySeconds", trunk.QualifySeconds) ?? CheckRange("maxChannels", trunk.MaxChannels)
        ?? CheckCallerId(trunk.CallerId)
        ?? CheckAddresses(trunk);

    public static Refusal? CheckCallerId(string number) =>
        number.Length == 0 || CallerNumber().IsMatch(number)
            ? null
            : new("caller-id-invalid", $"'{number}' is no number to show; write 2 to 20 digits, with a + in front if you like.", "callerId", RefusalKind.Invalid, number);

    public static Refusal? CheckSecret(string secret) =>
        secret.Length is >= 1 and <= LongestSecret && secret.All(c => c is >= '!' and <= '~')
            ? null
            : new("trunk-secret-invalid", $"A secret has 1 to {LongestSecret} printable ASCII characters without blanks.", "secret", RefusalKind.Invalid, LongestSecret);

    /// <summary>A name of DNS or an address.</summary>
    public static bool IsHost(string text) => IPAddress.TryParse(text, out var address)
        ? text == address.ToString()
        : text.Length is >= 1 and <= 253 && HostName().IsMatch(text);

    private static Refusal? CheckLogin(Trunk trunk, bool hasSecret)
    {
        if (trunk.Kind == TrunkKind.Registration && trunk.User.Length == 0)
            return new("trunk-user-missing", "A registration needs the account's user.", "user");
        if (trunk.Kind == TrunkKind.Registration && !hasSecret)
            return new("trunk-secret-missing", "A registration needs the account's secret.", "secret");
        return hasSecret && trunk.User.Length == 0 && trunk.AuthUser.Length == 0
            ? new("trunk-user-missing", "A secret is of no use without a user.", "user")
            : null;
    }

    private static Refusal? CheckUser(string user, string field, string more = "") =>
        user.Length <= LongestUser && user.All(c => char.IsAsciiLetterOrDigit(c) || "._+-~*".Contains(c, StringComparison.Ordinal) || more.Contains(c, StringComparison.Ordinal))
            ? null
            : new("trunk-user-invalid", $"A user has at most {LongestUser} Latin letters, digits and . _ + - ~ *", field, RefusalKind.Invalid, LongestUser);

    private static Refusal? CheckCodecs(Trunk trunk)
    {
        if (trunk.Codecs.IsEmpty)
            return new("codecs-missing", "Without a codec nobody hears anything; choose one at least.", "codecs");
        return trunk.Codecs.FirstOrDefault(c => !Codecs.Contains(c)) is { } unknown
            ? new("codec-unknown", $"There is no codec '{unknown}'; use {string.Join(", ", Codecs)}.", "codecs", RefusalKind.Invalid, unknown, string.Join(", ", Codecs))
            : null;
    }

    private static Refusal? CheckAddresses(Trunk trunk)
    {
        if (trunk.Addresses.Length > MostAddresses)
            return new("addresses-many", $"At most {MostAddresses} addresses.", "addresses", RefusalKind.Invalid, MostAddresses);
        foreach (var address in trunk.Addresses)
        {
            if (Network(address) is not { } network)
                return new("address-invalid", $"'{address}' is neither an address nor a network such as 203.0.113.0/24.", "addresses", RefusalKind.Invalid, address);
            var widest = network.BaseAddress.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? WidestV4 : WidestV6;
            if (network.PrefixLength < widest)
                return new("network-wide", $"{address} is too wide: whoever sends from there is taken for the provider. At most /{widest}.", "addresses", RefusalKind.Invalid, address, widest);
        }

        return null;
    }

    // Written as it is read: "10.1" would be 10.0.0.1 here and something else to Asterisk.
    private static IPNetwork? Network(string text)
    {
        var parts = text.Split('/');
        if (!IPAddress.TryParse(parts[0], out var address) || address.ToString() != parts[0])
            return null;
        return parts.Length == 1 ? new(address, address.GetAddressBytes().Length * 8)
            : IPNetwork.TryParse(text, out var network) ? network : null;
    }

    private static Refusal HostInvalid(string host, string field) =>
        new("host-invalid", $"'{host}' is neither a name such as sip.example.com nor an address.", field, RefusalKind.Invalid, host);

    private static Refusal? CheckRange(string field, int value) => PbxRules.CheckRange(field, value, Ranges[field].Least, Ranges[field].Greatest);

    private static bool IsProxy(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon < 0 ? IsHost(text) : IsHost(text[..colon]) && ushort.TryParse(text.AsSpan(colon + 1), System.Globalization.NumberStyles.None, null, out var port) && port > 0;
    }

    [GeneratedRegex(@"^(?=.*[A-Za-z])[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?)*$")]
    private static partial Regex HostName();

    [GeneratedRegex(@"^\+?[0-9]{2,20}$")]
    private static partial Regex CallerNumber();
}

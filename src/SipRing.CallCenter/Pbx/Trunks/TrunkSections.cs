using System.Globalization;
using System.Net;
using SipRing.Asterisk.Configuration;

namespace SipRing.CallCenter.Pbx.Trunks;

/// <summary>The PJSIP sections of a trunk. What all trunks have in common is the template <c>trunk</c> of the base configuration.</summary>
public static class TrunkSections
{
    private const string Template = "trunk";
    private const string RegistrationTemplate = "trunk-registration";

    /// <param name="secret">Null where it has none.</param>
    public static void WriteEndpoint(ConfigurationFile file, Trunk trunk, string? secret, bool knowsDigest)
    {
        AddEndpoint(file, trunk, secret);
        if (secret is not null)
        {
            file.Add(trunk.Endpoint)
                .Add("type", "auth")
                .Add("auth_type", knowsDigest ? "digest" : "userpass")
                .Add("username", Login(trunk))
                .Add("password", secret);
        }

        AddContact(file, trunk);
    }

    public static void WriteRegistration(ConfigurationFile file, Trunk trunk)
    {
        var registration = file.Add(trunk.Endpoint, RegistrationTemplate)
            .Add("transport", Transport(trunk))
            .Add("outbound_auth", trunk.Endpoint)
            .Add("server_uri", ServerUri(trunk))
            .Add("client_uri", ClientUri(trunk))
            .Add("contact_user", trunk.User)
            .Add("endpoint", trunk.Endpoint);
        if (trunk.OutboundProxy.Length > 0)
            registration.Add("outbound_proxy", Proxy(trunk));
    }

    public static void WriteIdentity(ConfigurationFile file, Trunk trunk)
    {
        // Phones of this machine come from there too; a registration is known by its mark.
        var isShared = trunk.Kind == TrunkKind.Registration && IPAddress.TryParse(trunk.Host, out var host) && IPAddress.IsLoopback(host);
        string[] matches = [.. (isShared ? trunk.Addresses : trunk.Addresses.Prepend(trunk.Host)).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (matches.Length == 0)
            return;
        var identify = file.Add(trunk.Endpoint).Add("type", "identify").Add("endpoint", trunk.Endpoint);
        foreach (var match in matches)
            identify.Add("match", match);
    }

    /// <summary>Where it is, as Asterisk's log calls it too.</summary>
    internal static string ServerUri(Trunk trunk) => Uri(trunk, user: null);

    /// <summary>Who we are there.</summary>
    internal static string ClientUri(Trunk trunk) => Uri(trunk, trunk.User);

    private static void AddEndpoint(ConfigurationFile file, Trunk trunk, string? secret)
    {
        var endpoint = file.Add(trunk.Endpoint, Template)
            .Add("transport", Transport(trunk))
            .Add("aors", trunk.Endpoint)
            .Add("allow", string.Join(',', trunk.Codecs))
            .Add("dtmf_mode", Dtmf(trunk.Dtmf))
            .Add("set_var", $"SIPRING_TRUNK={trunk.Id}");
        if (trunk.User.Length > 0)
            endpoint.Add("set_var", $"SIPRING_ACCOUNT={AccountOf(trunk)}");
        if (secret is not null)
            endpoint.Add("outbound_auth", trunk.Endpoint);
        if (trunk.FromUser.Length > 0)
            endpoint.Add("from_user", trunk.FromUser);
        if (trunk.FromDomain.Length > 0)
            endpoint.Add("from_domain", trunk.FromDomain);
        if (trunk.OutboundProxy.Length > 0)
            endpoint.Add("outbound_proxy", Proxy(trunk));
        if (trunk.Identity == TrunkIdentity.Asserted)
            endpoint.Add("send_pai", "yes");
        else if (trunk.Identity == TrunkIdentity.RemoteParty)
            endpoint.Add("send_rpid", "yes");
    }

    private static void AddContact(ConfigurationFile file, Trunk trunk)
    {
        var aor = file.Add(trunk.Endpoint)
            .Add("type", "aor")
            .Add("contact", ServerUri(trunk))
            .Add("qualify_frequency", trunk.QualifySeconds.ToString(CultureInfo.InvariantCulture))
            .Add("qualify_timeout", "5");
        if (trunk.OutboundProxy.Length > 0)
            aor.Add("outbound_proxy", Proxy(trunk));
    }

    /// <summary>What the dialplan compares the called number with: providers send calls to the account where they know no number.</summary>
    private static string AccountOf(Trunk trunk) => new([.. trunk.User.Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '+' or '*')]);

    private static string Login(Trunk trunk) => trunk.AuthUser.Length > 0 ? trunk.AuthUser : trunk.User;

    private static string Transport(Trunk trunk) => trunk.Transport switch
    {
        TrunkTransport.Udp => "udp",
        TrunkTransport.Tcp => "tcp",
    };

    private static string Dtmf(TrunkDtmf dtmf) => dtmf switch
    {
        TrunkDtmf.Rfc4733 => "rfc4733",
        TrunkDtmf.Info => "info",
        TrunkDtmf.Inband => "inband",
        TrunkDtmf.Auto => "auto",
    };

    private static string Uri(Trunk trunk, string? user)
    {
        var host = trunk.Host.Contains(':', StringComparison.Ordinal) ? $"[{trunk.Host}]" : trunk.Host;
        var port = trunk.Port > 0 ? string.Create(CultureInfo.InvariantCulture, $":{trunk.Port}") : "";
        var transport = trunk.Transport == TrunkTransport.Tcp ? ";transport=tcp" : "";
        return $"sip:{(user is null ? "" : user + "@")}{host}{port}{transport}";
    }

    private static string Proxy(Trunk trunk) => $"sip:{trunk.OutboundProxy};lr{(trunk.Transport == TrunkTransport.Tcp ? ";transport=tcp" : "")}";
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SipRing.Phone.Authentication;

/// <summary>What a server asks for in WWW-Authenticate or Proxy-Authenticate (RFC 7616, RFC 8760).</summary>
public sealed record DigestChallenge(string Realm, string Nonce, string? Opaque, string Algorithm, bool QopAuth)
{
    public static DigestChallenge? Parse(string? value)
    {
        if (value is null || !value.StartsWith("Digest ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var fields = DigestFields.Parse(value["Digest ".Length..]);
        if (!fields.TryGetValue("realm", out var realm) || !fields.TryGetValue("nonce", out var nonce))
        {
            return null;
        }

        var qop = fields.GetValueOrDefault("qop", "").Split(',', StringSplitOptions.TrimEntries);
        return new(realm, nonce, fields.GetValueOrDefault("opaque"), fields.GetValueOrDefault("algorithm", "MD5"),
            qop.Contains("auth", StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The value of the Authorization header that answers this challenge.</summary>
    /// <param name="clientNonce">Random by default; given in tests.</param>
    /// <exception cref="NotSupportedException">An algorithm other than MD5 and SHA-256.</exception>
    public string Answer(string user, string secret, string method, string uri, string? clientNonce = null)
    {
        const string Count = "00000001";
        var cnonce = clientNonce ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var owner = Hash($"{user}:{Realm}:{secret}");
        var request = Hash($"{method}:{uri}");
        var response = QopAuth ? Hash($"{owner}:{Nonce}:{Count}:{cnonce}:auth:{request}") : Hash($"{owner}:{Nonce}:{request}");
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"Digest username=\"{user}\", realm=\"{Realm}\", nonce=\"{Nonce}\", uri=\"{uri}\", response=\"{response}\", algorithm={Algorithm}");
        if (QopAuth)
        {
            text.Append(CultureInfo.InvariantCulture, $", qop=auth, nc={Count}, cnonce=\"{cnonce}\"");
        }

        return Opaque is null ? text.ToString() : $"{text}, opaque=\"{Opaque}\"";
    }

    // MD5 is what SIP phones and Asterisk still speak by default; SHA-256 is used where the server asks for it.
    private string Hash(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Convert.ToHexStringLower(Algorithm.ToUpperInvariant() switch
        {
            "MD5" => MD5.HashData(bytes),
            "SHA-256" => SHA256.HashData(bytes),
            _ => throw new NotSupportedException($"Digest algorithm {Algorithm} is not known to this phone."),
        });
    }
}

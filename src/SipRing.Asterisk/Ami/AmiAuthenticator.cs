using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace SipRing.Asterisk.Ami;

/// <summary>The login: by MD5 challenge where possible, else by the secret, then the wait for a fully booted Asterisk.</summary>
/// <remarks>See <see href="https://docs.asterisk.org/Latest_API/API_Documentation/AMI_Actions/Login/"/>.</remarks>
internal static class AmiAuthenticator
{
    /// <exception cref="AmiLoginRefusedException">The account, the secret or the address is not accepted.</exception>
    public static async Task RunAsync(AmiSession session, AmiOptions options, CancellationToken cancellationToken)
    {
        var mask = options.EventMask;
        var widened = Widened(mask);
        var login = new AmiAction("Login").With("Username", options.Username);
        var key = options.Authentication == AmiAuthentication.Secret
            ? null
            : await KeyAsync(session, options, cancellationToken).ConfigureAwait(false);
        login = key is null
            ? login.With("Secret", options.Secret)
            : login.With("AuthType", "MD5").With("Key", key);
        if (widened is not null)
            login.With("Events", widened);

        var answer = await session.SendAsync(login, cancellationToken).ConfigureAwait(false);
        if (!answer.Succeeded)
            throw new AmiLoginRefusedException($"Asterisk refused the login of '{options.Username}': {answer["Message"]}");

        await session.WaitBootedAsync(options.BootGrace, cancellationToken).ConfigureAwait(false);
        if (mask is not null && mask != widened)
            await session.SendAsync(new AmiAction("Events").With("EventMask", mask), cancellationToken).ConfigureAwait(false);
    }

    // FullyBooted is an event of the class system, so that class is asked for until it has come.
    private static string? Widened(string? mask) => mask?.Trim().ToLowerInvariant() switch
    {
        null or "on" or "all" => mask,
        "off" => "system",
        var classes => classes.Split(',', StringSplitOptions.TrimEntries).Contains("system") ? mask : mask + ",system",
    };

    private static async Task<string?> KeyAsync(AmiSession session, AmiOptions options, CancellationToken cancellationToken)
    {
        var answer = await session.SendAsync(new AmiAction("Challenge").With("AuthType", "MD5"), cancellationToken).ConfigureAwait(false);
        if (answer.Succeeded && answer["Challenge"] is { } challenge)
            return Key(challenge, options.Secret);
        return options.Authentication == AmiAuthentication.Auto
            ? null
            : throw new AmiLoginRefusedException($"Asterisk offers no MD5 challenge: {answer["Message"]}");
    }

    [SuppressMessage("Security", "CA5351", Justification = "The manager protocol knows no other digest.")]
    internal static string Key(string challenge, string secret) =>
        Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(challenge + secret)));
}

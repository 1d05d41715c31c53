using System.Security.Cryptography;

namespace SipRing.CallCenter.Access;

/// <summary>A password that SipRing makes and a person types once: no letters that look alike, groups of four, 79 bits.</summary>
public static class OneTimePassword
{
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    public static string Create() =>
        string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));
}

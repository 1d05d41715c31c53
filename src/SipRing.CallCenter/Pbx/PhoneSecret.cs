using System.Security.Cryptography;
using System.Text;

namespace SipRing.CallCenter.Pbx;

/// <summary>
/// The password of a phone. Only its digest is kept, in the database and in Asterisk's file: what SIP itself needs and
/// nothing more.
/// </summary>
public static class PhoneSecret
{
    public const string Realm = "sipring";

    /// <summary>The digest of a phone that was never given a secret: no password leads to it.</summary>
    public const string None = "00000000000000000000000000000000";

    // Nothing that is taken for something else where it is read aloud or typed.
    private const string Signs = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int MadeLength = 24;

    /// <summary>A long random secret: about 139 bits.</summary>
    public static string Make() => RandomNumberGenerator.GetString(Signs, MadeLength);

    /// <summary>RFC 2617's HA1 of number, realm and secret, in lower case hex.</summary>
    public static string Digest(string number, string secret)
    {
#pragma warning disable CA5351 // MD5 is what SIP phones compute.
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes($"{number}:{Realm}:{secret}")));
#pragma warning restore CA5351
    }
}

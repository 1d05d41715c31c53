using System.Security.Cryptography;
using System.Text;
using SipRing.CallCenter.Settings;

namespace SipRing.CallCenter.Agents;

/// <summary>
/// Turns a PIN into what is stored: slow (PBKDF2), and keyed by a random key that lies beside the database, not in it. One
/// PIN always gives one hash, so the database itself keeps PINs unique; see docs/decisions/0010.
/// </summary>
public sealed class PinHasher
{
    private const int Iterations = 210_000;
    private const int KeyBytes = 32;
    private readonly Lazy<byte[]> _key;

    public PinHasher(SipRingHome home) => _key = new(() => ReadOrCreate(home.Keys));

    public string Hash(string pin)
    {
        var keyed = HMACSHA256.HashData(_key.Value, Encoding.ASCII.GetBytes(pin));
        return Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(keyed, _key.Value, Iterations, HashAlgorithmName.SHA512, KeyBytes));
    }

    private static byte[] ReadOrCreate(string folder)
    {
        var file = Path.Combine(folder, "pin.key");
        OwnerFile.CreateOnce(file, RandomNumberGenerator.GetBytes(KeyBytes));
        var key = File.ReadAllBytes(file);
        return key.Length == KeyBytes
            ? key
            : throw new InvalidDataException($"{file} has {key.Length} bytes instead of {KeyBytes}. Restore it from a backup; without it no PIN can be checked.");
    }
}

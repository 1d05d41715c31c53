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
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = Path.Combine(folder, "pin.key");
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(folder, owner | UnixFileMode.UserExecute);
            var draft = $"{file}.{Environment.ProcessId}";
            using (var stream = new FileStream(draft, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = owner }))
            {
                stream.Write(RandomNumberGenerator.GetBytes(KeyBytes));
                stream.Flush(flushToDisk: true);
            }

            // A second process may have been faster; then its key is the one that counts.
            if (File.Exists(file))
                File.Delete(draft);
            else
                File.Move(draft, file);
        }

        var key = File.ReadAllBytes(file);
        return key.Length == KeyBytes
            ? key
            : throw new InvalidDataException($"{file} has {key.Length} bytes instead of {KeyBytes}. Restore it from a backup; without it no PIN can be checked.");
    }
}

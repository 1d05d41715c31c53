using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SipRing.CallCenter.Settings;

/// <summary>
/// Encrypts secrets that must be given out again (passwords of other systems) before they are stored: AES-256-GCM under a
/// key that lies beside the database, not in it. A sealed text names the key that opens it, <c>sr1:KEY:…</c>, so a newer key
/// may be added (<c>secrets-2.key</c>) while what older ones sealed is still read.
/// </summary>
public sealed class SecretBox(SipRingHome home)
{
    private const string Version = "sr1";
    private const int KeyBytes = 32;
    private readonly Lock _gate = new();
    private readonly Dictionary<int, byte[]> _keys = [];

    /// <summary>Whether a stored text was made by <see cref="Seal"/>.</summary>
    public static bool IsSealed(string text) => text.StartsWith(Version + ":", StringComparison.Ordinal);

    /// <summary>The folder that holds the keys: a backup without it cannot read its secrets.</summary>
    public string Folder => home.Keys;

    /// <param name="purpose">What it is for, such as <c>connection.ami-secret</c>: a sealed text opens for that purpose only.</param>
    /// <param name="secret">Any text, also an empty one.</param>
    public string Seal(string purpose, string secret)
    {
        var (number, key) = NewestKey();
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var plain = Encoding.UTF8.GetBytes(secret);
        var sealedBytes = new byte[plain.Length];
        var tag = new byte[AesGcm.TagByteSizes.MaxSize];
        using (var aes = new AesGcm(key, tag.Length))
            aes.Encrypt(nonce, plain, sealedBytes, tag, Bound(purpose, number));
        CryptographicOperations.ZeroMemory(plain);
        return string.Create(CultureInfo.InvariantCulture, $"{Version}:{number}:{Convert.ToBase64String([.. nonce, .. tag, .. sealedBytes])}");
    }

    /// <summary>Opens what <see cref="Seal"/> made for the same purpose.</summary>
    /// <exception cref="SecretException">The key is missing, or the text was not sealed here for this purpose, or was changed.</exception>
    public string Open(string purpose, string sealedText)
    {
        var parts = sealedText.Split(':');
        if (parts.Length != 3 || parts[0] != Version || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw new SecretException($"The stored secret '{purpose}' is not one that this version of SipRing sealed; enter it again.");
        var key = Key(number) ?? throw new SecretException(
            $"The key {KeyFile(number)} is missing, so the stored secret '{purpose}' cannot be read. Put the key back from the backup of the home folder, or enter the secret again.");
        try
        {
            var bytes = Convert.FromBase64String(parts[2]);
            var nonce = bytes.AsSpan(0, AesGcm.NonceByteSizes.MaxSize);
            var tag = bytes.AsSpan(nonce.Length, AesGcm.TagByteSizes.MaxSize);
            var inside = bytes.AsSpan(nonce.Length + tag.Length);
            var plain = new byte[inside.Length];
            using var aes = new AesGcm(key, tag.Length);
            aes.Decrypt(nonce, inside, tag, plain, Bound(purpose, number));
            return Encoding.UTF8.GetString(plain);
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException)
        {
            throw new SecretException($"The stored secret '{purpose}' does not open with {KeyFile(number)}: it was changed, or the key is another one. Enter it again.", e);
        }
    }

    private static byte[] Bound(string purpose, int number) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Version}:{number}:{purpose}"));

    private string KeyFile(int number) => Path.Combine(home.Keys, string.Create(CultureInfo.InvariantCulture, $"secrets-{number}.key"));

    private (int Number, byte[] Key) NewestKey()
    {
        var newest = Directory.Exists(home.Keys) ? Directory.EnumerateFiles(home.Keys, "secrets-*.key").Select(NumberOf).DefaultIfEmpty(0).Max() : 0;
        if (newest == 0)
        {
            OwnerFile.CreateOnce(KeyFile(1), RandomNumberGenerator.GetBytes(KeyBytes));
            newest = 1;
        }

        return (newest, Key(newest) ?? throw new SecretException($"The key {KeyFile(newest)} was taken away."));
    }

    private static int NumberOf(string file) =>
        int.TryParse(Path.GetFileNameWithoutExtension(file)["secrets-".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private byte[]? Key(int number)
    {
        lock (_gate)
        {
            if (_keys.TryGetValue(number, out var known))
                return known;
            var file = KeyFile(number);
            if (!File.Exists(file))
                return null;
            var key = File.ReadAllBytes(file);
            if (key.Length != KeyBytes)
                throw new SecretException($"{file} is damaged: it has {key.Length} bytes instead of {KeyBytes}. Put it back from a backup.");
            return _keys[number] = key;
        }
    }
}

/// <summary>A stored secret cannot be read; the message names the key and says what to do, never the secret.</summary>
public sealed class SecretException(string message, Exception? inner = null) : Exception(message, inner);

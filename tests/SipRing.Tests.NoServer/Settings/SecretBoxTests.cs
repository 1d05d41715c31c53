using SipRing.CallCenter.Settings;
using Xunit;

namespace SipRing.Tests.NoServer.Settings;

public sealed class SecretBoxTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sipring-secrets-");

    private SecretBox Box => new(new SipRingHome(_folder.FullName));

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData("Пароль, \"${x}\";\r\n'")]
    public void Open_SealedByAnEarlierStart_GivesTheSecret(string secret)
    {
        var text = Box.Seal("trunk.secret", secret);

        Assert.True(SecretBox.IsSealed(text));
        Assert.Equal(secret, Box.Open("trunk.secret", text));
        if (secret.Length > 0)
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Seal_Twice_GivesDifferentTexts() => Assert.NotEqual(Box.Seal("a", "secret"), Box.Seal("a", "secret"));

    [Fact]
    public void Open_ForAnotherPurpose_IsRefused()
    {
        var text = Box.Seal("trunk.1", "secret");

        Assert.Throws<SecretException>(() => Box.Open("trunk.2", text));
    }

    [Fact]
    public void Open_OneBitChanged_IsRefused()
    {
        var parts = Box.Seal("a", "secret").Split(':');
        var bytes = Convert.FromBase64String(parts[2]);
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 1;
            Assert.Throws<SecretException>(() => Box.Open("a", $"{parts[0]}:{parts[1]}:{Convert.ToBase64String(bytes)}"));
            bytes[i] ^= 1;
        }
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("sr1:1")]
    [InlineData("sr1:x:AAAA")]
    [InlineData("sr2:1:AAAA")]
    [InlineData("sr1:1:AAAA")]
    [InlineData("sr1:1:no base64")]
    public void Open_NotSealed_IsRefused(string text)
    {
        Box.Seal("a", "makes the key");

        Assert.Throws<SecretException>(() => Box.Open("a", text));
    }

    [Fact]
    public void Open_KeyMissing_NamesItsFile()
    {
        var text = Box.Seal("a", "secret");
        var file = Path.Combine(_folder.FullName, "keys", "secrets-1.key");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        File.Delete(file);

        Assert.Contains(file, Assert.Throws<SecretException>(() => Box.Open("a", text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_KeyCutShort_SaysSo()
    {
        var text = Box.Seal("a", "secret");
        File.WriteAllBytes(Path.Combine(_folder.FullName, "keys", "secrets-1.key"), [1, 2, 3]);

        Assert.Contains("damaged", Assert.Throws<SecretException>(() => Box.Open("a", text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Seal_NewerKeyAdded_SealsWithItAndStillOpensTheOlder()
    {
        var older = Box.Seal("a", "first");
        File.WriteAllBytes(Path.Combine(_folder.FullName, "keys", "secrets-2.key"), Enumerable.Repeat((byte)7, 32).ToArray());

        var newer = Box.Seal("a", "second");

        Assert.StartsWith("sr1:2:", newer, StringComparison.Ordinal);
        Assert.Equal("first", Box.Open("a", older));
        Assert.Equal("second", Box.Open("a", newer));
    }
}

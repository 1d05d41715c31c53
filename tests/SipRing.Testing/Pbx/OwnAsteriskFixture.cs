using Microsoft.Extensions.Logging.Abstractions;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Queues;
using SipRing.CallCenter.Settings;

namespace SipRing.Testing.Pbx;

/// <summary>
/// SipRing's own Asterisk, really provisioned and running in a home of its own: phones and queues as a test wants them,
/// callers with any number from 127.0.0.2. Up in about half a second.
/// </summary>
public sealed class OwnAsteriskFixture : IAsyncDisposable
{
    private readonly TestHome _home = new();

    private OwnAsteriskFixture()
    {
        Folders = new(_home.Home);
        Tree = AsteriskTree.Find();
        Asterisk = new(_home.Home, _home.Settings, new() { LocalTrunk = true }, TimeProvider.System, NullLogger<OwnAsterisk>.Instance);
    }

    public SipRingHome Home => _home.Home;

    public SipRingSettings Settings => _home.Settings;

    public PbxFolders Folders { get; }

    public AsteriskTree Tree { get; }

    public OwnAsterisk Asterisk { get; }

    /// <summary>The secret of a phone made by <see cref="StartAsync"/>.</summary>
    public static string Secret(string extension) => "secret-" + extension;

    /// <summary>Starts it with these phones and queues.</summary>
    public static async Task<OwnAsteriskFixture> StartAsync(IEnumerable<string> extensions, IEnumerable<CallQueue> queues)
    {
        var fixture = new OwnAsteriskFixture();
        try
        {
            fixture.Folders.Create();
            PbxFiles.Write(
                fixture.Folders, fixture.Tree,
                [.. extensions.Select(e => new PhoneConfiguration(new(e, "Phone " + e), PhoneSecret.Digest(e, Secret(e))))],
                [.. queues]);
            await fixture.Asterisk.StartAsync(new Progress<string>(), CancellationToken.None);
            return fixture;
        }
        catch
        {
            await fixture.DisposeAsync();
            throw;
        }
    }

    /// <summary>What Asterisk's console prints for a command.</summary>
    public async Task<string> ConsoleAsync(string command)
    {
        using var process = new AsteriskProcess(Folders, Tree);
        return await process.RunAsync(command, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Asterisk.KillAsync();
        _home.Dispose();
    }
}

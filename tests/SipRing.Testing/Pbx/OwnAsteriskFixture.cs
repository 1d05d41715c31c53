using Microsoft.Extensions.Logging.Abstractions;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Parts;
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
            var files = new PbxFiles(fixture.Folders, [new PhonesPart(), new QueuesPart(), new NumbersPart(), new MusicPart(fixture.Folders), new RoutesPart(fixture.Settings)], () => fixture.Tree);
            files.Write(files.Make(Configuration(extensions, queues)));
            await fixture.Asterisk.StartAsync(new Progress<string>(), CancellationToken.None);
            return fixture;
        }
        catch
        {
            await fixture.DisposeAsync();
            throw;
        }
    }

    private static PbxConfiguration Configuration(IEnumerable<string> extensions, IEnumerable<CallQueue> queues)
    {
        var configuration = new PbxConfiguration { Queues = PbxItems<CallQueue>.Of(queues), Extensions = PbxItems<Extension>.Of(extensions.Select(e => new Extension(e, "Phone " + e))) };
        return configuration.Extensions.Aggregate(configuration, (c, e) => c.WithSecret(PbxKind.Extension, e.Number, PhoneSecret.Digest(e.Number, Secret(e.Number))));
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

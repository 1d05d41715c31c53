using SipRing.Testing.Server;

namespace SipRing.Tests.Browser.Host;

/// <summary>The built product with its own Asterisk for the tests of one class, which keep out of each other's way by names and numbers.</summary>
public sealed class ServerFixture(ChromiumFixture chromium) : IAsyncLifetime
{
    private string? _signedIn;

    public SipRingProcess Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await SipRingProcess.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>Opens a page as the administrator and waits until it is live.</summary>
    public async Task<Visit> OpenAsync(string path)
    {
        if (_signedIn is null)
        {
            await using var first = await chromium.FirstSignInAsync(Server);
            _signedIn = await first.Page.Context.StorageStateAsync();
        }

        var visit = new Visit(await (await chromium.ContextAsync(Server.Address, new(), _signedIn)).NewPageAsync());
        await visit.GoLiveAsync(path);
        return visit;
    }
}

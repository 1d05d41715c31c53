using Microsoft.Playwright;

namespace SipRing.Tests.Browser.Host;

/// <summary>The browser of the tests, without its own traffic to the network.</summary>
public static class Chromium
{
    /// <summary>What a page may take on a machine that is busy with other tests.</summary>
    public const float LimitMilliseconds = 30_000;

    // Nobody looks at what it draws: a drawing process of its own and threads for it are a sixth of what the pages cost.
    private static readonly string[] s_arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-software-rasterizer", "--in-process-gpu", "--num-raster-threads=1", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary>Debian's packages, or Google's where Ubuntu has only a snap. Without one Playwright looks for its own.</summary>
    private static readonly string? s_program = new[] { "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new() { ExecutablePath = s_program, Args = s_arguments });
}

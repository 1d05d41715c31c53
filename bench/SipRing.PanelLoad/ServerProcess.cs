using System.Diagnostics;
using System.Globalization;
using SipRing.Testing;

namespace SipRing.PanelLoad;

/// <summary>The process that is measured: its processor time and memory as Linux counts them.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sipring-load-");
    private readonly HttpClient _http = new();
    private readonly Process _process;

    private ServerProcess(int http, int ami)
    {
        Address = new($"http://127.0.0.1:{http}/");
        _process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["serve", Text(http), Text(ami), _folder.FullName]) { UseShellExecute = false })!;
    }

    public Uri Address { get; }

    /// <summary>Processor time so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public double Megabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
    }

    public static async Task<ServerProcess> StartAsync(int http, int ami)
    {
        var server = new ServerProcess(http, ami);
        await Until.TrueAsync("the server answers", TimeSpan.FromSeconds(120), async () =>
            server._process.HasExited ? throw new InvalidOperationException("The server ended at once.") : await server.HeapAsync() > 0);
        return server;
    }

    public async Task<double> HeapAsync()
    {
        try
        {
            return double.Parse(await _http.GetStringAsync(new Uri(Address, "load/heap")), CultureInfo.InvariantCulture) / 1048576.0;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using SipRing.CallCenter.Settings;
using SipRing.Server.CommandLine;
using SipRing.Testing.Net;

namespace SipRing.Testing.Server;

/// <summary>
/// The built product as a person starts it: <c>sipring serve</c> with a home folder and ports of its own, its own Asterisk
/// included. It can be killed and started again on the same home.
/// </summary>
public sealed class SipRingProcess : IAsyncDisposable
{
    public const int SignalHangUp = 1;
    public const int SignalInterrupt = 2;
    public const int SignalTerminate = 15;

    private const int RtpPorts = 1000;
    private const int MostFaultLines = 60;

    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan s_stopLimit = TimeSpan.FromSeconds(40);

    private readonly StringBuilder _output = new();
    private readonly string[] _options;
    private readonly IReadOnlyDictionary<string, string> _environment = new Dictionary<string, string>(StringComparer.Ordinal);
    private readonly int _agi = FreePorts.Next();
    private readonly int _rtpFrom = FreePorts.Range(RtpPorts);
    private Process? _process;

    private SipRingProcess(string[] options, Func<SipRingHome, SipRingSettings>? prepare = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        _options = options;
        _environment = environment ?? _environment;
        Home = Directory.CreateTempSubdirectory("sipring-home-").FullName;
        // The FastAGI port has no option: a person who moves the others seldom cares. The settings file has it.
        var home = new SipRingHome(Home);
        SettingsStore.Save(home, (prepare?.Invoke(home) ?? new() { SetUp = true }) with { Agi = new(IPAddress.Loopback, _agi) });
    }

    public string Home { get; }

    public IPEndPoint Http { get; } = new(IPAddress.Loopback, FreePorts.Next());

    public IPEndPoint Sip { get; } = new(IPAddress.Loopback, FreePorts.Next());

    public IPEndPoint Ami { get; } = new(IPAddress.Loopback, FreePorts.Next());

    public Uri Address => new($"http://{Http}/");

    /// <summary>With the rights of an administrator.</summary>
    public SipRingApi Api { get; private set; } = null!;

    public string Token { get; private set; } = "";

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>What its log says of faults, to go with the failure of a test.</summary>
    public string Faults() => string.Join('\n', Directory.EnumerateFiles(Path.Combine(Home, "log"), "*.log")
        .SelectMany(File.ReadAllLines).SkipWhile(line => !IsFault(line)).Where(line => IsFault(line) || !char.IsAsciiDigit(line.FirstOrDefault())).Take(MostFaultLines));

    /// <param name="options">More of the command line: "--mariadb", "...".</param>
    public static Task<SipRingProcess> StartAsync(params string[] options) => StartAsync(options, null);

    /// <param name="options">More of the command line.</param>
    /// <param name="prepare">The settings that its home begins with.</param>
    /// <param name="environment">Variables that it sees otherwise than the test does.</param>
    public static async Task<SipRingProcess> StartAsync(string[] options, Func<SipRingHome, SipRingSettings>? prepare, IReadOnlyDictionary<string, string>? environment = null)
    {
        var server = new SipRingProcess(options, prepare, environment);
        try
        {
            await server.StartAgainAsync();
            server.Token = await server.CreateTokenAsync();
            server.Api = new(server.Address, server.Token);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async Task StartAgainAsync()
    {
        _process = Process.Start(Start([
            "serve", "--home", Home, "--http", Http.ToString(), "--sip", Sip.ToString(), "--ami", Ami.ToString(),
            "--rtp", string.Create(CultureInfo.InvariantCulture, $"{_rtpFrom}-{_rtpFrom + RtpPorts - 1}"), .. _options]))!;
        Collect(_process);
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        await Until.TrueAsync("sipring answers /health/ready", s_startLimit, async () =>
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"sipring ended with {_process.ExitCode} at its start:\n{Output}");
            }

            try
            {
                using var response = await http.GetAsync("/health/ready");
                return response.IsSuccessStatusCode;
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                return false;
            }
        });
    }

    /// <summary>SIGKILL: nothing is tidied up.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>As a person or systemd ends it. The exit code.</summary>
    public async Task<int> StopAsync(int signal = SignalTerminate)
    {
        if (NativeKill(_process!.Id, signal) != 0)
        {
            throw new InvalidOperationException($"No signal to {_process.Id}: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        using var limit = new CancellationTokenSource(s_stopLimit);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public bool AsteriskRuns
    {
        get
        {
            using var asterisk = Asterisk();
            return asterisk is not null;
        }
    }

    /// <summary>SIGKILL to the Asterisk of this home.</summary>
    public void KillAsterisk()
    {
        using var asterisk = Asterisk() ?? throw new InvalidOperationException("No Asterisk of this home runs.");
        asterisk.Kill();
    }

    /// <summary>A verb of the command line beside the running server; what it printed.</summary>
    public async Task<string> RunVerbAsync(params string[] arguments)
    {
        using var process = Process.Start(Start([.. arguments, "--home", Home]))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? (await output).Trim()
            : throw new InvalidOperationException($"sipring {string.Join(' ', arguments)} ended with {process.ExitCode}: {await errors}");
    }

    public async ValueTask DisposeAsync()
    {
        Api?.Dispose();
        if (_process is { HasExited: false })
        {
            try
            {
                await StopAsync();
            }
            catch (OperationCanceledException)
            {
                _process.Kill();
            }
        }

        _process?.Dispose();
        using (var asterisk = Asterisk())
        {
            asterisk?.Kill();
            asterisk?.WaitForExit();
        }

        FreePorts.GiveBack(_rtpFrom, RtpPorts);
        foreach (var port in new[] { _agi, Http.Port, Sip.Port, Ami.Port })
        {
            FreePorts.GiveBack(port);
        }

        // Looked at by whoever wants to know why a test failed.
        if (Environment.GetEnvironmentVariable("SIPRING_KEEP_HOMES") is null)
        {
            Directory.Delete(Home, recursive: true);
        }
    }

    /// <summary>The verb, but in this process: every test needs a token, and a process for it takes seconds.</summary>
    private async Task<string> CreateTokenAsync()
    {
        await using var output = new StringWriter();
        var code = await SipRingCommand.Create().Parse(["token", "create", "--name", "test", "--role", "administrator", "--home", Home])
            .InvokeAsync(new() { Output = output, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        return code == 0 ? output.ToString().Trim() : throw new InvalidOperationException($"sipring token create ended with {code}.");
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int NativeKill(int process, int signal);

    private static bool IsFault(string line) => line.Contains("[ERR]", StringComparison.Ordinal) || line.Contains("[FTL]", StringComparison.Ordinal);

    private ProcessStartInfo Start(IEnumerable<string> arguments)
    {
        // artifacts/bin/PROJECT/debug, for the product as for the tests.
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "SipRing.Server", configuration, "sipring.dll"));
        // Whoever started the tests may have told them to ignore signals (nohup does), and SipRing would inherit it.
        var start = new ProcessStartInfo("env", ["--default-signal", "dotnet", program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in _environment)
            start.Environment[name] = value;
        return start;
    }

    private Process? Asterisk()
    {
        var file = Path.Combine(Home, "asterisk", "run", "asterisk.pid");
        if (!File.Exists(file) || !int.TryParse(File.ReadAllText(file).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return null;
        }

        // The number may belong to somebody else by now: only a process of this home is meant.
        var commandLine = $"/proc/{id}/cmdline";
        return File.Exists(commandLine) && File.ReadAllText(commandLine).Contains(Home, StringComparison.Ordinal) ? Process.GetProcessById(id) : null;
    }

    private void Collect(Process process)
    {
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Append(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}

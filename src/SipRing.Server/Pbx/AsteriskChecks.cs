using System.Globalization;
using System.Net.NetworkInformation;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Settings;

namespace SipRing.Server.Pbx;

/// <summary>The own Asterisk: its program, whether it runs, whether SipRing and it reach each other, its logs.</summary>
internal sealed class AsteriskChecks(SipRingHome home, SipRingSettings settings, TimeProvider time)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(3);
    private readonly PbxFolders _folders = new(home);

    /// <summary>The newest time that Asterisk's logs prove; null where there are none.</summary>
    public DateTimeOffset? LatestLog => Logs.Where(l => File.Exists(l.Path)).Select(l => (DateTimeOffset?)File.GetLastWriteTimeUtc(l.Path)).Max();

    private IEnumerable<(string Name, string Path)> Logs =>
    [
        ("queue_log", home.QueueLog),
        ("CEL", Path.Combine(_folders.Log, "cel-custom", "sipring.csv")),
        ("CDR", Path.Combine(_folders.Log, "cdr-csv", "Master.csv")),
    ];

    public static (Finding Finding, AsteriskTree? Tree) Program()
    {
        try
        {
            var tree = AsteriskTree.Find();
            return (new("Asterisk", $"{tree.Version} in {tree.Sbin}"), tree);
        }
        catch (PbxStartException e)
        {
            return (new("Asterisk", e.Message, "Run pbx/fetch-asterisk; it needs the network once."), null);
        }
    }

    /// <summary>SipRing answers and calls can be taken.</summary>
    public async Task<Finding> ServerAsync(CancellationToken cancellationToken)
    {
        var start = $"Start it with ./run --home {home.Root}";
        using var http = new HttpClient { Timeout = s_limit };
        try
        {
            var answer = await http.GetAsync($"http://{settings.Http}/health/ready", cancellationToken);
            return answer.IsSuccessStatusCode
                ? new("SipRing", $"http://{settings.Http}/ takes calls")
                : new("SipRing", $"http://{settings.Http}/ runs and is not ready: {await answer.Content.ReadAsStringAsync(cancellationToken)}", "See the findings below; if there is none, wait a few seconds and ask again.");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new("SipRing", $"http://{settings.Http}/ does not answer", start);
        }
    }

    public async Task<Finding> ProcessAsync(AsteriskTree tree, bool serverAnswers, CancellationToken cancellationToken)
    {
        using var process = new AsteriskProcess(_folders, tree);
        if (!process.TryAttach())
        {
            if (PbxPorts.FirstProblem(settings) is { } taken)
                return new("Asterisk runs", "no, and it could not", taken);
            return new("Asterisk runs", "no", serverAnswers ? $"Look into {home.Logs} and {_folders.Messages}: SipRing should have started it." : "Start SipRing with ./run; it starts Asterisk.");
        }

        if (!(await process.RunAsync("core waitfullybooted", cancellationToken)).Contains("fully booted", StringComparison.Ordinal))
            return new("Asterisk runs", $"process {process.Id} does not answer", $"End it with kill -9 {process.Id}; SipRing starts it again.");
        return serverAnswers
            ? new("Asterisk runs", string.Create(CultureInfo.InvariantCulture, $"process {process.Id}"))
            : new("Asterisk runs", $"process {process.Id}, without SipRing", "Start SipRing with ./run; it takes Asterisk over, calls and all.");
    }

    public async Task<IReadOnlyList<Finding>> LoginsAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(_folders.Secrets))
            return [new("Manager login", $"{_folders.Secrets} does not exist", "Start SipRing once with ./run; it makes the secrets.")];
        var secrets = PbxSecrets.LoadOrCreate(_folders);
        return
        [
            await LoginAsync(new(settings.Ami, "sipring", secrets.Daily), cancellationToken),
            await LoginAsync(new(settings.Ami, "sipring-config", secrets.Configuration), cancellationToken),
        ];
    }

    /// <summary>Where SipRing listens for *45. Only looked at: a connection without a call would be logged as a fault.</summary>
    public Finding Agi() => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Contains(settings.Agi)
        ? new("FastAGI", $"{settings.Agi} listens for *45")
        : new("FastAGI", $"nothing listens on {settings.Agi}: *45 says \"try later\"", "Start SipRing with ./run; if it runs, look into its log for what keeps it from the port, and choose another one as \"agi\" in settings.json.");

    public IEnumerable<Finding> LogFiles()
    {
        foreach (var (name, path) in Logs)
        {
            if (!File.Exists(path))
            {
                // Asterisk makes it with its first line.
                yield return new(name, "no line yet");
                continue;
            }

            yield return Readable(path) is { } problem
                ? new(name, $"{path}: {problem}", $"Give it to the user who runs SipRing: chown {Environment.UserName} {path}")
                : new(name, $"last line {File.GetLastWriteTimeUtc(path):u}");
        }
    }

    public Finding Recordings()
    {
        var old = time.GetUtcNow().UtcDateTime - TimeSpan.FromDays(1);
        var stale = Directory.Exists(_folders.OpenRecordings)
            ? Directory.EnumerateFiles(_folders.OpenRecordings, "*.wav", SearchOption.AllDirectories).Count(f => File.GetLastWriteTimeUtc(f) < old)
            : 0;
        return stale == 0
            ? new("Recordings", _folders.Recordings)
            : new("Recordings", $"{stale} files in {_folders.OpenRecordings} were never finished", "Restart Asterisk when nobody talks (stop SipRing and start it again): it finishes them.");
    }

    private static async Task<Finding> LoginAsync(AmiLogin login, CancellationToken cancellationToken)
    {
        await using var client = new AmiClient(login.ToOptions() with { ConnectTimeout = s_limit, BootGrace = TimeSpan.FromMilliseconds(1) });
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_limit);
        using var subscription = client.Subscribe();
        client.Start();
        try
        {
            await foreach (var item in subscription.Items.ReadAllAsync(limit.Token))
            {
                if (item is AmiFeedItem.Connected connected)
                    return new("Manager login", $"{login}, {connected.Banner}");
            }
        }
        catch (Exception e) when (e is AmiException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // What the client itself says of the last attempt is better than "cancelled".
        }

        return new("Manager login", $"{login}: {client.LastError ?? "no answer"}", "If Asterisk runs, stop SipRing and start it again with ./run: it writes the secrets and the port anew.");
    }

    private static string? Readable(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return null;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return e.Message;
        }
    }
}

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
            return (new(Said.AsIs("Asterisk"), new("doctor.program", tree.Version, tree.Sbin)), tree);
        }
        catch (PbxStartException e)
        {
            return (new(Said.AsIs("Asterisk"), Said.AsIs(e.Message), new("doctor.program.mend")), null);
        }
    }

    /// <summary>SipRing answers and calls can be taken.</summary>
    public async Task<Finding> ServerAsync(CancellationToken cancellationToken)
    {
        var address = $"http://{settings.Http}/";
        using var http = new HttpClient { Timeout = s_limit };
        try
        {
            var answer = await http.GetAsync($"{address}health/ready", cancellationToken);
            return answer.IsSuccessStatusCode
                ? new(Said.AsIs("SipRing"), new("doctor.takes-calls", address))
                : new(Said.AsIs("SipRing"), new("doctor.not-ready", address, await answer.Content.ReadAsStringAsync(cancellationToken)), new("doctor.not-ready.mend"));
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new(Said.AsIs("SipRing"), new("doctor.silent", address), new("doctor.silent.mend", home.Root));
        }
    }

    public async Task<Finding> ProcessAsync(AsteriskTree tree, bool serverAnswers, CancellationToken cancellationToken)
    {
        using var process = new AsteriskProcess(_folders, tree);
        if (!process.TryAttach())
        {
            if (PbxPorts.FirstProblem(settings) is { } taken)
                return new(new("doctor.name.runs"), new("doctor.cannot-run"), Said.AsIs(taken));
            return new(new("doctor.name.runs"), new("doctor.runs-not"), serverAnswers ? new("doctor.runs-not.look", home.Logs, _folders.Messages) : new("doctor.runs-not.mend"));
        }

        if (!(await process.RunAsync("core waitfullybooted", cancellationToken)).Contains("fully booted", StringComparison.Ordinal))
            return new(new("doctor.name.runs"), new("doctor.hangs", Id(process)), new("doctor.hangs.mend", Id(process)));
        return serverAnswers
            ? new(new("doctor.name.runs"), new("doctor.process", Id(process)))
            : new(new("doctor.name.runs"), new("doctor.alone", Id(process)), new("doctor.alone.mend"));
    }

    public async Task<IReadOnlyList<Finding>> LoginsAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(_folders.Secrets))
            return [new(new("doctor.name.login"), new("doctor.missing", _folders.Secrets), new("doctor.missing.mend"))];
        var secrets = PbxSecrets.LoadOrCreate(_folders);
        return
        [
            await LoginAsync(new(settings.Ami, "sipring", secrets.Daily), cancellationToken),
            await LoginAsync(new(settings.Ami, "sipring-config", secrets.Configuration), cancellationToken),
        ];
    }

    /// <summary>Where SipRing listens for *45. Only looked at: a connection without a call would be logged as a fault.</summary>
    public Finding Agi() => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Contains(settings.Agi)
        ? new(Said.AsIs("FastAGI"), new("doctor.agi", settings.Agi))
        : new(Said.AsIs("FastAGI"), new("doctor.agi-nobody", settings.Agi), new("doctor.agi-nobody.mend"));

    public IEnumerable<Finding> LogFiles()
    {
        foreach (var (name, path) in Logs)
        {
            if (!File.Exists(path))
            {
                // Asterisk makes it with its first line.
                yield return new(Said.AsIs(name), new("doctor.no-line"));
                continue;
            }

            yield return Readable(path) is { } problem
                ? new(Said.AsIs(name), new("doctor.file-refused", path, problem), new("doctor.file-refused.mend", Environment.UserName, path))
                : new(Said.AsIs(name), new("doctor.last-line", File.GetLastWriteTimeUtc(path).ToString("u", CultureInfo.InvariantCulture)));
        }
    }

    public Finding Recordings()
    {
        var old = time.GetUtcNow().UtcDateTime - TimeSpan.FromDays(1);
        var stale = Directory.Exists(_folders.OpenRecordings)
            ? Directory.EnumerateFiles(_folders.OpenRecordings, "*.wav", SearchOption.AllDirectories).Count(f => File.GetLastWriteTimeUtc(f) < old)
            : 0;
        return stale == 0
            ? new(new("doctor.name.recordings"), Said.AsIs(_folders.Recordings))
            : new(new("doctor.name.recordings"), new("doctor.unfinished", stale, _folders.OpenRecordings), new("doctor.unfinished.mend"));
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
                    return new(new("doctor.name.login"), new("doctor.logged-in", login, connected.Banner));
            }
        }
        catch (Exception e) when (e is AmiException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // What the client itself says of the last attempt is better than "cancelled".
        }

        return new(new("doctor.name.login"), client.LastError is { } error ? new("doctor.login-refused", login, error) : new("doctor.login-silent", login), new("doctor.login-refused.mend"));
    }

    // A number that is no count: nothing stands between its digits.
    private static string Id(AsteriskProcess process) => string.Create(CultureInfo.InvariantCulture, $"{process.Id}");

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

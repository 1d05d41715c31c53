using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Ledger.Queries;
using SipRing.CallCenter.Ledger.Reading;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;
using SipRing.Testing.Storage;

namespace SipRing.Testing.Ledger;

/// <summary>A database of its own and a folder of logs that are read into it.</summary>
public sealed class LedgerRun : IAsyncDisposable
{
    private readonly TestDatabase _test;
    private readonly string _folder = Directory.CreateTempSubdirectory("sipring-logs-").FullName;
    private readonly Dictionary<(LogKind, string), LogFollower> _followers = [];

    private LedgerRun(TestDatabase test) => _test = test;

    public Database Database => _test.Database;

    public static async Task<LedgerRun> CreateAsync(DatabaseKind kind = DatabaseKind.Sqlite) => new(await TestDatabase.CreateAsync(kind));

    public string Path(string name) => System.IO.Path.Combine(_folder, name);

    /// <summary>Appends to a log and reads what is whole.</summary>
    public async Task ReadAsync(string text, LogKind kind = LogKind.QueueLog, string name = "queue_log")
    {
        await File.AppendAllTextAsync(Path(name), text);
        await PollAsync(kind, name);
    }

    public async Task PollAsync(LogKind kind = LogKind.QueueLog, string name = "queue_log")
    {
        if (!_followers.TryGetValue((kind, name), out var follower))
            _followers[(kind, name)] = follower = new(Database, "main", kind, TimeZoneInfo.Utc, Path(name));
        await follower.PollAsync(null, CancellationToken.None);
    }

    /// <summary>Forgets everything in memory, as the end of the process does.</summary>
    public async Task ForgetAsync()
    {
        foreach (var follower in _followers.Values)
            await follower.DisposeAsync();
        _followers.Clear();
    }

    public IQueueCalls Calls(string zone = "UTC", ILedgerNames? names = null) =>
        new QueueCalls(Database, names ?? new NoLedgerNames(), new SipRingSettings { TimeZone = zone });

    public IAgentSessions Sessions(string zone = "UTC") => new AgentSessions(Database, new NoLedgerNames(), new SipRingSettings { TimeZone = zone });

    /// <summary>Every call of the ledger, in order of entry.</summary>
    public async Task<IReadOnlyList<QueueCall>> AllCallsAsync() =>
        (await Calls().ListAsync(Always, QueueCallSort.EnteredAtAscending, 10_000, null, CancellationToken.None)).Items;

    public static QueueCallFilter Always { get; } = new() { From = DateTimeOffset.UnixEpoch, To = DateTimeOffset.FromUnixTimeSeconds(4_000_000_000) };

    public Task<string> DumpAsync() => LedgerDump.OfAsync(Database);

    public async ValueTask DisposeAsync()
    {
        await ForgetAsync();
        await _test.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

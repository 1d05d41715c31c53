using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using SipRing.CallCenter.Ledger.Reading;
using SipRing.CallCenter.LostCallers;
using SipRing.CallCenter.Storage;

namespace SipRing.Testing.Ledger;

/// <summary>Lines of queue_log and CDR of calls that are lost, answered and called back. Times are seconds after an invented beginning.</summary>
public sealed class LostCallerLogs(long begin = LostCallerLogs.Usual)
{
    private const long Usual = 1_795_000_000;
    private readonly List<(long At, string Line)> _queue = [];
    private readonly List<(long At, string Line)> _records = [];
    private int _channels;

    public string QueueLog => string.Concat(_queue.OrderBy(l => l.At).Select(l => l.Line + "\n"));

    public string Records => string.Concat(_records.OrderBy(l => l.At).Select(l => l.Line + "\n"));

    public static DateTimeOffset At(long seconds) => DateTimeOffset.FromUnixTimeSeconds(Usual + seconds);

    /// <summary>Random calls of a few callers, whose numbers stand in many forms. The same seed gives the same.</summary>
    public static LostCallerLogs Random(int seed, int calls)
    {
        var random = new Random(seed);
        var logs = new LostCallerLogs();
        string[] callers = ["4951112233", "84951112233", "+74951112233", "88121234567", "8121234567", "101", "anonymous", "", "alice", "79161234567", "89161234567"];
        string[] dialled = ["84951112233", "984951112233", "88121234567", "101", "89161234567", "74951112233"];
        var at = 0;
        for (var i = 0; i < calls; i++)
        {
            at += random.Next(1, 90);
            var queue = random.Next(2) == 0 ? "450" : "460";
            switch (random.Next(5))
            {
                case 0:
                    logs.CalledBack(at, "501", dialled[random.Next(dialled.Length)], random.Next(3) == 0 ? 0 : random.Next(1, 200));
                    break;
                case 1:
                    logs.Answered(at, queue, callers[random.Next(callers.Length)], random.Next(0, 40), random.Next(5, 100));
                    break;
                case 2:
                    logs.Overflowed(at, queue, queue == "450" ? "460" : "450", callers[random.Next(callers.Length)], random.Next(2) == 0);
                    break;
                default:
                    logs.Lost(at, queue, callers[random.Next(callers.Length)], random.Next(0, 50));
                    break;
            }
        }

        return logs;
    }

    /// <summary>He came in at that time and gave up.</summary>
    public LostCallerLogs Lost(long at, string queue, string caller, int wait)
    {
        var call = Channel(at);
        Queue(at, call, queue, "NONE", $"ENTERQUEUE||{caller}|1");
        Queue(at + wait, call, queue, "NONE", $"ABANDON|1|1|{wait}");
        return this;
    }

    public LostCallerLogs Answered(long at, string queue, string caller, int wait, int talk, string agent = "PJSIP/501")
    {
        var call = Channel(at);
        Queue(at, call, queue, "NONE", $"ENTERQUEUE||{caller}|1");
        Talk(at, call, queue, wait, talk, agent);
        return this;
    }

    /// <summary>Nobody came in one queue, and the call went on to another.</summary>
    public LostCallerLogs Overflowed(long at, string queue, string next, string caller, bool answered)
    {
        var call = Channel(at);
        Queue(at, call, queue, "NONE", $"ENTERQUEUE||{caller}|1");
        Queue(at + 20, call, queue, "NONE", "EXITWITHTIMEOUT|1|1|20");
        Queue(at + 20, call, next, "NONE", $"ENTERQUEUE||{caller}|1");
        if (answered)
            Talk(at + 20, call, next, 9, 30, "PJSIP/502");
        else
            Queue(at + 50, call, next, "NONE", "ABANDON|1|1|30");
        return this;
    }

    /// <param name="talk">0: nobody answered.</param>
    public LostCallerLogs CalledBack(long at, string extension, string number, int talk)
    {
        var answered = talk > 0;
        var start = DateTimeOffset.FromUnixTimeSeconds(begin + at).UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        _records.Add((at + 8 + talk, string.Create(
            CultureInfo.InvariantCulture,
            $"\"\",\"{extension}\",\"{number}\",\"internal\",\"{extension}\",\"PJSIP/{extension}-0000000{_channels % 10}\",\"PJSIP/trunk-x-0000001\",\"Dial\",\"x\",\"{start}\",\"\",\"{start}\",{8 + talk},{talk},\"{(answered ? "ANSWERED" : "NO ANSWER")}\",\"DOCUMENTATION\",\"{Channel(at)}\",\"\"")));
        return this;
    }

    /// <summary>Reads it all into a ledger, as a log of its own, and lets the list of lost callers of a host follow.</summary>
    public async Task ReadIntoAsync(IServiceProvider services, string name)
    {
        var folder = Directory.CreateTempSubdirectory("sipring-lost-");
        foreach (var (kind, text) in new[] { (LogKind.QueueLog, QueueLog), (LogKind.Cdr, Records) })
        {
            var file = Path.Combine(folder.FullName, kind.ToString());
            await File.WriteAllTextAsync(file, text);
            await using var follower = new LogFollower(services.GetRequiredService<Database>(), name, kind, TimeZoneInfo.Utc, file);
            await follower.PollAsync(null, CancellationToken.None);
        }

        folder.Delete(recursive: true);
        await services.GetRequiredService<LostCallerKeeper>().CatchUpAsync(CancellationToken.None);
    }

    private void Talk(long at, string call, string queue, int wait, int talk, string agent)
    {
        Queue(at + wait, call, queue, agent, $"CONNECT|{wait}|{Channel(at)}|{Math.Min(wait, 4)}");
        Queue(at + wait + talk, call, queue, agent, $"COMPLETECALLER|{wait}|{talk}|1");
    }

    private void Queue(long at, string call, string queue, string agent, string what) =>
        _queue.Add((at, string.Create(CultureInfo.InvariantCulture, $"{begin + at}|{call}|{queue}|{agent}|{what}")));

    private string Channel(long at) => string.Create(CultureInfo.InvariantCulture, $"{begin + at}.{_channels++}");
}

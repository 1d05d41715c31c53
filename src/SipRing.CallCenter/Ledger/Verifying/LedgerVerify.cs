using System.Globalization;
using System.Text;
using LinqToDB;
using LinqToDB.Async;
using SipRing.Asterisk.Logs;
using SipRing.CallCenter.Ledger.Folding;
using SipRing.CallCenter.Ledger.Reading;
using SipRing.CallCenter.Ledger.Tables;
using SipRing.CallCenter.Ledger.Writing;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Ledger.Verifying;

/// <summary>Recounts straight from the logs and names every difference from the database, call by call and hour by hour.</summary>
public sealed class LedgerVerify(Database database)
{
    /// <param name="path">The queue_log; its rotated files are read too.</param>
    /// <param name="pbx">Whose facts to compare.</param>
    /// <param name="from">Entry at or after.</param>
    /// <param name="to">Entry before.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="FileNotFoundException">There is no such log.</exception>
    public async Task<VerifyResult> RunAsync(string path, string pbx, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var (first, last) = (from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());
        var counted = (await CountAsync(path, cancellationToken)).Where(c => c.Entered * 1000 >= first && c.Entered * 1000 < last).ToList();
        await using var db = database.Connect();
        var rows = await db.GetTable<QueueCallRow>()
            .Where(c => c.Pbx == pbx && c.EnteredAt >= first && c.EnteredAt < last)
            .ToListAsync(cancellationToken);
        var differences = Compare(pbx, counted, rows);
        differences.AddRange(await CompareHoursAsync(db, pbx, first, last, cancellationToken));
        return new(counted.Count, rows.Count, differences);
    }

    private static async Task<List<NaiveCall>> CountAsync(string path, CancellationToken cancellationToken)
    {
        var files = Directory.Exists(path) ? Directory.EnumerateFiles(path) : LogFiles.WithRotated(path);
        var ordered = await LogStart.InOrderAsync(LogKind.QueueLog, TimeZoneInfo.Utc, files, cancellationToken, onlyThisKind: true);
        if (ordered.Count == 0)
            throw new FileNotFoundException($"There is no queue_log at {path}.");
        var counter = new NaiveCounter();
        foreach (var file in ordered)
        {
            await using var stream = await LogFiles.OpenAsync(file, cancellationToken);
            using var reader = new StreamReader(stream, Encoding.Latin1, detectEncodingFromByteOrderMarks: false);
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
                counter.Line(LogText.Decode(Encoding.Latin1.GetBytes(line)).TrimStart('\uFEFF'));
        }

        return counter.Calls;
    }

    private static List<string> Compare(string pbx, List<NaiveCall> counted, List<QueueCallRow> rows)
    {
        var differences = new List<string>();
        var stored = rows.OrderBy(r => r.EnteredAt).ThenBy(r => r.EndedAt)
            .GroupBy(r => (r.CallId, r.Queue, r.EnteredAt / 1000)).ToDictionary(g => g.Key, g => new Queue<QueueCallRow>(g));
        foreach (var call in counted)
        {
            if (!stored.TryGetValue((call.CallId, call.Queue, call.Entered), out var same) || !same.TryDequeue(out var row))
            {
                differences.Add($"{Name(call)}: in the log, not in the database");
                continue;
            }

            var found = Naive(pbx, row, call);
            if (found != call)
                differences.Add($"{Name(call)}: log {Tell(call, found)}, database {Tell(found, call)}");
        }

        differences.AddRange(stored.Values.SelectMany(q => q).Select(r => $"{r.CallId} in queue {r.Queue}, entered {Moment(r.EnteredAt / 1000)}: in the database, not in the log"));
        return differences;
    }

    // CEL adds what queue_log cannot know: that an end was an attended transfer, and its number.
    private static NaiveCall Naive(string pbx, QueueCallRow row, NaiveCall log)
    {
        var byCel = row.EndedBy == (int)EndedBy.Transfer && log.TransferredTo.Length == 0 && log.EndedBy.Length > 0;
        return new()
        {
            CallId = row.CallId,
            Queue = row.Queue,
            Entered = row.EnteredAt / 1000,
            Caller = row.Caller,
            Position = Text(row.Position),
            Outcome = ((QueueCallOutcome)row.Outcome).ToString(),
            Wait = Text(row.WaitSeconds),
            Ring = Text(row.RingSeconds),
            Talk = Text(row.TalkSeconds),
            EndedBy = byCel ? log.EndedBy : ((EndedBy?)row.EndedBy)?.ToString() ?? "",
            TransferredTo = byCel ? "" : row.TransferredTo ?? "",
            AgentId = Text(row.AgentId),
            Recording = row.Recording is not null && row.Recording == (log.Recording.Length > 0 ? FactId.Recording(pbx, log.Recording) : "") ? log.Recording : row.RecordingPath ?? "",
        };
    }

    private static async Task<List<string>> CompareHoursAsync(
        LinqToDB.Data.DataConnection db, string pbx, long first, long last, CancellationToken cancellationToken)
    {
        var (from, to) = ((int)(first / HourSums.HourMs), (int)((last + HourSums.HourMs - 1) / HourSums.HourMs));
        var sums = new HourSums();
        var facts = db.GetTable<QueueCallRow>().Where(c => c.Pbx == pbx && c.EnteredAt >= from * HourSums.HourMs && c.EnteredAt < to * HourSums.HourMs);
        await foreach (var call in facts.AsAsyncEnumerable().WithCancellation(cancellationToken))
            sums.Add(call);
        var hours = await db.GetTable<HourRow>().Where(h => h.Pbx == pbx && h.Hour >= from && h.Hour < to).ToListAsync(cancellationToken);
        var waits = await db.GetTable<HourWaitRow>().Where(h => h.Pbx == pbx && h.Hour >= from && h.Hour < to).ToListAsync(cancellationToken);
        return
        [
            .. sums.Hours.Except(hours).Concat(hours.Except(sums.Hours)).Select(h => $"roll-up of queue {h.Queue}, agent {h.AgentId}, hour {Moment(h.Hour * 3600L)}: differs from the calls").Distinct(),
            .. sums.Waits.Except(waits).Concat(waits.Except(sums.Waits)).Select(h => $"roll-up of waits of queue {h.Queue}, hour {Moment(h.Hour * 3600L)}, {h.WaitSeconds} s: differs from the calls").Distinct(),
        ];
    }

    private static string Tell(NaiveCall one, NaiveCall other)
    {
        var parts = Parts(one).Zip(Parts(other)).Where(p => p.First != p.Second).Select(p => p.First);
        return string.Join(' ', parts);
    }

    private static string[] Parts(NaiveCall c) =>
    [
        $"caller={c.Caller}", $"position={c.Position}", $"outcome={c.Outcome}", $"wait={c.Wait}", $"ring={c.Ring}", $"talk={c.Talk}",
        $"endedBy={c.EndedBy}", $"transferredTo={c.TransferredTo}", $"agent={c.AgentId}", $"recording={c.Recording}",
    ];

    private static string Name(NaiveCall call) => $"{call.CallId} in queue {call.Queue}, entered {Moment(call.Entered)}";

    private static string Moment(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}

/// <param name="Counted">Calls of the span in the log.</param>
/// <param name="Stored">Calls of the span in the database.</param>
/// <param name="Differences">One sentence each; empty if log and database say the same.</param>
public sealed record VerifyResult(int Counted, int Stored, IReadOnlyList<string> Differences);

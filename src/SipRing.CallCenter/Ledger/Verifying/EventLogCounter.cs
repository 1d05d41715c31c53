using System.Globalization;
using LinqToDB;
using LinqToDB.Async;
using SipRing.Asterisk.Logs;
using SipRing.CallCenter.Ledger.Tables;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Ledger.Verifying;

/// <summary>Counts what was written down of manager events, and when nobody wrote.</summary>
internal static class EventLogCounter
{
    public static async Task<(IReadOnlyList<NaiveCall> Calls, IReadOnlyList<(long From, long To)> Deaf)> CountAsync(string path, CancellationToken cancellationToken)
    {
        var counter = new NaiveCounter();
        var deaf = new List<(long, long)>();
        // A day is in each file's name, and the present one comes last.
        foreach (var file in LogFiles.WithRotated(path).OrderBy(f => f == path).ThenBy(f => f, StringComparer.Ordinal))
        {
            await foreach (var line in File.ReadLinesAsync(file, cancellationToken))
            {
                counter.Line(line);
                if (line.Split('|') is [var at, _, _, _, "SIPRING", "DEAF", var since] && Seconds(at) is { } to && Seconds(since) is { } from)
                    deaf.Add((from, to));
            }
        }

        return (counter.Calls, deaf);
    }

    private static long? Seconds(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;
}

/// <summary>The facts that a log gave, in the form of the counter.</summary>
internal static class LogFacts
{
    public static async Task<IReadOnlyList<NaiveCall>> ReadAsync(Database database, string pbx, long from, long to, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        var rows = await db.GetTable<QueueCallRow>()
            .Where(c => c.Pbx == pbx && c.EnteredAt >= from * 1000 && c.EnteredAt < to * 1000 && c.Source == (int)FactSource.Log)
            .OrderBy(c => c.EnteredAt).ThenBy(c => c.Id)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(r => new NaiveCall { CallId = r.CallId, Queue = r.Queue, Entered = r.EnteredAt / 1000, Caller = r.Caller, Outcome = ((QueueCallOutcome)r.Outcome).ToString() })];
    }
}

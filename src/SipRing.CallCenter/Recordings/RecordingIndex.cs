using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Ledger.Tables;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Recordings;

internal sealed class RecordingIndex(Database database, IPhoneCalls calls, SipRingHome home) : IRecordings
{
    private const int IdLength = 16;

    public async Task<Recording?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (id.Length != IdLength || id.AsSpan().ContainsAnyExcept("0123456789abcdef"))
            return null;
        await using var db = database.Connect();
        var call = await db.GetTable<QueueCallRow>()
            .Where(c => c.Recording == id)
            .OrderBy(c => c.EnteredAt).ThenBy(c => c.Id)
            .FirstOrDefaultAsync(cancellationToken);
        // Of calls that visited no queue, the line that began the recording tells.
        var line = call is null ? await db.GetTable<CallRecordingRow>().FirstOrDefaultAsync(r => r.Id == id, cancellationToken) : null;
        if ((call?.RecordingPath ?? line?.Path) is not { } path || Inside(home.Recordings, path) is not { } full)
            return null;
        return call is not null
            ? new(id, path, full, call.Pbx, call.CallId, call.Queue, DateTimeOffset.FromUnixTimeMilliseconds(call.EnteredAt))
            : new(id, path, full, line!.Pbx, line.ChannelId, "", DateTimeOffset.FromUnixTimeMilliseconds(line.At));
    }

    public async Task<bool> IsOfAsync(string id, CallScope scope, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        var visits = await db.GetTable<QueueCallRow>().Where(c => c.Recording == id).Select(c => new { c.AgentId, c.Extension, c.Queue, c.Outcome }).ToListAsync(cancellationToken);
        if (visits.Count > 0)
            return visits.Exists(v => scope.Has((QueueCallOutcome)v.Outcome, v.Queue, v.AgentId, v.Extension));
        var line = await db.GetTable<CallRecordingRow>().FirstOrDefaultAsync(r => r.Id == id, cancellationToken);
        await db.CloseAsync();
        return line is not null && await calls.FindByChannelAsync(line.Pbx, line.ChannelId, cancellationToken) is { } call
            && await calls.IsOfAsync(call, scope, cancellationToken);
    }

    /// <summary>
    /// The full path, or null where it would lead out of the folder. The path comes from a log, and whoever may write a line
    /// there must not read the machine's files through SipRing; a link inside the folder is not followed either.
    /// </summary>
    internal static string? Inside(string folder, string relative)
    {
        if (relative.Contains('\0', StringComparison.Ordinal) || Path.IsPathRooted(relative))
            return null;
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        var full = Path.GetFullPath(Path.Combine(root, relative));
        if (!full.StartsWith(root, StringComparison.Ordinal) || full.Length == root.Length)
            return null;
        for (var part = full; part.Length >= root.Length; part = Path.GetDirectoryName(part)!)
        {
            if (new FileInfo(part).LinkTarget is not null)
                return null;
        }

        return full;
    }
}

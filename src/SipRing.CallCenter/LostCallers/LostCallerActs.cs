using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;

namespace SipRing.CallCenter.LostCallers;

/// <summary>What the acts on a lost caller have in common: found and judged in the transaction that stores them.</summary>
internal sealed class LostCallerActs(LostCallerStore store, LostCallerQuery query, LostCallerChanges changes, Reaches reaches, IAuditLog audit, TimeProvider time)
{
    /// <param name="judge">Refuses, or makes the act of the entry as it is now, and of the moment.</param>
    public async Task<Result<LostCaller>> RunAsync(
        Actor actor, long id, string action, string? detail, Func<LostCallerRow, long, (Refusal? Refusal, LostCallerActRow? Act)> judge, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.HandleLostCallers) is { } forbidden)
            return forbidden;
        var reach = await reaches.OfAsync(actor, cancellationToken);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var answer = await store.ActAsync(
            async db =>
            {
                if (await db.GetTable<LostCallerRow>().FirstOrDefaultAsync(r => r.Id == id, cancellationToken) is not { } row || !reach.HasQueue(row.Queue))
                    return ((LostCaller.Unknown(id), (string?)null), null);
                var (refusal, act) = judge(row, now);
                return ((refusal, row.Caller), act);
            },
            cancellationToken);
        if (answer.Item1 is { } refused)
            return refused;
        changes.Raise();
        await audit.WriteAsync(actor, action, $"lost caller {answer.Item2}", detail, cancellationToken);
        return await query.FindAsync(id, cancellationToken) is { } caller ? caller.Within(reach) : LostCaller.Unknown(id);
    }

    /// <summary>A clock behind the PBX's must not put an act before what it answers.</summary>
    public static LostCallerActRow Act(LostCallerRow row, LostCallerActKind kind, Actor actor, long now) => new()
    {
        Number = row.Number,
        Caller = row.Caller,
        Queue = row.FirstQueue,
        Kind = (int)kind,
        At = Math.Max(now, Seen(row)),
        SeenAt = Seen(row),
        Actor = actor.Name.Length > 120 ? actor.Name[..120] : actor.Name,
    };

    public static Refusal? MustBeOpen(LostCallerRow row) => row.State == (int)LostCallerState.Open
        ? null
        : new("lost-caller-not-open", $"{row.Caller} does not wait any more: he was reached, or somebody closed it.", null, RefusalKind.Conflict, row.Caller);

    /// <returns>The text, or a refusal.</returns>
    public static Result<string> CheckNote(string? note, bool needed)
    {
        var text = note?.Trim() ?? "";
        if (text.Length > LostCaller.NoteLimit || text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
            return new Refusal("lost-caller-note-invalid", $"A note has at most {LostCaller.NoteLimit} characters.", "note", RefusalKind.Invalid, LostCaller.NoteLimit);
        return text.Length == 0 && needed ? new Refusal("lost-caller-note-missing", "Say in the note what it was.", "note") : text;
    }

    private static long Seen(LostCallerRow row) => Math.Max(Math.Max(row.LastAt, row.ReopenedAt ?? 0), row.EndedAt ?? 0);
}

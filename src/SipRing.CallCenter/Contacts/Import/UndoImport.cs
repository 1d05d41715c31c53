using System.Text.Json;
using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Contacts.Import;

/// <summary>Imports of the past, and taking one back: what it added is removed, what it changed is as before. Whatever somebody changed since stays.</summary>
public sealed class UndoImport
{
    private const int AtOnce = 500;
    private const int Most = 50;
    private readonly ContactStore _store;
    private readonly IAuditLog _audit;
    private readonly TimeProvider _time;

    internal UndoImport(ContactStore store, IAuditLog audit, TimeProvider time) => (_store, _audit, _time) = (store, audit, time);

    /// <param name="UndoneAt">Null where it stands.</param>
    public sealed record Past(long Id, string File, string Actor, DateTimeOffset At, int Added, int Changed, int Skipped, int Refused, DateTimeOffset? UndoneAt);

    /// <param name="Removed">Contacts that the import had added.</param>
    /// <param name="Restored">Contacts that it had changed.</param>
    /// <param name="Left">Contacts that somebody changed or removed since.</param>
    public sealed record Outcome(int Removed, int Restored, int Left);

    public async Task<Result<IReadOnlyList<Past>>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageDirectory) is { } forbidden)
            return forbidden;
        await using var db = _store.Connect();
        var rows = await db.GetTable<ContactImportRow>().OrderByDescending(i => i.Id).Take(Most).ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new Past(r.Id, r.File, r.Actor, Moment(r.At), r.Added, r.Updated, r.Skipped, r.Refused, r.UndoneAt is { } at ? Moment(at) : null));
    }

    public async Task<Result<Outcome>> HandleAsync(Actor actor, long import, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageDirectory) is { } forbidden)
            return forbidden;
        string file;
        await using (var db = _store.Connect())
        {
            if (await db.GetTable<ContactImportRow>().FirstOrDefaultAsync(i => i.Id == import, cancellationToken) is not { } row)
                return new Refusal("import-unknown", $"There is no import {import}.", null, RefusalKind.NotFound, import);
            if (row.UndoneAt is not null)
                return new Refusal("import-undone", "This import has been taken back already.", null, RefusalKind.Conflict);
            file = row.File;
        }

        var outcome = new Outcome(0, 0, 0);
        var after = 0L;
        while (await BatchAsync(import, after, cancellationToken) is { } batch)
        {
            after = batch.Last;
            outcome = new(outcome.Removed + batch.Removed, outcome.Restored + batch.Restored, outcome.Left + batch.Left);
        }

        await using (var db = _store.Connect())
        {
            var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
            await db.GetTable<ContactImportRow>().Where(i => i.Id == import).Set(i => i.UndoneAt, (long?)now).UpdateAsync(CancellationToken.None);
        }

        await _audit.WriteAsync(actor, "contacts.import-undo", $"contact import {import}", $"{file}: {outcome.Removed} removed, {outcome.Restored} as before, {outcome.Left} left as they are now", CancellationToken.None);
        return outcome;
    }

    private async Task<(long Last, int Removed, int Restored, int Left)?> BatchAsync(long import, long after, CancellationToken cancellationToken)
    {
        using var turn = await _store.WriteAsync(cancellationToken);
        await using var db = _store.Connect();
        var steps = await db.GetTable<ContactImportStepRow>().Where(s => s.ImportId == import && s.ContactId > after).OrderBy(s => s.ContactId).Take(AtOnce).ToListAsync(cancellationToken);
        if (steps.Count == 0)
            return null;
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        var now = (await _store.LoadAsync(db, [.. steps.Select(s => s.ContactId)], cancellationToken)).ToDictionary(c => c.Id);
        var standing = steps.Where(s => now.GetValueOrDefault(s.ContactId)?.Version == s.Version).ToList();
        var added = standing.Where(s => s.Before is null).Select(s => s.ContactId).ToList();
        if (added.Count > 0)
            await _store.DeleteAsync(db, added, cancellationToken);
        foreach (var step in standing.Where(s => s.Before is not null))
            await _store.UpdateAsync(db, JsonSerializer.Deserialize<Contact>(step.Before!)! with { Version = step.Version }, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return (steps[^1].ContactId, added.Count, standing.Count - added.Count, steps.Count - standing.Count);
    }

    private static DateTimeOffset Moment(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}

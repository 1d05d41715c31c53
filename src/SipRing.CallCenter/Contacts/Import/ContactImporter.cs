using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Common.Csv;
using SipRing.CallCenter.Contacts.OwnFields;

namespace SipRing.CallCenter.Contacts.Import;

/// <summary>
/// Contacts from a file of any length, some hundred rows at a time. What was written stands, however it ends, and can be taken back;
/// rows that were not taken are handed to whoever asked, word for word.
/// </summary>
public sealed class ContactImporter
{
    private const int AtOnce = 500;
    private readonly ContactStore _store;
    private readonly ContactRules _rules;
    private readonly OwnFieldList _fields;
    private readonly IAuditLog _audit;
    private readonly TimeProvider _time;

    internal ContactImporter(ContactStore store, ContactRules rules, OwnFieldList fields, IAuditLog audit, TimeProvider time) =>
        (_store, _rules, _fields, _audit, _time) = (store, rules, fields, audit, time);

    /// <param name="Content">Seekable; read from its beginning.</param>
    /// <param name="File">Its name, for the history.</param>
    /// <param name="Plan">How it is read.</param>
    /// <param name="IsTrial">Nothing is written; it is only said what would become of the rows.</param>
    /// <param name="Counted">Called after every batch, from the thread that reads.</param>
    /// <param name="Told">Called for every row that was not taken or not taken whole.</param>
    public sealed record Request(Stream Content, string File, ImportPlan Plan, bool IsTrial, Action<ImportCount> Counted, Func<CsvRow, RowOutcome, Refusal, Task> Told);

    /// <param name="Import">By which it can be taken back; null where nothing was written.</param>
    /// <param name="Cancelled">It was ended before the last row.</param>
    public sealed record Outcome(long? Import, ImportCount Count, bool Cancelled);

    /// <summary>How a file is read if nobody says anything else, with a few rows of it.</summary>
    public async Task<Result<ContactFile>> LookAsync(Actor actor, Stream content, CsvShape? shape, bool? hasHeads, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageDirectory) is { } forbidden)
            return forbidden;
        return await ContactFile.ReadAsync(content, shape, hasHeads, await RememberedAsync(cancellationToken), await _fields.AllAsync(cancellationToken), cancellationToken);
    }

    public async Task<Result<Outcome>> HandleAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageDirectory) is { } forbidden)
            return forbidden;
        var fields = await _fields.AllAsync(cancellationToken);
        if (request.Plan.Columns.FirstOrDefault(c => !ContactColumn.IsKnown(c, fields)) is { } unknown)
            return new Refusal("import-column-unknown", $"'{unknown}' is nothing that a column can fill.", "columns", RefusalKind.Invalid, unknown);
        if (request.Plan.Columns.All(c => c == ContactColumn.Nothing))
            return new Refusal("import-columns-none", "Say of one column at least what it holds: a name, a company or a number.", "columns");
        var import = request.IsTrial ? (long?)null : await BeginAsync(actor, request, cancellationToken);
        var run = new Run(this, request, new(request.Plan.Columns, _rules, fields), import);
        Refusal? broken = null;
        var cancelled = false;
        try
        {
            await run.ReadAsync(cancellationToken);
        }
        catch (CsvException e)
        {
            broken = ContactFile.NoCsv(e);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            cancelled = true;
        }

        var count = run.Count;
        if (import is { } id)
            await _audit.WriteAsync(actor, cancelled ? "contacts.import-cancelled" : "contacts.import", $"contact import {id}", $"{request.File}: {count.Added} added, {count.Changed} changed, {count.Same} the same, {count.Skipped} skipped, {count.Refused} refused", CancellationToken.None);
        return broken is not null ? broken : new Outcome(import, count, cancelled);
    }

    private async Task<IReadOnlyDictionary<string, string>> RememberedAsync(CancellationToken cancellationToken)
    {
        await using var db = _store.Connect();
        return await db.GetTable<ContactMappingRow>().ToDictionaryAsync(m => m.Head, m => m.Target, cancellationToken);
    }

    private async Task<long> BeginAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        await using var db = _store.Connect();
        var (file, name) = (request.File.Length <= 200 ? request.File : request.File[..200], actor.Name.Length <= 100 ? actor.Name : actor.Name[..100]);
        return await db.InsertWithInt64IdentityAsync(new ContactImportRow { File = file, Actor = name, At = _time.GetUtcNow().ToUnixTimeMilliseconds() }, token: cancellationToken);
    }

    /// <summary>Remembers what a head meant, for the next file of that kind.</summary>
    public async Task RememberAsync(IReadOnlyList<string> heads, IReadOnlyList<string> columns, CancellationToken cancellationToken)
    {
        await using var db = _store.Connect();
        foreach (var (head, column) in heads.Zip(columns).Select(p => (ContactWords.Fold(p.First), p.Second)).Where(p => p.Item1.Length is > 0 and <= 100).DistinctBy(p => ContactWords.Bare(p.Item1)))
            await db.InsertOrReplaceAsync(new ContactMappingRow { Head = head, Target = column }, token: cancellationToken);
    }

    /// <summary>One reading of the file.</summary>
    private sealed class Run(ContactImporter importer, Request request, ContactRowReader reader, long? import)
    {
        // Of a trial: what earlier rows would have added.
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

        public ImportCount Count { get; private set; } = ImportCount.None;

        public async Task ReadAsync(CancellationToken cancellationToken)
        {
            request.Content.Position = 0;
            var rows = new List<CsvRow>(AtOnce);
            var isHead = request.Plan.HasHeads;
            await foreach (var row in ContactFile.RowsAsync(request.Content, request.Plan.Shape, cancellationToken))
            {
                if (isHead)
                {
                    isHead = false;
                    continue;
                }

                rows.Add(row);
                if (rows.Count == AtOnce)
                    await TakeAsync(rows, cancellationToken);
            }

            await TakeAsync(rows, cancellationToken);
        }

        private async Task TakeAsync(List<CsvRow> rows, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = rows.ConvertAll(row => (Row: row, Read: reader.Read(row)));
            List<Contact> contacts = [.. read.Where(r => r.Read.Succeeded).Select(r => r.Read.Value!)];
            // Begun, a batch is carried through: it is written whole, with what it did.
            var results = import is { } id ? await WriteAsync(id, read, contacts) : await TryAsync(read, contacts, cancellationToken);
            foreach (var result in results.Where(r => r.Refusal is not null))
                await request.Told(result.Row, result.Outcome, result.Refusal!);
            Add(results);
            rows.Clear();
            request.Counted(Count);
        }

        private async Task<List<RowResult>> WriteAsync(long id, List<(CsvRow Row, Result<Contact> Read)> rows, List<Contact> contacts)
        {
            using var turn = await importer._store.WriteAsync(CancellationToken.None);
            await using var db = importer._store.Connect();
            await using var transaction = await db.BeginTransactionAsync();
            var batch = new ImportBatch(importer._store, request.Plan.Duplicates);
            await batch.FindAsync(db, contacts, CancellationToken.None);
            var results = rows.ConvertAll(r => r.Read.Succeeded ? batch.Take(r.Row, r.Read.Value) : new(r.Row, RowOutcome.Refused, null, r.Read.Refusal));
            await batch.WriteAsync(db, id, CancellationToken.None);
            var (added, changed, skipped, refused) = (Of(results, RowOutcome.Added), Of(results, RowOutcome.Changed), Of(results, RowOutcome.Skipped), Of(results, RowOutcome.Refused));
            await db.GetTable<ContactImportRow>().Where(i => i.Id == id)
                .Set(i => i.Added, i => i.Added + added).Set(i => i.Updated, i => i.Updated + changed).Set(i => i.Skipped, i => i.Skipped + skipped).Set(i => i.Refused, i => i.Refused + refused)
                .UpdateAsync();
            await transaction.CommitAsync();
            return results;
        }

        private async Task<List<RowResult>> TryAsync(List<(CsvRow Row, Result<Contact> Read)> rows, List<Contact> contacts, CancellationToken cancellationToken)
        {
            await using var db = importer._store.Connect();
            var batch = new ImportBatch(importer._store, request.Plan.Duplicates);
            await batch.FindAsync(db, contacts, cancellationToken);
            var results = rows.ConvertAll(r => r.Read.Succeeded ? batch.Take(r.Row, r.Read.Value) : new(r.Row, RowOutcome.Refused, null, r.Read.Refusal));
            // A contact that an earlier batch would have added is not in the database.
            for (var i = 0; i < results.Count; i++)
            {
                if (results[i] is { Outcome: RowOutcome.Added, Contact: { } contact } && ImportBatch.KeysOf(contact).Any(_seen.Contains))
                    results[i] = results[i] with { Outcome = request.Plan.Duplicates == DuplicateRule.Skip ? RowOutcome.Skipped : RowOutcome.Changed };
                if (results[i].Contact is { } known)
                    _seen.UnionWith(ImportBatch.KeysOf(known));
            }

            return results;
        }

        private void Add(List<RowResult> results)
        {
            var length = request.Content.Length;
            Count = new(
                length == 0 ? 1 : Math.Min(1, (double)request.Content.Position / length), Count.Rows + results.Count, Count.Added + Of(results, RowOutcome.Added), Count.Changed + Of(results, RowOutcome.Changed),
                Count.Same + Of(results, RowOutcome.Same), Count.Skipped + Of(results, RowOutcome.Skipped), Count.Refused + Of(results, RowOutcome.Refused));
        }

        private static int Of(List<RowResult> results, RowOutcome outcome) => results.Count(r => r.Outcome == outcome);
    }
}

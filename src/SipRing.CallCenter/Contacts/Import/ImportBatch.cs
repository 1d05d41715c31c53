using System.Text.Json;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Common.Csv;

namespace SipRing.CallCenter.Contacts.Import;

/// <summary>What became of a row.</summary>
/// <param name="Contact">The contact that it is, or was found to be.</param>
/// <param name="Refusal">Why it was not taken, or which of its words were left out.</param>
internal sealed record RowResult(CsvRow Row, RowOutcome Outcome, Contact? Contact, Refusal? Refusal);

/// <summary>
/// Some hundred rows at once: those that are contacts already are found by one question, and all of it is written in one transaction
/// together with how to take it back. Rows of the same file that are one contact meet here too.
/// </summary>
internal sealed class ImportBatch(ContactStore store, DuplicateRule rule)
{
    private readonly Dictionary<string, Contact> _byKey = new(StringComparer.Ordinal);
    private readonly List<Contact> _added = [];
    private readonly Dictionary<long, (Contact Before, Contact Now)> _changed = [];

    /// <summary>Reads who is there already. The keys of a contact are its numbers, or its name where it has none.</summary>
    public async Task FindAsync(DataConnection db, IReadOnlyCollection<Contact> read, CancellationToken cancellationToken)
    {
        var numbers = read.SelectMany(c => c.Numbers.Select(n => n.Number)).Distinct().ToList();
        var names = read.Where(c => c.Numbers.Count == 0).Select(ContactStore.SortNameOf).Distinct().ToList();
        var ids = new HashSet<long>();
        if (numbers.Count > 0)
            ids.UnionWith(await db.GetTable<ContactNumberRow>().Where(n => numbers.Contains(n.Number)).Select(n => n.ContactId).ToListAsync(cancellationToken));
        if (names.Count > 0)
            ids.UnionWith(await db.GetTable<ContactRow>().Where(c => names.Contains(c.SortName)).Select(c => c.Id).ToListAsync(cancellationToken));
        foreach (var contact in await store.LoadAsync(db, [.. ids.Order()], cancellationToken))
            Know(contact);
    }

    public RowResult Take(CsvRow row, Contact read)
    {
        if (KeysOf(read).Select(k => _byKey.GetValueOrDefault(k)).FirstOrDefault(c => c is not null) is not { } known)
        {
            _added.Add(read);
            Know(read);
            return new(row, RowOutcome.Added, read, null);
        }

        if (rule == DuplicateRule.Skip)
            return new(row, RowOutcome.Skipped, known, new("import-known", $"{known.Name} is in the directory already.", null, RefusalKind.Conflict, NameOf(known)));
        if (rule == DuplicateRule.Merge && !ContactMerge.Fits(known, read))
            return new(row, RowOutcome.Refused, known, new("import-full", $"{known.Name} has no room for more numbers, tags or notes.", null, RefusalKind.Conflict, NameOf(known)));
        var kept = rule == DuplicateRule.Merge ? ContactMerge.Kept(known, read).ToList() : [];
        var next = rule == DuplicateRule.Merge ? ContactMerge.Of(known, read) : Replaced(known, read);
        var same = ContactDifference.Between(known, next, []).Length == 0;
        if (!same)
            Change(known, next);
        var told = kept.Count == 0 ? null : new Refusal("import-kept", $"{known.Name} says something else already: {string.Join(", ", kept)}.", kept[0], RefusalKind.Conflict, NameOf(known));
        return new(row, same ? RowOutcome.Same : RowOutcome.Changed, next, told);
    }

    public async Task WriteAsync(DataConnection db, long import, CancellationToken cancellationToken)
    {
        var steps = new List<ContactImportStepRow>();
        if (_added.Count > 0)
            steps.AddRange((await store.InsertAsync(db, _added, cancellationToken)).Select(c => new ContactImportStepRow { ImportId = import, ContactId = c.Id, Version = c.Version }));
        foreach (var (id, (before, now)) in _changed)
        {
            if (await store.UpdateAsync(db, now, cancellationToken) is not { } after)
                throw new InvalidOperationException($"Contact {id} was changed by another process during the import.");
            // Of several rows for one contact, the one before the first is what to go back to.
            var old = await db.GetTable<ContactImportStepRow>().FirstOrDefaultAsync(s => s.ImportId == import && s.ContactId == id, cancellationToken);
            if (old is not null)
                await db.GetTable<ContactImportStepRow>().Where(s => s.ImportId == import && s.ContactId == id).Set(s => s.Version, after.Version).UpdateAsync(cancellationToken);
            else
                steps.Add(new() { ImportId = import, ContactId = id, Version = after.Version, Before = JsonSerializer.Serialize(before) });
        }

        await db.BulkCopyAsync(new BulkCopyOptions { BulkCopyType = BulkCopyType.MultipleRows }, steps, cancellationToken);
    }

    internal static IEnumerable<string> KeysOf(Contact contact) =>
        contact.Numbers.Count > 0 ? contact.Numbers.Select(n => n.Number) : [" " + ContactStore.SortNameOf(contact)];

    private static string NameOf(Contact contact) => contact.Name.Length > 0 ? contact.Name : contact.Numbers[0].Typed;

    private void Know(Contact contact)
    {
        foreach (var key in KeysOf(contact).Append(" " + ContactStore.SortNameOf(contact)))
            _byKey.TryAdd(key, contact);
    }

    private void Change(Contact known, Contact next)
    {
        foreach (var key in _byKey.Where(k => ReferenceEquals(k.Value, known)).Select(k => k.Key).ToList())
            _byKey[key] = next;
        Know(next);
        var place = _added.FindIndex(c => ReferenceEquals(c, known));
        if (place >= 0)
            _added[place] = next;
        else
            _changed[known.Id] = (_changed.TryGetValue(known.Id, out var was) ? was.Before : known, next);
    }

    private static Contact Replaced(Contact known, Contact read) => known with
    {
        LastName = IsNamed(read) ? read.LastName : known.LastName,
        FirstName = IsNamed(read) ? read.FirstName : known.FirstName,
        MiddleName = IsNamed(read) ? read.MiddleName : known.MiddleName,
        Company = read.Company.Length > 0 ? read.Company : known.Company,
        Email = read.Email.Length > 0 ? read.Email : known.Email,
        Notes = read.Notes.Length > 0 ? read.Notes : known.Notes,
        Numbers = read.Numbers.Count > 0 ? read.Numbers : known.Numbers,
        Tags = read.Tags.Count > 0 ? read.Tags : known.Tags,
        Own = known.Own.Concat(read.Own).GroupBy(o => o.Key).ToDictionary(g => g.Key, g => g.Last().Value),
    };

    private static bool IsNamed(Contact read) => read.LastName.Length + read.FirstName.Length + read.MiddleName.Length > 0;
}

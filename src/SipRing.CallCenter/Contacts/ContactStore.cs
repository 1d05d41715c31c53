using System.Text.Json;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Contacts;

/// <summary>
/// Contacts as rows. Writers of this process take turns (<see cref="WriteAsync"/>): of rows written in bulk neither database tells
/// the ids, so that they are given out here.
/// </summary>
internal sealed class ContactStore(Database database, NumberForms forms, TimeProvider time, ContactChanges changes)
{
    private const int FoundNotes = 1000;
    private static readonly BulkCopyOptions s_bulk = new() { BulkCopyType = BulkCopyType.MultipleRows };
    private static readonly BulkCopyOptions s_withIds = s_bulk with { KeepIdentity = true };
    private readonly SemaphoreSlim _turn = new(1, 1);

    public DataConnection Connect() => database.Connect();

    /// <summary>The turn to write; disposing it says that contacts changed.</summary>
    public async Task<IDisposable> WriteAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        return new Turn(this);
    }

    public async Task<Contact?> FindAsync(DataConnection db, long id, CancellationToken cancellationToken) => (await LoadAsync(db, [id], cancellationToken)).FirstOrDefault();

    /// <summary>Those of these ids that are there, in the order of the ids.</summary>
    public async Task<IReadOnlyList<Contact>> LoadAsync(DataConnection db, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return [];
        var rows = await db.GetTable<ContactRow>().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellationToken);
        var numbers = (await db.GetTable<ContactNumberRow>().Where(n => ids.Contains(n.ContactId)).OrderBy(n => n.Place).ToListAsync(cancellationToken)).ToLookup(n => n.ContactId);
        var tags = (await db.GetTable<ContactTagRow>().Where(t => ids.Contains(t.ContactId)).ToListAsync(cancellationToken)).ToLookup(t => t.ContactId, t => t.Tag);
        return [.. ids.Distinct().Where(rows.ContainsKey).Select(id => Of(rows[id], numbers[id], tags[id]))];
    }

    /// <returns>The contact with its id, in its first version.</returns>
    public async Task<Contact> InsertAsync(DataConnection db, Contact contact, CancellationToken cancellationToken) => (await InsertAsync(db, [contact], cancellationToken))[0];

    /// <summary>In the order given. Within a transaction of the caller, and in his turn.</summary>
    public async Task<IReadOnlyList<Contact>> InsertAsync(DataConnection db, IReadOnlyList<Contact> contacts, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // The database gives the first one its id, and so never one that was given before: the audit and imports name contacts by it.
        var first = await db.InsertWithInt64IdentityAsync(RowOf(contacts[0] with { Version = 1, ChangedAt = now }, now), token: cancellationToken);
        List<Contact> made = [.. contacts.Select((contact, i) => contact with { Id = first + i, Version = 1, ChangedAt = now })];
        await db.BulkCopyAsync(s_withIds, made.Skip(1).Select(c => RowOf(c, now)), cancellationToken);
        await WritePartsAsync(db, made, cancellationToken);
        return made;
    }

    /// <summary>Writes over the version that the contact was read with.</summary>
    /// <returns>The contact in its next version; null where somebody else was faster, or it is gone.</returns>
    public async Task<Contact?> UpdateAsync(DataConnection db, Contact contact, CancellationToken cancellationToken)
    {
        var next = contact with { Version = contact.Version + 1, ChangedAt = time.GetUtcNow() };
        var row = RowOf(next, next.ChangedAt);
        var written = await db.GetTable<ContactRow>().Where(c => c.Id == contact.Id && c.Version == contact.Version)
            .Set(c => c.LastName, row.LastName).Set(c => c.FirstName, row.FirstName).Set(c => c.MiddleName, row.MiddleName)
            .Set(c => c.Company, row.Company).Set(c => c.Email, row.Email).Set(c => c.Notes, row.Notes).Set(c => c.Own, row.Own)
            .Set(c => c.SortName, row.SortName).Set(c => c.Search, row.Search).Set(c => c.ChangedAt, row.ChangedAt).Set(c => c.Version, row.Version)
            .UpdateAsync(cancellationToken);
        if (written == 0)
            return null;
        await DeletePartsAsync(db, [contact.Id], cancellationToken);
        await WritePartsAsync(db, [next], cancellationToken);
        return next;
    }

    public async Task DeleteAsync(DataConnection db, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        await DeletePartsAsync(db, ids, cancellationToken);
        await db.GetTable<ContactRow>().Where(c => ids.Contains(c.Id)).DeleteAsync(cancellationToken);
    }

    public static string SortNameOf(Contact contact)
    {
        var text = ContactWords.Fold(contact.Name.Length == 0 ? contact.Numbers.FirstOrDefault()?.Number ?? "" : contact.Name == contact.Company ? contact.Company : $"{contact.Name} {contact.Company}");
        return text.Length <= ContactRow.SortLimit ? text : text[..ContactRow.SortLimit];
    }

    internal string SearchOf(Contact contact)
    {
        var notes = contact.Notes.Length <= FoundNotes ? contact.Notes : contact.Notes[..FoundNotes];
        var text = ContactWords.Fold(string.Join(' ', [contact.Name, contact.Company, contact.Email, .. contact.Tags, .. contact.Own.Values, notes]));
        return string.Join(' ', contact.Numbers.Select(n => forms.SearchDigits(n.Number, n.Typed)).Append(text));
    }

    private static async Task DeletePartsAsync(DataConnection db, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        await db.GetTable<ContactNumberRow>().Where(n => ids.Contains(n.ContactId)).DeleteAsync(cancellationToken);
        await db.GetTable<ContactTagRow>().Where(t => ids.Contains(t.ContactId)).DeleteAsync(cancellationToken);
    }

    private static async Task WritePartsAsync(DataConnection db, IReadOnlyList<Contact> contacts, CancellationToken cancellationToken)
    {
        await db.BulkCopyAsync(s_bulk, contacts.SelectMany(c => c.Numbers.Select((n, i) => new ContactNumberRow { ContactId = c.Id, Place = i, Number = n.Number, Typed = n.Typed, Kind = (int)n.Kind })), cancellationToken);
        await db.BulkCopyAsync(s_bulk, contacts.SelectMany(c => c.Tags.Select(t => new ContactTagRow { ContactId = c.Id, Tag = t })), cancellationToken);
    }

    private ContactRow RowOf(Contact contact, DateTimeOffset createdAt) => new()
    {
        Id = contact.Id,
        LastName = contact.LastName,
        FirstName = contact.FirstName,
        MiddleName = contact.MiddleName,
        Company = contact.Company,
        Email = contact.Email,
        Notes = contact.Notes,
        Own = contact.Own.Count == 0 ? "" : JsonSerializer.Serialize(contact.Own),
        SortName = SortNameOf(contact),
        Search = SearchOf(contact),
        CreatedAt = createdAt.ToUnixTimeMilliseconds(),
        ChangedAt = contact.ChangedAt.ToUnixTimeMilliseconds(),
        Version = contact.Version,
    };

    private static Contact Of(ContactRow row, IEnumerable<ContactNumberRow> numbers, IEnumerable<string> tags) => new()
    {
        Id = row.Id,
        LastName = row.LastName,
        FirstName = row.FirstName,
        MiddleName = row.MiddleName,
        Company = row.Company,
        Email = row.Email,
        Notes = row.Notes,
        Numbers = [.. numbers.Select(n => new ContactNumber(n.Number, n.Typed, (NumberKind)n.Kind))],
        Tags = [.. tags.Order(StringComparer.Ordinal)],
        Own = row.Own.Length == 0 ? new Dictionary<int, string>() : JsonSerializer.Deserialize<Dictionary<int, string>>(row.Own)!,
        ChangedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.ChangedAt),
        Version = row.Version,
    };

    private sealed class Turn(ContactStore store) : IDisposable
    {
        public void Dispose()
        {
            store._turn.Release();
            store.Raise();
        }
    }

    private void Raise() => changes.Raise();
}

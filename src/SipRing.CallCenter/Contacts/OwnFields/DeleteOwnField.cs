using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Contacts.OwnFields;

/// <summary>Takes a field off every card, with what stands in it.</summary>
public sealed class DeleteOwnField
{
    private const int AtOnce = 500;
    private readonly Database _database;
    private readonly ContactStore _store;
    private readonly OwnFieldList _fields;
    private readonly IAuditLog _audit;

    internal DeleteOwnField(Database database, ContactStore store, OwnFieldList fields, IAuditLog audit) => (_database, _store, _fields, _audit) = (database, store, fields, audit);

    /// <summary>How many contacts lose a value: a person is asked with it.</summary>
    public async Task<Result<int>> CountAsync(Actor actor, int id, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageDirectory) is { } forbidden)
            return forbidden;
        await using var db = _database.Connect();
        return await With(db.GetTable<ContactRow>(), id).CountAsync(cancellationToken);
    }

    public async Task<Result<Done>> HandleAsync(Actor actor, int id, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageDirectory) is { } forbidden)
            return forbidden;
        var field = (await _fields.AllAsync(cancellationToken)).FirstOrDefault(f => f.Id == id);
        if (field is null)
            return OwnField.Unknown(id);
        var emptied = 0;
        using (await _store.WriteAsync(cancellationToken))
        {
            await using var db = _database.Connect();
            // The field goes first: what is saved meanwhile has no value of it any more.
            await db.GetTable<ContactFieldRow>().Where(f => f.Id == id).DeleteAsync(cancellationToken);
            _fields.Forget();
            while (await With(db.GetTable<ContactRow>(), id).OrderBy(c => c.Id).Select(c => c.Id).Take(AtOnce).ToListAsync(cancellationToken) is { Count: > 0 } ids)
            {
                await using var transaction = await db.BeginTransactionAsync(cancellationToken);
                foreach (var contact in await _store.LoadAsync(db, ids, cancellationToken))
                    await _store.UpdateAsync(db, contact with { Own = contact.Own.Where(o => o.Key != id).ToDictionary() }, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                emptied += ids.Count;
            }
        }

        await _audit.WriteAsync(actor, "contact-field.delete", $"contact field {id}", $"{field.Name}, {emptied} values", cancellationToken);
        return default(Done);
    }

    // Own fields are kept as JSON by id.
    private static IQueryable<ContactRow> With(IQueryable<ContactRow> contacts, int id)
    {
        var key = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\"{id}\":");
        return contacts.Where(c => c.Own.Contains(key));
    }
}

using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Contacts;

/// <summary>Removes a contact. The audit keeps its name and numbers.</summary>
public sealed class DeleteContact
{
    private readonly ContactStore _store;
    private readonly IAuditLog _audit;

    internal DeleteContact(ContactStore store, IAuditLog audit) => (_store, _audit) = (store, audit);

    public async Task<Result<Done>> HandleAsync(Actor actor, long id, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageDirectory) is { } forbidden)
            return forbidden;
        Contact? contact;
        using (await _store.WriteAsync(cancellationToken))
        {
            await using var db = _store.Connect();
            await using var transaction = await db.BeginTransactionAsync(cancellationToken);
            contact = await _store.FindAsync(db, id, cancellationToken);
            if (contact is null)
                return Contact.Unknown(id);
            await _store.DeleteAsync(db, [id], cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        await _audit.WriteAsync(actor, "contact.delete", Contact.Target(id), ContactDifference.Describe(contact), cancellationToken);
        return default(Done);
    }
}

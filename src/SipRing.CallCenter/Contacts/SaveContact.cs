using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Contacts.OwnFields;

namespace SipRing.CallCenter.Contacts;

/// <summary>Adds a contact, or changes one in the version that the person had before him.</summary>
public sealed class SaveContact
{
    private readonly ContactStore _store;
    private readonly ContactRules _rules;
    private readonly OwnFieldList _fields;
    private readonly IAuditLog _audit;

    internal SaveContact(ContactStore store, ContactRules rules, OwnFieldList fields, IAuditLog audit) => (_store, _rules, _fields, _audit) = (store, rules, fields, audit);

    /// <param name="Id">Null adds one.</param>
    /// <param name="Version">That of the contact as it was read; null overwrites whatever is there.</param>
    public sealed record Request(ContactDraft Draft, long? Id = null, int? Version = null);

    public async Task<Result<Contact>> HandleAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageDirectory) is { } forbidden)
            return forbidden;
        var fields = await _fields.AllAsync(cancellationToken);
        var read = _rules.Check(request.Draft, fields);
        if (!read.Succeeded)
            return read.Refusal;
        var written = request.Id is { } id ? await ChangeAsync(id, request.Version, read.Value, cancellationToken) : await AddAsync(read.Value, cancellationToken);
        if (!written.Succeeded)
            return written.Refusal;
        var (before, after) = written.Value;
        var detail = before is null ? ContactDifference.Describe(after) : ContactDifference.Between(before, after, fields);
        if (before is null || detail.Length > 0)
            await _audit.WriteAsync(actor, before is null ? "contact.create" : "contact.change", Contact.Target(after.Id), detail, cancellationToken);
        return after;
    }

    private async Task<Result<(Contact? Before, Contact After)>> AddAsync(Contact contact, CancellationToken cancellationToken)
    {
        using var turn = await _store.WriteAsync(cancellationToken);
        await using var db = _store.Connect();
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        var added = await _store.InsertAsync(db, contact, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (null, added);
    }

    private async Task<Result<(Contact? Before, Contact After)>> ChangeAsync(long id, int? version, Contact contact, CancellationToken cancellationToken)
    {
        using var turn = await _store.WriteAsync(cancellationToken);
        await using var db = _store.Connect();
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        if (await _store.FindAsync(db, id, cancellationToken) is not { } before)
            return Contact.Unknown(id);
        if (version is { } seen && seen != before.Version)
            return Contact.Changed(before);
        var next = contact with { Id = id, Version = before.Version, ChangedAt = before.ChangedAt };
        if (ContactDifference.Between(before, next, []).Length == 0 && before.Numbers.SequenceEqual(next.Numbers))
            return (before, before);
        if (await _store.UpdateAsync(db, next, cancellationToken) is not { } after)
            return Contact.Changed(before);
        await transaction.CommitAsync(cancellationToken);
        return (before, after);
    }
}

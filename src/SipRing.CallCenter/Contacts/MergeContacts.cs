using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Contacts.OwnFields;

namespace SipRing.CallCenter.Contacts;

/// <summary>
/// One contact instead of two that are the same person. The kept one's words stand; what it lacks, and all numbers, tags and notes,
/// come from the other, which is then removed. Words of the other that differ go into the notes.
/// </summary>
public sealed class MergeContacts
{
    private readonly ContactStore _store;
    private readonly OwnFieldList _fields;
    private readonly IAuditLog _audit;

    internal MergeContacts(ContactStore store, OwnFieldList fields, IAuditLog audit) => (_store, _fields, _audit) = (store, fields, audit);

    public async Task<Result<Contact>> HandleAsync(Actor actor, long keep, long other, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageDirectory) is { } forbidden)
            return forbidden;
        if (keep == other)
            return new Refusal("merge-itself", "A contact cannot be merged with itself.", "other");
        var fields = await _fields.AllAsync(cancellationToken);
        Contact first, second, merged;
        using (await _store.WriteAsync(cancellationToken))
        {
            await using var db = _store.Connect();
            await using var transaction = await db.BeginTransactionAsync(cancellationToken);
            if (await _store.FindAsync(db, keep, cancellationToken) is not { } kept)
                return Contact.Unknown(keep);
            if (await _store.FindAsync(db, other, cancellationToken) is not { } gone)
                return Contact.Unknown(other);
            (first, second) = (kept, gone);
            var told = gone with { Notes = string.Join('\n', Differing(kept, gone, fields).Append(gone.Notes).Where(n => n.Length > 0)) };
            if (!ContactMerge.Fits(kept, told))
                return new Refusal("merge-large", $"Both together are too much for one contact: at most {Contact.MostNumbers} numbers, {Contact.MostTags} tags, {Contact.NotesLimit} characters of notes.", null, RefusalKind.Conflict, Contact.MostNumbers, Contact.MostTags, Contact.NotesLimit);
            if (await _store.UpdateAsync(db, ContactMerge.Of(kept, told), cancellationToken) is not { } written)
                return Contact.Changed(kept);
            merged = written;
            await _store.DeleteAsync(db, [other], cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        await _audit.WriteAsync(actor, "contact.merge", Contact.Target(keep), $"with contact {other} ({ContactDifference.Describe(second)}): {ContactDifference.Between(first, merged, fields)}", cancellationToken);
        await _audit.WriteAsync(actor, "contact.delete", Contact.Target(other), $"merged into contact {keep}: {ContactDifference.Describe(second)}", cancellationToken);
        return merged;
    }

    private static IEnumerable<string> Differing(Contact first, Contact second, IReadOnlyList<OwnField> fields)
    {
        var differing = ContactMerge.Kept(first, second).ToHashSet(StringComparer.Ordinal);
        if (differing.Overlaps(["lastName", "firstName", "middleName"]))
            yield return second.Name;
        if (differing.Contains("company"))
            yield return second.Company;
        if (differing.Contains("email"))
            yield return second.Email;
        foreach (var field in fields.Where(f => differing.Contains(f.FormName)))
            yield return $"{field.Name}: {second.Own[field.Id]}";
    }
}

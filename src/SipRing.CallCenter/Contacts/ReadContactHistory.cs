using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Contacts;

/// <param name="Action">As the audit names it; "contact.import" for what a file did.</param>
/// <param name="Detail">What changed; of an import the file.</param>
public sealed record ContactChange(DateTimeOffset At, string Actor, string Action, string Detail);

/// <summary>Who changed a contact, newest first: by hand from the audit, by a file from the imports.</summary>
public sealed class ReadContactHistory
{
    private const int Most = 50;
    private readonly ContactStore _store;
    private readonly IAuditEntries _audit;

    internal ReadContactHistory(ContactStore store, IAuditEntries audit) => (_store, _audit) = (store, audit);

    public async Task<Result<IReadOnlyList<ContactChange>>> HandleAsync(Actor actor, long id, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeDirectory) is { } forbidden)
            return forbidden;
        var byHand = await _audit.ListAsync(new() { Target = Contact.Target(id) }, null, Most, cancellationToken);
        await using var db = _store.Connect();
        var steps = from step in db.GetTable<ContactImportStepRow>()
                    join import in db.GetTable<ContactImportRow>() on step.ImportId equals import.Id
                    where step.ContactId == id
                    orderby import.Id descending
                    select new { import.At, import.Actor, import.File };
        var byFile = await steps.Take(Most).ToListAsync(cancellationToken);
        return Result.Of<IReadOnlyList<ContactChange>>(
        [
            .. byHand.Select(e => new ContactChange(e.At, e.Actor, e.Action, e.Detail ?? ""))
                .Concat(byFile.Select(s => new ContactChange(DateTimeOffset.FromUnixTimeMilliseconds(s.At), s.Actor, "contact.import", s.File)))
                .OrderByDescending(c => c.At).Take(Most),
        ]);
    }
}

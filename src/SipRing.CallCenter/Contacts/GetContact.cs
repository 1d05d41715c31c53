using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Contacts;

/// <summary>One contact, those of a number, and those that may be the same one.</summary>
public sealed class GetContact
{
    private const int MostSimilar = 10;
    private readonly ContactStore _store;
    private readonly ContactRules _rules;

    internal GetContact(ContactStore store, ContactRules rules) => (_store, _rules) = (store, rules);

    public async Task<Result<Contact>> HandleAsync(Actor actor, long id, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeDirectory) is { } forbidden)
            return forbidden;
        await using var db = _store.Connect();
        return await _store.FindAsync(db, id, cancellationToken) is { } contact ? contact : Contact.Unknown(id);
    }

    /// <summary>Everybody with this number, in any form; the first made first, as the name of a caller is chosen.</summary>
    public async Task<Result<IReadOnlyList<Contact>>> OfNumberAsync(Actor actor, string typed, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeDirectory) is { } forbidden)
            return forbidden;
        if (_rules.NumberOf(typed) is not { } number)
            return Result.Of<IReadOnlyList<Contact>>([]);
        await using var db = _store.Connect();
        var ids = await db.GetTable<ContactNumberRow>().Where(n => n.Number == number).OrderBy(n => n.ContactId).Select(n => n.ContactId).Distinct().Take(MostSimilar).ToListAsync(cancellationToken);
        return Result.Of(await _store.LoadAsync(db, [.. ids.Order()], cancellationToken));
    }

    /// <summary>Others with a number or the name of this one: perhaps entered twice.</summary>
    public async Task<Result<IReadOnlyList<Contact>>> SimilarAsync(Actor actor, long id, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeDirectory) is { } forbidden)
            return forbidden;
        await using var db = _store.Connect();
        if (await _store.FindAsync(db, id, cancellationToken) is not { } contact)
            return Contact.Unknown(id);
        var numbers = contact.Numbers.Select(n => n.Number).ToList();
        var name = ContactStore.SortNameOf(contact);
        var byNumber = numbers.Count == 0 ? [] : await db.GetTable<ContactNumberRow>().Where(n => numbers.Contains(n.Number) && n.ContactId != id).Select(n => n.ContactId).Distinct().Take(MostSimilar).ToListAsync(cancellationToken);
        var byName = await db.GetTable<ContactRow>().Where(c => c.SortName == name && c.Id != id).Select(c => c.Id).Take(MostSimilar).ToListAsync(cancellationToken);
        return Result.Of(await _store.LoadAsync(db, [.. byNumber.Concat(byName).Distinct().Order().Take(MostSimilar)], cancellationToken));
    }
}

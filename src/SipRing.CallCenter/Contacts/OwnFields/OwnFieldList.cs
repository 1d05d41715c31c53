using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Contacts.OwnFields;

/// <summary>The own fields, in the order of the card. Few and seldom changed, so they are kept in memory.</summary>
public sealed class OwnFieldList(Database database)
{
    private volatile IReadOnlyList<OwnField>? _known;

    public async Task<IReadOnlyList<OwnField>> AllAsync(CancellationToken cancellationToken)
    {
        if (_known is { } known)
            return known;
        await using var db = database.Connect();
        var rows = await db.GetTable<ContactFieldRow>().OrderBy(f => f.Place).ThenBy(f => f.Id).ToListAsync(cancellationToken);
        return _known = rows.ConvertAll(Of);
    }

    public async Task<Result<IReadOnlyList<OwnField>>> HandleAsync(Actor actor, CancellationToken cancellationToken) =>
        actor.Require(Permission.SeeDirectory) is { } forbidden ? forbidden : Result.Of(await AllAsync(cancellationToken));

    internal void Forget() => _known = null;

    private static OwnField Of(ContactFieldRow row) =>
        new(row.Id, row.Name, (OwnFieldKind)row.Kind, row.Choices.Split('\n', StringSplitOptions.RemoveEmptyEntries), row.Place);
}

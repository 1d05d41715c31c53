using System.Runtime.CompilerServices;
using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Contacts.Import;
using SipRing.CallCenter.Contacts.OwnFields;

namespace SipRing.CallCenter.Contacts;

/// <summary>Contacts as rows of a table that the import reads again. Whoever takes the whole directory along is written down.</summary>
public sealed class ExportContacts
{
    private const int AtOnce = 500;
    private readonly ContactStore _store;
    private readonly ListContacts _list;
    private readonly OwnFieldList _fields;
    private readonly IAuditLog _audit;

    internal ExportContacts(ContactStore store, ListContacts list, OwnFieldList fields, IAuditLog audit) => (_store, _list, _fields, _audit) = (store, list, fields, audit);

    /// <param name="Columns">What each column holds (<see cref="ContactColumn"/>); an own field's head is its name.</param>
    /// <param name="Rows">Read while they are written.</param>
    public sealed record Table(IReadOnlyList<string> Columns, IReadOnlyList<OwnField> Fields, IAsyncEnumerable<IReadOnlyList<string>> Rows);

    public async Task<Result<Table>> HandleAsync(Actor actor, ListContacts.Request request, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageDirectory) is { } forbidden)
            return forbidden;
        var fields = await _fields.AllAsync(cancellationToken);
        List<string> columns = [.. ContactColumn.Usual.Where(c => c != ContactColumn.FullName), .. fields.Select(f => ContactColumn.OfOwn(f.Id))];
        await _audit.WriteAsync(actor, "contacts.export", "contacts", request is { Find: null or "", Tag: null or "" } ? "all" : $"find '{request.Find}' tag '{request.Tag}'", cancellationToken);
        return new Table(columns, fields, RowsAsync(columns, request, cancellationToken));
    }

    private async IAsyncEnumerable<IReadOnlyList<string>> RowsAsync(IReadOnlyList<string> columns, ListContacts.Request request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var db = _store.Connect();
        // Which they are is known at the beginning: contacts that are added meanwhile do not shift them.
        var ids = await _list.Matching(db, request).OrderBy(c => c.SortName).ThenBy(c => c.Id).Select(c => c.Id).ToListAsync(cancellationToken);
        foreach (var part in ids.Chunk(AtOnce))
        {
            foreach (var contact in await _store.LoadAsync(db, part, cancellationToken))
                yield return [.. columns.Select(c => Cell(contact, c))];
        }
    }

    private static string Cell(Contact contact, string column) => column switch
    {
        ContactColumn.LastName => contact.LastName,
        ContactColumn.FirstName => contact.FirstName,
        ContactColumn.MiddleName => contact.MiddleName,
        ContactColumn.Company => contact.Company,
        ContactColumn.Email => contact.Email,
        ContactColumn.Notes => contact.Notes,
        ContactColumn.Tags => string.Join(", ", contact.Tags),
        _ when ContactColumn.KindOf(column) is { } kind => string.Join(", ", contact.Numbers.Where(n => n.Kind == kind).Select(n => n.Typed)),
        _ when ContactColumn.OwnOf(column) is { } own => contact.Own.GetValueOrDefault(own, ""),
        _ => "",
    };
}

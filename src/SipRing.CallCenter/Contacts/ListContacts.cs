using System.Globalization;
using System.Text;
using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Contacts;

/// <summary>The directory, by name, a page at a time; with a question only what answers to every word of it.</summary>
public sealed class ListContacts
{
    private readonly ContactStore _store;
    private readonly NumberForms _forms;

    internal ListContacts(ContactStore store, NumberForms forms) => (_store, _forms) = (store, forms);

    /// <param name="Find">Words of a name, a company, a note, a tag; parts of numbers in any form.</param>
    /// <param name="Tag">Only with this tag.</param>
    /// <param name="Cursor"><c>Next</c> of the page before.</param>
    /// <param name="Limit">So many at most.</param>
    public sealed record Request(string? Find = null, string? Tag = null, string? Cursor = null, int Limit = 100);

    /// <param name="Next">Goes on behind this page; null where it was the last one.</param>
    public sealed record Page(IReadOnlyList<Contact> Items, string? Next);

    public async Task<Result<Page>> HandleAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeDirectory) is { } forbidden)
            return forbidden;
        var after = default((string Name, long Id));
        if (request.Cursor is { } cursor && !TryRead(cursor, out after))
            return new Refusal("cursor-invalid", "The cursor is none that an answer gave.", "cursor");

        await using var db = _store.Connect();
        var rows = Matching(db, request);
        if (request.Cursor is not null)
            rows = rows.Where(c => string.Compare(c.SortName, after.Name) > 0 || (c.SortName == after.Name && c.Id > after.Id));
        // Few answer to a question: to look at all rows as they lie is several times faster than by the index of names, which an expression keeps the database from.
        var ordered = string.IsNullOrWhiteSpace(request.Find) ? rows.OrderBy(c => c.SortName) : rows.OrderBy(c => Sql.Lower(c.SortName));
        var found = await ordered.ThenBy(c => c.Id).Select(c => new { c.Id, c.SortName }).Take(request.Limit + 1).ToListAsync(cancellationToken);
        var page = await _store.LoadAsync(db, [.. found.Take(request.Limit).Select(c => c.Id)], cancellationToken);
        return new Page(page, found.Count > request.Limit ? Write(found[request.Limit - 1].SortName, found[request.Limit - 1].Id) : null);
    }

    /// <summary>How many there are.</summary>
    public async Task<Result<int>> CountAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeDirectory) is { } forbidden)
            return forbidden;
        await using var db = _store.Connect();
        return await Matching(db, request).CountAsync(cancellationToken);
    }

    internal IQueryable<ContactRow> Matching(LinqToDB.Data.DataConnection db, Request request)
    {
        IQueryable<ContactRow> rows = db.GetTable<ContactRow>();
        foreach (var word in ContactWords.Of(request.Find, _forms))
        {
            var (text, or) = (word.Text, word.Or);
            rows = or is null ? rows.Where(c => c.Search.Contains(text)) : rows.Where(c => c.Search.Contains(text) || c.Search.Contains(or));
        }

        return request.Tag is { Length: > 0 } tag ? rows.Where(c => db.GetTable<ContactTagRow>().Any(t => t.ContactId == c.Id && t.Tag == tag)) : rows;
    }

    private static string Write(string name, long id) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id} {name}"))).Replace('+', '-').Replace('/', '_').TrimEnd('=');

    private static bool TryRead(string cursor, out (string Name, long Id) after)
    {
        after = default;
        var padded = cursor.Replace('-', '+').Replace('_', '/') + new string('=', (4 - (cursor.Length % 4)) % 4);
        var bytes = new byte[padded.Length];
        if (!Convert.TryFromBase64String(padded, bytes, out var length))
            return false;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var blank = text.IndexOf(' ', StringComparison.Ordinal);
        if (blank <= 0 || !long.TryParse(text.AsSpan(0, blank), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return false;
        after = (text[(blank + 1)..], id);
        return true;
    }
}

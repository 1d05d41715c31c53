using System.Globalization;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Departments;

/// <summary>
/// Keeps the departments in memory, as of the newest revision: every question about a right looks at the revision first, so that a limit
/// set by the command line holds at once.
/// </summary>
public sealed class DepartmentBook(Database database)
{
    private volatile DepartmentMap? _known;

    /// <summary>Raised after every change, whichever process made it.</summary>
    public event Action? Changed;

    /// <summary>As it was read last; null where it never was.</summary>
    public DepartmentMap? Known => _known;

    public async ValueTask<DepartmentMap> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        var known = _known;
        var revision = await RevisionAsync(db, cancellationToken);
        if (known?.Revision == revision)
            return known;
        var read = await LoadAsync(db, cancellationToken);
        await db.CloseAsync();

        // A reading that began before a change may end after a newer one.
        while (known is null || known.Revision < read.Revision)
        {
            if (Interlocked.CompareExchange(ref _known, read, known) == known)
            {
                Changed?.Invoke();
                return read;
            }

            known = _known;
        }

        return known;
    }

    /// <summary>Carries out a change as one transaction and takes it up.</summary>
    internal async Task<T> ChangeAsync<T>(Func<DataConnection, Task<T>> change, CancellationToken cancellationToken)
    {
        T result;
        await using (var db = database.Connect())
        {
            await using var transaction = await db.BeginTransactionAsync(cancellationToken);
            // First of all: whoever changes something at the same time waits here.
            await db.GetTable<RevisionRow>().Set(r => r.Revision, r => r.Revision + 1).UpdateAsync(cancellationToken);
            result = await change(db);
            await transaction.CommitAsync(cancellationToken);
        }

        await ReadAsync(CancellationToken.None);
        return result;
    }

    private static Task<long> RevisionAsync(DataConnection db, CancellationToken cancellationToken) =>
        db.GetTable<RevisionRow>().Where(r => r.Id == 1).Select(r => r.Revision).SingleAsync(cancellationToken);

    // Without a transaction, which would hold up writers of SQLite: what changed between two tables is read again.
    private static async Task<DepartmentMap> LoadAsync(DataConnection db, CancellationToken cancellationToken)
    {
        while (true)
        {
            var revision = await RevisionAsync(db, cancellationToken);
            var map = await LoadAsync(db, revision, cancellationToken);
            if (await RevisionAsync(db, cancellationToken) == revision)
                return map;
        }
    }

    private static async Task<DepartmentMap> LoadAsync(DataConnection db, long revision, CancellationToken cancellationToken)
    {
        var departments = await db.GetTable<DepartmentRow>().ToListAsync(cancellationToken);
        var members = (await db.GetTable<DepartmentMemberRow>().ToListAsync(cancellationToken)).ToLookup(m => m.Kind, StringComparer.Ordinal);
        var limits = new Dictionary<(ActorKind, string), IReadOnlySet<int>>();
        var to = (await db.GetTable<LimitedToRow>().ToListAsync(cancellationToken)).ToLookup(l => (l.Kind, l.Id), l => l.Department);
        var users = await (from l in db.GetTable<LimitedRow>()
                           join u in db.GetTable<UserRow>() on l.Id equals u.Id
                           where l.Kind == LimitedRow.User
                           select new { u.Id, u.Name }).ToListAsync(cancellationToken);
        foreach (var user in users)
            limits[(ActorKind.User, DepartmentMap.Key(ActorKind.User, user.Name))] = to[(LimitedRow.User, user.Id)].ToHashSet();
        var tokens = await (from l in db.GetTable<LimitedRow>()
                            join t in db.GetTable<ApiTokenRow>() on l.Id equals t.Id
                            where l.Kind == LimitedRow.Token && t.RevokedAt == null
                            select new { t.Id, t.Name }).ToListAsync(cancellationToken);
        foreach (var token in tokens)
            limits[(ActorKind.Token, token.Name)] = to[(LimitedRow.Token, token.Id)].ToHashSet();
        return new(
            revision,
            [.. departments.Select(d => d.ToDepartment()).OrderBy(d => d.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(d => d.Id)],
            members[DepartmentMemberRow.Extension].Select(m => (m.Member, m.Department)),
            members[DepartmentMemberRow.Agent].Select(m => (int.Parse(m.Member, CultureInfo.InvariantCulture), m.Department)),
            members[DepartmentMemberRow.Queue].Select(m => (m.Member, m.Department)),
            limits);
    }
}

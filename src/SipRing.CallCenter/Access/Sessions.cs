using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Access;

/// <summary>Tells whether a cookie, or a page that stays open, is still that person's with that password and role.</summary>
public sealed class Sessions(Database database)
{
    public async Task<bool> IsCurrentAsync(int userId, string stamp, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        var current = await db.GetTable<UserRow>().Where(u => u.Id == userId).Select(u => u.Stamp).FirstOrDefaultAsync(cancellationToken);
        return string.Equals(current, stamp, StringComparison.Ordinal);
    }
}

using System.Security.Cryptography;
using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Wallboards;

/// <summary>
/// Makes the link by which one board is seen without a sign-in. It is told once; the database keeps its digest. A new one ends
/// the one before.
/// </summary>
public sealed class ShareWallboard(Database database, WallboardChanges changes, TimeProvider time, IAuditLog audit)
{
    /// <summary>Lets a scanner of leaked secrets know what it found.</summary>
    private const string Prefix = "wb_";

    /// <param name="Secret">The last part of the link's address.</param>
    public sealed record Shared(string Secret, WallboardLink Link);

    public async Task<Result<Shared>> HandleAsync(Actor actor, int id, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ShareWallboards) is { } forbidden)
            return forbidden;

        // 256 random bits, as a token of the API: nobody goes through them, so a fast digest is right.
        var secret = Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).Replace('+', '-').Replace('/', '_').TrimEnd('=');
        var hash = Tokens.Hash(secret);
        var link = new WallboardLink(time.GetUtcNow(), actor.Name);
        await using var db = database.Connect();
        long? at = link.At.ToUnixTimeMilliseconds();
        var by = actor.Name.Length <= 100 ? actor.Name : actor.Name[..100];
        var changed = await db.GetTable<WallboardRow>().Where(r => r.Id == id)
            .Set(r => r.LinkHash, hash).Set(r => r.LinkAt, at).Set(r => r.LinkBy, by).UpdateAsync(cancellationToken);
        if (changed == 0)
            return GetWallboard.Unknown(id);
        await db.CloseAsync();
        changes.Raise(id);
        await audit.WriteAsync(actor, "wallboard.share", $"wallboard {id}", null, cancellationToken);
        return new Shared(secret, link);
    }
}

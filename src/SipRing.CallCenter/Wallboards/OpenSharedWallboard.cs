using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Wallboards;

/// <summary>The board behind a public link, while there is one. Asks for no right: whoever knows the link may see that board and nothing else.</summary>
public sealed class OpenSharedWallboard(Database database)
{
    private const int LengthLimit = 100;

    public async Task<Wallboard?> HandleAsync(string secret, CancellationToken cancellationToken)
    {
        if (secret.Length is 0 or > LengthLimit)
            return null;
        var hash = Tokens.Hash(secret);
        await using var db = database.Connect();
        return (await db.GetTable<WallboardRow>().FirstOrDefaultAsync(r => r.LinkHash == hash, cancellationToken))?.ToBoard();
    }
}

using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Access;

public sealed class ListTokens(Database database)
{
    public async Task<Result<IReadOnlyList<ApiToken>>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageUsers) is { } forbidden)
            return forbidden;
        await using var db = database.Connect();
        var rows = await db.GetTable<ApiTokenRow>().Where(t => t.RevokedAt == null).OrderBy(t => t.Name).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => row.ToToken());
    }
}

public sealed class RevokeToken(Database database, TimeProvider time, IAuditLog audit)
{
    public async Task<Result<Done>> HandleAsync(Actor actor, string name, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageUsers) is { } forbidden)
            return forbidden;
        await using var db = database.Connect();
        long? now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var revoked = await db.GetTable<ApiTokenRow>().Where(t => t.Name == name && t.RevokedAt == null).Set(t => t.RevokedAt, now).UpdateAsync(cancellationToken);
        if (revoked == 0)
            return new Refusal("token-unknown", $"There is no token named {name}.", "name", RefusalKind.NotFound, name);

        // A limit goes by the name, which another token may have from now on.
        await db.GetTable<RevisionRow>().Set(r => r.Revision, r => r.Revision + 1).UpdateAsync(cancellationToken);
        await db.CloseAsync();
        await audit.WriteAsync(actor, "token.revoke", $"token {name}", null, cancellationToken);
        return default(Done);
    }
}

/// <summary>Finds the program behind a token that came with a request.</summary>
public sealed class RecognizeToken(Database database, TimeProvider time)
{
    private const int LengthLimit = 200;
    private static readonly TimeSpan s_usedResolution = TimeSpan.FromMinutes(1);

    public async Task<ApiToken?> HandleAsync(string token, CancellationToken cancellationToken)
    {
        if (token.Length is 0 or > LengthLimit)
            return null;
        var hash = Tokens.Hash(token);
        await using var db = database.Connect();
        var row = await db.GetTable<ApiTokenRow>().FirstOrDefaultAsync(t => t.Hash == hash && t.RevokedAt == null, cancellationToken);
        if (row is null)
            return null;

        // Once a minute is enough to see which tokens live; a write for each request would be the dearest part of it.
        long? now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (row.UsedAt is not { } used || now - used >= (long)s_usedResolution.TotalMilliseconds)
            await db.GetTable<ApiTokenRow>().Where(t => t.Id == row.Id).Set(t => t.UsedAt, now).UpdateAsync(cancellationToken);
        return row.ToToken();
    }
}

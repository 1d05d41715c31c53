using System.Security.Cryptography;
using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Access;

/// <summary>A bearer token for a program. It is shown once; only its digest is kept.</summary>
public sealed class CreateToken(Database database, TimeProvider time, IAuditLog audit)
{
    public async Task<Result<string>> HandleAsync(Actor actor, string name, Role role, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageUsers) is { } forbidden)
            return forbidden;
        name = name.Trim();
        if (name.Length is 0 or > ApiToken.NameLimit || name.Any(char.IsControl))
            return new Refusal("token-name-invalid", $"A token's name has 1 to {ApiToken.NameLimit} characters.", "name", RefusalKind.Invalid, ApiToken.NameLimit);

        await using var db = database.Connect();
        if (await db.GetTable<ApiTokenRow>().AnyAsync(t => t.Name == name && t.RevokedAt == null, cancellationToken))
            return new Refusal("token-exists", $"There is a token named {name} already; revoke it first or take another name.", "name", RefusalKind.Conflict, name);

        var token = Tokens.Create();
        await db.InsertAsync(new ApiTokenRow { Name = name, Hash = Tokens.Hash(token), Role = role.ToString().ToLowerInvariant(), CreatedAt = time.GetUtcNow().ToUnixTimeMilliseconds() }, token: cancellationToken);
        await db.CloseAsync();
        await audit.WriteAsync(actor, "token.create", $"token {name}", $"role {role}", cancellationToken);
        return token;
    }
}

internal static class Tokens
{
    private const string Prefix = "sr_";

    /// <summary>256 random bits. The prefix lets a scanner of leaked secrets know them.</summary>
    public static string Create() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).Replace('+', '-').Replace('/', '_').TrimEnd('=');

    /// <summary>A fast digest is right here: nobody can go through 2^256 tokens.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token)));
}

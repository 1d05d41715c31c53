using System.Globalization;
using System.Security.Cryptography;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Access;

/// <summary>A bearer token for a program. It is shown once; only its digest is kept.</summary>
public sealed class CreateToken(Database database, TimeProvider time, IAuditLog audit)
{
    /// <param name="Name">As asked for, or with a number behind it where that was taken.</param>
    /// <param name="Token">What the program sends.</param>
    public sealed record Created(string Name, string Token);

    public async Task<Result<Created>> HandleAsync(Actor actor, string name, Role role, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageUsers) is { } forbidden)
            return forbidden;
        name = name.Trim();
        if (name.Length is 0 or > ApiToken.NameLimit || name.Any(char.IsControl))
            return new Refusal("token-name-invalid", $"A token's name has 1 to {ApiToken.NameLimit} characters.", "name", RefusalKind.Invalid, ApiToken.NameLimit);

        await using var db = database.Connect();
        name = await FreeAsync(db, name, cancellationToken);
        var token = Tokens.Create();
        await db.InsertAsync(new ApiTokenRow { Name = name, Hash = Tokens.Hash(token), Role = role.ToString().ToLowerInvariant(), CreatedAt = time.GetUtcNow().ToUnixTimeMilliseconds() }, token: cancellationToken);
        await db.CloseAsync();
        await audit.WriteAsync(actor, "token.create", $"token {name}", $"role {role}", cancellationToken);
        return new Created(name, token);
    }

    /// <summary>
    /// A token whose owner lost it must not keep a script from its next run, and the audit must tell the two apart: the
    /// second "setup" is "setup-2".
    /// </summary>
    private static async Task<string> FreeAsync(DataConnection db, string name, CancellationToken cancellationToken)
    {
        var taken = (await db.GetTable<ApiTokenRow>().Where(t => t.RevokedAt == null).Select(t => t.Name).ToListAsync(cancellationToken)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var free = name;
        for (var number = 2; taken.Contains(free); number++)
        {
            var ending = string.Create(CultureInfo.InvariantCulture, $"-{number}");
            free = name[..Math.Min(name.Length, ApiToken.NameLimit - ending.Length)] + ending;
        }

        return free;
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

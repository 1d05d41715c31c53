namespace SipRing.CallCenter.Access;

/// <summary>A program that calls the API. The token itself is known to its owner only; the database keeps a digest.</summary>
public sealed record ApiToken(int Id, string Name, Role Role, DateTimeOffset CreatedAt, DateTimeOffset? UsedAt, DateTimeOffset? RevokedAt)
{
    public const int NameLimit = 64;
}

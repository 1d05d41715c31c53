using FluentMigrator;
using LinqToDB.Mapping;

namespace SipRing.CallCenter.Access;

/// <summary>People who sign in, programs with a token, and the wrong attempts of both and of phones.</summary>
[Migration(202611232001, "Users, tokens and failed attempts")]
public sealed class AccessTables : AutoReversingMigration
{
    public override void Up()
    {
        Create.Table("users")
            .WithColumn("id").AsInt32().PrimaryKey().Identity()
            .WithColumn("name").AsString(User.NameLimit).NotNullable()
            .WithColumn("name_key").AsString(User.NameLimit).NotNullable().Unique("ux_users_name_key")
            .WithColumn("role").AsString(20).NotNullable()
            .WithColumn("password_hash").AsString(200).NotNullable()
            .WithColumn("must_change").AsBoolean().NotNullable()
            .WithColumn("one_time").AsBoolean().NotNullable()
            .WithColumn("stamp").AsString(32).NotNullable()
            .WithColumn("created_at").AsInt64().NotNullable();

        Create.Table("api_tokens")
            .WithColumn("id").AsInt32().PrimaryKey().Identity()
            .WithColumn("name").AsString(ApiToken.NameLimit).NotNullable()
            .WithColumn("hash").AsString(64).NotNullable().Unique("ux_api_tokens_hash")
            .WithColumn("role").AsString(20).NotNullable()
            .WithColumn("created_at").AsInt64().NotNullable()
            .WithColumn("used_at").AsInt64().Nullable()
            .WithColumn("revoked_at").AsInt64().Nullable();

        Create.Table("failed_attempts")
            .WithColumn("id").AsInt64().PrimaryKey().Identity()
            .WithColumn("subject").AsString(100).NotNullable()
            .WithColumn("at").AsInt64().NotNullable()
            .WithColumn("locks_until").AsInt64().Nullable();
        Create.Index("ix_failed_attempts_subject").OnTable("failed_attempts").OnColumn("subject").Ascending().OnColumn("at").Ascending();
    }
}

[Migration(202611271011, "Logins of operators, disabled users, last sign-in")]
public sealed class UserColumns : AutoReversingMigration
{
    public override void Up()
    {
        Alter.Table("users").AddColumn("agent_id").AsInt32().Nullable();
        Alter.Table("users").AddColumn("disabled_at").AsInt64().Nullable();
        Alter.Table("users").AddColumn("signed_in_at").AsInt64().Nullable();
        Create.Index("ux_users_agent").OnTable("users").OnColumn("agent_id").Ascending().WithOptions().Unique();
    }
}

[Table("users")]
internal sealed record UserRow
{
    [Column("id"), PrimaryKey, Identity] public int Id { get; init; }
    [Column("name")] public required string Name { get; init; }

    /// <summary>The name in lower case: names differ by more than case, in either database.</summary>
    [Column("name_key")] public required string NameKey { get; init; }
    [Column("role")] public required string Role { get; init; }
    [Column("password_hash")] public required string PasswordHash { get; init; }
    [Column("must_change")] public bool MustChange { get; init; }

    /// <summary>The password was made by SipRing at a start and printed there; nobody has chosen one yet.</summary>
    [Column("one_time")] public bool OneTime { get; init; }
    [Column("stamp")] public required string Stamp { get; init; }
    [Column("created_at")] public long CreatedAt { get; init; }

    /// <summary>The operator whose login it is.</summary>
    [Column("agent_id")] public int? AgentId { get; init; }
    [Column("disabled_at")] public long? DisabledAt { get; init; }
    [Column("signed_in_at")] public long? SignedInAt { get; init; }

    /// <summary>Somebody who may sign in with a password that was made for him.</summary>
    public static UserRow New(string name, Role role, string passwordHash, DateTimeOffset now) => new()
    {
        Name = name,
        NameKey = User.Key(name),
        Role = role.ToString().ToLowerInvariant(),
        PasswordHash = passwordHash,
        MustChange = true,
        Stamp = UserPasswords.NewStamp(),
        CreatedAt = now.ToUnixTimeMilliseconds(),
    };

    public User ToUser() => new(Id, Name, Enum.Parse<Role>(Role, ignoreCase: true), MustChange, Stamp, DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt))
    {
        AgentId = AgentId,
        DisabledAt = Moment(DisabledAt),
        SignedInAt = Moment(SignedInAt),
    };

    private static DateTimeOffset? Moment(long? milliseconds) => milliseconds is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
}

[Table("api_tokens")]
internal sealed record ApiTokenRow
{
    [Column("id"), PrimaryKey, Identity] public int Id { get; init; }
    [Column("name")] public required string Name { get; init; }
    [Column("hash")] public required string Hash { get; init; }
    [Column("role")] public required string Role { get; init; }
    [Column("created_at")] public long CreatedAt { get; init; }
    [Column("used_at")] public long? UsedAt { get; init; }
    [Column("revoked_at")] public long? RevokedAt { get; init; }

    public ApiToken ToToken() => new(Id, Name, Enum.Parse<Role>(Role, ignoreCase: true), Moment(CreatedAt)!.Value, Moment(UsedAt), Moment(RevokedAt));

    private static DateTimeOffset? Moment(long? milliseconds) => milliseconds is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
}

[Table("failed_attempts")]
internal sealed record FailedAttemptRow
{
    [Column("id"), PrimaryKey, Identity] public long Id { get; init; }
    [Column("subject")] public required string Subject { get; init; }
    [Column("at")] public long At { get; init; }
    [Column("locks_until")] public long? LocksUntil { get; init; }
}

using FluentMigrator;
using LinqToDB.Mapping;

namespace SipRing.CallCenter.Agents;

[Migration(202611232010, "Agents and who is logged in where")]
public sealed class AgentTables : AutoReversingMigration
{
    public override void Up()
    {
        Create.Table("agents")
            .WithColumn("id").AsInt32().PrimaryKey().Identity()
            .WithColumn("name").AsString(Agent.NameLimit).NotNullable()
            .WithColumn("pin_hash").AsString(64).Nullable().Unique("ux_agents_pin_hash")
            .WithColumn("created_at").AsInt64().NotNullable()
            .WithColumn("dismissed_at").AsInt64().Nullable();

        Create.Table("memberships")
            .WithColumn("id").AsInt32().PrimaryKey().Identity()
            .WithColumn("queue").AsString(20).NotNullable()
            .WithColumn("extension").AsString(20).NotNullable()
            .WithColumn("agent_id").AsInt32().NotNullable().Indexed("ix_memberships_agent")
            .WithColumn("name").AsString(Agent.NameLimit).NotNullable()
            .WithColumn("logged_in_at").AsInt64().NotNullable()
            .WithColumn("state").AsString(10).NotNullable()
            .WithColumn("paused").AsBoolean().NotNullable()
            .WithColumn("reason").AsString(MemberReason.Limit).Nullable();
        Create.Index("ux_memberships_place").OnTable("memberships")
            .OnColumn("queue").Ascending().OnColumn("extension").Ascending().WithOptions().Unique();

        Create.Table("membership_checks")
            .WithColumn("pbx").AsString(64).PrimaryKey()
            .WithColumn("started").AsString(64).NotNullable();
    }
}

[Migration(202611242010, "Names of members in queue_log")]
public sealed class LogNameColumn : AutoReversingMigration
{
    public override void Up() => Alter.Table("memberships").AddColumn("log_name").AsString(QueueMembers.LogNameBytes).NotNullable().WithDefaultValue("");
}

[Table("agents")]
internal sealed record AgentRow
{
    [Column("id"), PrimaryKey, Identity] public int Id { get; init; }
    [Column("name")] public required string Name { get; init; }

    /// <summary>Null once dismissed: the PIN is free for somebody else.</summary>
    [Column("pin_hash")] public string? PinHash { get; init; }
    [Column("created_at")] public long CreatedAt { get; init; }
    [Column("dismissed_at")] public long? DismissedAt { get; init; }

    public Agent ToAgent() => new(Id, Name);
}

[Table("memberships")]
internal sealed record MembershipRow
{
    [Column("id"), PrimaryKey, Identity] public int Id { get; init; }
    [Column("queue")] public required string Queue { get; init; }
    [Column("extension")] public required string Extension { get; init; }
    [Column("agent_id")] public int AgentId { get; init; }
    [Column("name")] public required string Name { get; init; }

    /// <summary>What queue_log calls the member, from its login to its logout, whatever the agent is called meanwhile.</summary>
    [Column("log_name")] public required string LogName { get; init; }
    [Column("logged_in_at")] public long LoggedInAt { get; init; }
    [Column("state")] public required string StateText { get; init; }
    [Column("paused")] public bool Paused { get; init; }
    [Column("reason")] public string? Reason { get; init; }

    /// <summary>When the present pause began.</summary>
    [Column("paused_at")] public long? PausedAt { get; init; }

    /// <summary>It was said that the present pause is over its limit.</summary>
    [Column("pause_told")] public bool PauseTold { get; init; }

    [NotColumn] public MembershipState State => Enum.Parse<MembershipState>(StateText);

    /// <summary>Paused, or not, from now on; the same pause again keeps its beginning.</summary>
    public MembershipRow With(bool paused, string? reason, DateTimeOffset now)
    {
        var why = paused && !string.IsNullOrEmpty(reason) ? reason : null;
        return paused == Paused && why == Reason && (!paused || PausedAt is not null)
            ? this
            : this with { Paused = paused, Reason = why, PausedAt = paused ? now.ToUnixTimeMilliseconds() : null, PauseTold = false };
    }

    public Member ToMember() => new(
        Queue, Extension, AgentId, Name, DateTimeOffset.FromUnixTimeMilliseconds(LoggedInAt), Paused, Reason,
        PausedAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null);
}

/// <summary>Which start of Asterisk the memberships were last compared with.</summary>
[Table("membership_checks")]
internal sealed record MembershipCheckRow
{
    [Column("pbx"), PrimaryKey] public required string Pbx { get; init; }
    [Column("started")] public required string Started { get; init; }
}

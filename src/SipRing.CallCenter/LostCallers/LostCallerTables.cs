using FluentMigrator;
using LinqToDB.Mapping;

namespace SipRing.CallCenter.LostCallers;

/// <summary>Of these, only acts and rules are told by people; all the rest is reckoned anew from the ledger whenever that is asked for.</summary>
[Migration(202611271052, "Lost callers")]
public sealed class LostCallerTables : Migration
{
    private static readonly string[] s_tables = ["caller_marks", "lost_caller_due", "lost_callers", "lost_caller_acts", "lost_caller_rules", "lost_caller_region"];

    public override void Up()
    {
        Create.Table("caller_marks")
            .WithColumn("kind").AsInt32().PrimaryKey()
            .WithColumn("fact_id").AsInt64().PrimaryKey()
            .WithColumn("number").AsString(CallerKeys.Limit).PrimaryKey()
            .WithColumn("lost").AsBoolean().NotNullable();
        Create.Index("ix_caller_marks_number").OnTable("caller_marks").OnColumn("number").Ascending().OnColumn("lost").Ascending();

        Create.Table("lost_caller_due").WithColumn("number").AsString(CallerKeys.Limit).PrimaryKey();

        Create.Table("lost_callers")
            .WithColumn("id").AsInt64().PrimaryKey()
            .WithColumn("number").AsString(CallerKeys.Limit).NotNullable().Indexed("ix_lost_callers_number")
            .WithColumn("caller").AsString(120).NotNullable()
            .WithColumn("queue").AsString(120).NotNullable()
            .WithColumn("first_queue").AsString(120).NotNullable()
            .WithColumn("attempts").AsInt32().NotNullable()
            .WithColumn("first_at").AsInt64().NotNullable().Indexed("ix_lost_callers_first")
            .WithColumn("last_at").AsInt64().NotNullable()
            .WithColumn("outcome").AsInt32().NotNullable()
            .WithColumn("wait_s").AsInt32().NotNullable()
            .WithColumn("short").AsBoolean().NotNullable()
            .WithColumn("due_at").AsInt64().NotNullable()
            .WithColumn("tries").AsInt32().NotNullable()
            .WithColumn("last_try_at").AsInt64().Nullable()
            .WithColumn("state").AsInt32().NotNullable()
            .WithColumn("ended_at").AsInt64().Nullable()
            .WithColumn("ended_how").AsInt32().Nullable()
            .WithColumn("ended_by").AsString(120).Nullable()
            .WithColumn("agent_id").AsInt32().Nullable()
            .WithColumn("extension").AsString(120).Nullable()
            .WithColumn("ended_call").AsInt64().Nullable()
            .WithColumn("reopened_at").AsInt64().Nullable()
            .WithColumn("is_last").AsBoolean().NotNullable()
            .WithColumn("taken_by").AsString(120).Nullable()
            .WithColumn("taken_until").AsInt64().Nullable()
            .WithColumn("note").AsString(LostCaller.NoteLimit).Nullable();
        Create.Index("ix_lost_callers_due").OnTable("lost_callers").OnColumn("state").Ascending().OnColumn("due_at").Ascending().OnColumn("id").Ascending();

        Create.Table("lost_caller_acts")
            .WithColumn("id").AsInt64().PrimaryKey().Identity()
            .WithColumn("number").AsString(CallerKeys.Limit).NotNullable().Indexed("ix_lost_caller_acts_number")
            .WithColumn("caller").AsString(120).NotNullable()
            .WithColumn("queue").AsString(120).NotNullable()
            .WithColumn("kind").AsInt32().NotNullable()
            .WithColumn("at").AsInt64().NotNullable()
            .WithColumn("seen_at").AsInt64().NotNullable()
            .WithColumn("actor").AsString(120).NotNullable()
            .WithColumn("until").AsInt64().Nullable()
            .WithColumn("ended_how").AsInt32().Nullable()
            .WithColumn("note").AsString(LostCaller.NoteLimit).Nullable();

        Create.Table("lost_caller_rules")
            .WithColumn("queue").AsString(20).PrimaryKey()
            .WithColumn("listed").AsBoolean().NotNullable()
            .WithColumn("target_min").AsInt32().NotNullable()
            .WithColumn("short_s").AsInt32().NotNullable()
            .WithColumn("leave_out_short").AsBoolean().NotNullable()
            .WithColumn("talk_s").AsInt32().NotNullable()
            .WithColumn("queue_group").AsString(LostCallerRule.GroupLimit).NotNullable();

        Create.Table("lost_caller_region").WithColumn("region").AsString(8).PrimaryKey();
        foreach (var table in s_tables)
            IfDatabase(d => d.StartsWith("MySql", StringComparison.OrdinalIgnoreCase)).Execute.Sql($"ALTER TABLE {table} CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
    }

    public override void Down()
    {
        foreach (var table in s_tables)
            Delete.Table(table);
    }
}

/// <summary>Which facts belong to which caller: the ledger by number.</summary>
[Table("caller_marks")]
internal sealed record CallerMarkRow
{
    [Column("kind"), PrimaryKey(0)] public required int Kind { get; init; }
    [Column("fact_id"), PrimaryKey(1)] public required long FactId { get; init; }
    [Column("number"), PrimaryKey(2)] public required string Number { get; init; }
    [Column("lost")] public required bool Lost { get; init; }
}

/// <summary>A caller of whom something changed that his entries do not show yet.</summary>
[Table("lost_caller_due")]
internal sealed record CallerDueRow
{
    [Column("number"), PrimaryKey] public required string Number { get; init; }
}

[Table("lost_callers")]
internal sealed record LostCallerRow
{
    [Column("id"), PrimaryKey] public required long Id { get; init; }
    [Column("number")] public required string Number { get; init; }
    [Column("caller")] public required string Caller { get; init; }
    [Column("queue")] public required string Queue { get; init; }
    [Column("first_queue")] public required string FirstQueue { get; init; }
    [Column("attempts")] public int Attempts { get; init; }
    [Column("first_at")] public required long FirstAt { get; init; }
    [Column("last_at")] public long LastAt { get; init; }
    [Column("outcome")] public int Outcome { get; init; }
    [Column("wait_s")] public int WaitSeconds { get; init; }
    [Column("short")] public bool Short { get; init; }
    [Column("due_at")] public long DueAt { get; init; }
    [Column("tries")] public int Tries { get; init; }
    [Column("last_try_at")] public long? LastTryAt { get; init; }
    [Column("state")] public int State { get; init; }
    [Column("ended_at")] public long? EndedAt { get; init; }
    [Column("ended_how")] public int? End { get; init; }
    [Column("ended_by")] public string? EndedBy { get; init; }
    [Column("agent_id")] public int? AgentId { get; init; }
    [Column("extension")] public string? Extension { get; init; }

    /// <summary>The call that reached him, where it was no visit of a queue.</summary>
    [Column("ended_call")] public long? EndedCall { get; init; }
    [Column("reopened_at")] public long? ReopenedAt { get; init; }

    /// <summary>No later entry of the same caller and group.</summary>
    [Column("is_last")] public bool IsLast { get; init; }
    [Column("taken_by")] public string? TakenBy { get; init; }
    [Column("taken_until")] public long? TakenUntil { get; init; }
    [Column("note")] public string? Note { get; init; }
}

internal enum LostCallerActKind
{
    Take = 1,
    Release = 2,
    Close = 3,
    Reopen = 4,
    Note = 5,
}

/// <summary>What a person did: a fact of its own beside those of the logs.</summary>
[Table("lost_caller_acts")]
internal sealed record LostCallerActRow
{
    [Column("id"), PrimaryKey, Identity] public long Id { get; init; }
    [Column("number")] public required string Number { get; init; }

    /// <summary>As the logs have it: a key is made of it anew when the region changes.</summary>
    [Column("caller")] public required string Caller { get; init; }
    [Column("queue")] public required string Queue { get; init; }
    [Column("kind")] public required int Kind { get; init; }
    [Column("at")] public required long At { get; init; }

    /// <summary>The last lost call, or reopening, that the person knew of: a later one was not meant.</summary>
    [Column("seen_at")] public required long SeenAt { get; init; }
    [Column("actor")] public required string Actor { get; init; }
    [Column("until")] public long? Until { get; init; }
    [Column("ended_how")] public int? End { get; init; }
    [Column("note")] public string? Note { get; init; }
}

[Table("lost_caller_rules")]
internal sealed record LostCallerRuleRow
{
    [Column("queue"), PrimaryKey] public required string Queue { get; init; }
    [Column("listed")] public bool Listed { get; init; }
    [Column("target_min")] public int TargetMinutes { get; init; }
    [Column("short_s")] public int ShortSeconds { get; init; }
    [Column("leave_out_short")] public bool LeaveOutShort { get; init; }
    [Column("talk_s")] public int TalkSeconds { get; init; }
    [Column("queue_group")] public required string Group { get; init; }

    public static LostCallerRuleRow Of(LostCallerRule rule) => new()
    {
        Queue = rule.Queue,
        Listed = rule.Listed,
        TargetMinutes = rule.TargetMinutes,
        ShortSeconds = rule.ShortSeconds,
        LeaveOutShort = rule.LeaveOutShort,
        TalkSeconds = rule.TalkSeconds,
        Group = rule.Group,
    };

    public LostCallerRule ToRule() => new()
    {
        Queue = Queue,
        Listed = Listed,
        TargetMinutes = TargetMinutes,
        ShortSeconds = ShortSeconds,
        LeaveOutShort = LeaveOutShort,
        TalkSeconds = TalkSeconds,
        Group = Group,
    };
}

/// <summary>In which country's way the keys were made.</summary>
[Table("lost_caller_region")]
internal sealed record CallerRegionRow
{
    [Column("region"), PrimaryKey] public required string Region { get; init; }
}

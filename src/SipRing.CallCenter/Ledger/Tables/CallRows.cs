using FluentMigrator;
using LinqToDB.Mapping;

namespace SipRing.CallCenter.Ledger.Tables;

[Migration(202611244410, "Calls of the PBX with their legs")]
public sealed class CallTables : Migration
{
    private static readonly string[] s_tables = ["calls", "call_legs", "call_recordings", "call_holds"];

    public override void Up()
    {
        Create.Table("calls")
            .WithColumn("id").AsInt64().PrimaryKey()
            .WithColumn("pbx").AsString(120).NotNullable()
            .WithColumn("call_id").AsString(80).NotNullable()
            .WithColumn("source").AsInt32().NotNullable()
            .WithColumn("started_at").AsInt64().NotNullable()
            .WithColumn("ended_at").AsInt64().NotNullable()
            .WithColumn("direction").AsInt32().NotNullable()
            .WithColumn("result").AsInt32().NotNullable()
            .WithColumn("wait_s").AsInt32().NotNullable()
            .WithColumn("talk_s").AsInt32().NotNullable()
            .WithColumn("from_number").AsString(120).NotNullable()
            .WithColumn("to_number").AsString(120).NotNullable()
            .WithColumn("parties").AsString(400).NotNullable()
            .WithColumn("trunk").AsString(120).NotNullable()
            .WithColumn("queue").AsString(120).NotNullable()
            .WithColumn("transfers").AsString(1000).NotNullable()
            .WithColumn("recording").AsString(16).Nullable();
        // All that a filter or a sum asks stands in the index: a million calls are looked through without reading their rows.
        Create.Index("ix_calls_list").OnTable("calls")
            .OnColumn("started_at").Ascending().OnColumn("id").Ascending().OnColumn("direction").Ascending().OnColumn("result").Ascending()
            .OnColumn("talk_s").Ascending().OnColumn("wait_s").Ascending().OnColumn("from_number").Ascending().OnColumn("to_number").Ascending()
            .OnColumn("trunk").Ascending().OnColumn("recording").Ascending();
        Create.Index("ix_calls_call").OnTable("calls").OnColumn("pbx").Ascending().OnColumn("call_id").Ascending();
        Create.Index("ix_calls_recording").OnTable("calls").OnColumn("recording").Ascending();

        Create.Table("call_legs")
            .WithColumn("call").AsInt64().PrimaryKey()
            .WithColumn("place").AsInt32().PrimaryKey()
            .WithColumn("pbx").AsString(120).NotNullable()
            .WithColumn("channel_id").AsString(80).NotNullable()
            .WithColumn("channel").AsString(120).NotNullable()
            .WithColumn("party").AsString(120).NotNullable()
            .WithColumn("trunk").AsBoolean().NotNullable()
            .WithColumn("number").AsString(120).NotNullable()
            .WithColumn("started_at").AsInt64().NotNullable()
            .WithColumn("answered_at").AsInt64().Nullable()
            .WithColumn("ended_at").AsInt64().NotNullable()
            .WithColumn("cause").AsInt32().NotNullable()
            .WithColumn("spans").AsString(2000).NotNullable();
        Create.Index("ix_call_legs_channel").OnTable("call_legs").OnColumn("pbx").Ascending().OnColumn("channel_id").Ascending();
        Create.Index("ix_call_legs_party").OnTable("call_legs").OnColumn("party").Ascending().OnColumn("started_at").Ascending().OnColumn("call").Ascending();

        Create.Table("call_recordings")
            .WithColumn("id").AsString(16).PrimaryKey()
            .WithColumn("pbx").AsString(120).NotNullable()
            .WithColumn("channel_id").AsString(80).NotNullable()
            .WithColumn("at").AsInt64().NotNullable()
            .WithColumn("path").AsString(400).NotNullable();
        Create.Index("ix_call_recordings_channel").OnTable("call_recordings").OnColumn("pbx").Ascending().OnColumn("channel_id").Ascending();

        Create.Table("call_holds")
            .WithColumn("id").AsInt64().PrimaryKey()
            .WithColumn("pbx").AsString(120).NotNullable()
            .WithColumn("channel_id").AsString(80).NotNullable()
            .WithColumn("at").AsInt64().NotNullable()
            .WithColumn("held").AsBoolean().NotNullable();
        Create.Index("ix_call_holds_channel").OnTable("call_holds").OnColumn("pbx").Ascending().OnColumn("channel_id").Ascending();
        Alter.Table("call_records").AddColumn("linked_id").AsString(80).NotNullable().WithDefaultValue("");
        Create.Index("ix_call_records_linked").OnTable("call_records").OnColumn("pbx").Ascending().OnColumn("linked_id").Ascending();
        foreach (var table in s_tables)
            IfDatabase(d => d.StartsWith("MySql", StringComparison.OrdinalIgnoreCase)).Execute.Sql($"ALTER TABLE {table} CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
    }

    public override void Down()
    {
        Delete.Index("ix_call_records_linked").OnTable("call_records");
        Delete.Column("linked_id").FromTable("call_records");
        foreach (var table in s_tables)
            Delete.Table(table);
    }
}

/// <summary>One conversation over the PBX with everything that became of it.</summary>
[Table("calls")]
internal sealed record PhoneCallRow
{
    [Column("id"), PrimaryKey] public required long Id { get; init; }
    [Column("pbx")] public required string Pbx { get; init; }
    [Column("call_id")] public required string CallId { get; init; }

    /// <summary>1: CEL told it. 2: only CDR did, where a PBX writes no CEL.</summary>
    [Column("source")] public required int Source { get; init; }
    [Column("started_at")] public required long StartedAt { get; init; }
    [Column("ended_at")] public required long EndedAt { get; init; }
    [Column("direction")] public required int Direction { get; init; }
    [Column("result")] public required int Result { get; init; }
    [Column("wait_s")] public required int WaitSeconds { get; init; }
    [Column("talk_s")] public required int TalkSeconds { get; init; }
    [Column("from_number")] public required string From { get; init; }
    [Column("to_number")] public required string To { get; init; }

    /// <summary>Who was in it, each between blanks.</summary>
    [Column("parties")] public required string Parties { get; init; }
    [Column("trunk")] public required string Trunk { get; init; }
    [Column("queue")] public required string Queue { get; init; }
    [Column("transfers")] public required string Transfers { get; init; }
    [Column("recording")] public string? Recording { get; init; }
}

/// <summary>One channel of a call. Spans are told from the beginning of the call.</summary>
[Table("call_legs")]
internal sealed record CallLegRow
{
    [Column("call"), PrimaryKey(0)] public required long Call { get; init; }
    [Column("place"), PrimaryKey(1)] public required int Place { get; init; }
    [Column("pbx")] public required string Pbx { get; init; }
    [Column("channel_id")] public required string ChannelId { get; init; }
    [Column("channel")] public required string Channel { get; init; }

    /// <summary>The phone or the trunk that the channel is of.</summary>
    [Column("party")] public required string Party { get; init; }
    [Column("trunk")] public required bool Trunk { get; init; }
    [Column("number")] public required string Number { get; init; }
    [Column("started_at")] public required long StartedAt { get; init; }
    [Column("answered_at")] public long? AnsweredAt { get; init; }
    [Column("ended_at")] public required long EndedAt { get; init; }
    [Column("cause")] public required int Cause { get; init; }
    [Column("spans")] public required string Spans { get; init; }
}

[Table("call_recordings")]
internal sealed record CallRecordingRow
{
    [Column("id"), PrimaryKey] public required string Id { get; init; }
    [Column("pbx")] public required string Pbx { get; init; }
    [Column("channel_id")] public required string ChannelId { get; init; }
    [Column("at")] public required long At { get; init; }
    [Column("path")] public required string Path { get; init; }
}

[Table("call_holds")]
internal sealed record CallHoldRow
{
    [Column("id"), PrimaryKey] public required long Id { get; init; }
    [Column("pbx")] public required string Pbx { get; init; }
    [Column("channel_id")] public required string ChannelId { get; init; }
    [Column("at")] public required long At { get; init; }
    [Column("held")] public required bool Held { get; init; }
}

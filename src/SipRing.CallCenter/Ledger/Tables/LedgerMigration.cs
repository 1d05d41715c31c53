using FluentMigrator;

namespace SipRing.CallCenter.Ledger.Tables;

/// <summary>Facts, roll-ups, and how far each log was read. Everything here can be thrown away and rebuilt from the logs.</summary>
[Migration(202611233001, "Ledger")]
public sealed class LedgerMigration : Migration
{
    private const int NameLength = 120;
    private const int CallIdLength = 80;
    private const int PathLength = 400;

    private static readonly string[] s_tables =
    [
        "queue_calls", "missed_rings", "ledger_transfers", "call_records", "agent_sessions", "agent_pauses", "queue_hours", "queue_hour_waits",
        "ledger_logs", "ledger_unknown_events", "ledger_broken_lines",
    ];

    public override void Up()
    {
        Calls();
        Agents();
        Rollups();
        Logs();
        // What differs in the log differs in the database, by case or accent too; SQLite compares so by itself.
        foreach (var table in s_tables)
            IfDatabase(d => d.StartsWith("MySql", StringComparison.OrdinalIgnoreCase)).Execute.Sql($"ALTER TABLE {table} CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
    }

    public override void Down()
    {
        foreach (var table in s_tables)
            Delete.Table(table);
    }

    private void Calls()
    {
        Create.Table("queue_calls")
            .WithColumn("id").AsInt64().PrimaryKey()
            .WithColumn("pbx").AsString(NameLength).NotNullable()
            .WithColumn("call_id").AsString(CallIdLength).NotNullable()
            .WithColumn("queue").AsString(NameLength).NotNullable()
            .WithColumn("agent_id").AsInt32().Nullable()
            .WithColumn("agent_name").AsString(NameLength).Nullable()
            .WithColumn("extension").AsString(NameLength).Nullable()
            .WithColumn("agent_channel").AsString(CallIdLength).Nullable()
            .WithColumn("caller").AsString(NameLength).NotNullable()
            .WithColumn("entered_at").AsInt64().NotNullable()
            .WithColumn("ended_at").AsInt64().NotNullable()
            .WithColumn("wait_s").AsInt32().NotNullable()
            .WithColumn("ring_s").AsInt32().Nullable()
            .WithColumn("talk_s").AsInt32().Nullable()
            .WithColumn("position").AsInt32().NotNullable()
            .WithColumn("outcome").AsInt32().NotNullable()
            .WithColumn("ended_by").AsInt32().Nullable()
            .WithColumn("transferred_to").AsString(NameLength).Nullable()
            .WithColumn("recording").AsString(16).Nullable()
            .WithColumn("recording_path").AsString(PathLength).Nullable();
        Create.Index("ix_queue_calls_entered").OnTable("queue_calls").OnColumn("entered_at").Ascending().OnColumn("id").Ascending();
        Create.Index("ix_queue_calls_queue").OnTable("queue_calls").OnColumn("queue").Ascending().OnColumn("entered_at").Ascending();
        Create.Index("ix_queue_calls_agent").OnTable("queue_calls").OnColumn("agent_id").Ascending().OnColumn("entered_at").Ascending();
        Create.Index("ix_queue_calls_call").OnTable("queue_calls").OnColumn("pbx").Ascending().OnColumn("call_id").Ascending();
        Create.Index("ix_queue_calls_recording").OnTable("queue_calls").OnColumn("recording").Ascending();

        Create.Table("missed_rings")
            .WithColumn("id").AsInt64().PrimaryKey()
            .WithColumn("pbx").AsString(NameLength).NotNullable()
            .WithColumn("call_id").AsString(CallIdLength).NotNullable()
            .WithColumn("queue").AsString(NameLength).NotNullable()
            .WithColumn("agent_id").AsInt32().Nullable()
            .WithColumn("agent_name").AsString(NameLength).Nullable()
            .WithColumn("extension").AsString(NameLength).Nullable()
            .WithColumn("at").AsInt64().NotNullable().Indexed("ix_missed_rings_at")
            .WithColumn("ring_ms").AsInt32().NotNullable();

        Create.Table("ledger_transfers")
            .WithColumn("id").AsInt64().PrimaryKey()
            .WithColumn("pbx").AsString(NameLength).NotNullable()
            .WithColumn("call_id").AsString(CallIdLength).NotNullable()
            .WithColumn("agent_channel").AsString(CallIdLength).NotNullable()
            .WithColumn("at").AsInt64().NotNullable()
            .WithColumn("number").AsString(NameLength).NotNullable();
        Create.Index("ix_ledger_transfers_at").OnTable("ledger_transfers").OnColumn("pbx").Ascending().OnColumn("at").Ascending();
        Create.Index("ix_ledger_transfers_call").OnTable("ledger_transfers").OnColumn("pbx").Ascending().OnColumn("call_id").Ascending();

        Create.Table("call_records")
            .WithColumn("id").AsInt64().PrimaryKey()
            .WithColumn("pbx").AsString(NameLength).NotNullable()
            .WithColumn("call_id").AsString(CallIdLength).NotNullable()
            .WithColumn("started_at").AsInt64().NotNullable().Indexed("ix_call_records_started")
            .WithColumn("source").AsString(NameLength).NotNullable()
            .WithColumn("destination").AsString(NameLength).NotNullable()
            .WithColumn("context").AsString(NameLength).NotNullable()
            .WithColumn("channel").AsString(NameLength).NotNullable()
            .WithColumn("destination_channel").AsString(NameLength).NotNullable()
            .WithColumn("duration_s").AsInt32().NotNullable()
            .WithColumn("billed_s").AsInt32().NotNullable()
            .WithColumn("disposition").AsString(NameLength).NotNullable();
        Create.Index("ix_call_records_call").OnTable("call_records").OnColumn("pbx").Ascending().OnColumn("call_id").Ascending();
    }

    private void Agents()
    {
        Create.Table("agent_sessions")
            .WithColumn("id").AsInt64().PrimaryKey()
            .WithColumn("pbx").AsString(NameLength).NotNullable()
            .WithColumn("queue").AsString(NameLength).NotNullable()
            .WithColumn("extension").AsString(NameLength).NotNullable()
            .WithColumn("agent_id").AsInt32().Nullable()
            .WithColumn("agent_name").AsString(NameLength).NotNullable()
            .WithColumn("login_at").AsInt64().NotNullable().Indexed("ix_agent_sessions_login")
            .WithColumn("logout_at").AsInt64().Nullable().Indexed("ix_agent_sessions_logout");

        Create.Table("agent_pauses")
            .WithColumn("id").AsInt64().PrimaryKey()
            .WithColumn("session_id").AsInt64().NotNullable().Indexed("ix_agent_pauses_session")
            .WithColumn("from_at").AsInt64().NotNullable()
            .WithColumn("to_at").AsInt64().Nullable()
            .WithColumn("reason").AsString(NameLength).Nullable();
    }

    private void Rollups()
    {
        // Agent 0 stands for "nobody". Least and greatest values are null where there was nothing to measure.
        Create.Table("queue_hours")
            .WithColumn("pbx").AsString(NameLength).PrimaryKey()
            .WithColumn("queue").AsString(NameLength).PrimaryKey()
            .WithColumn("agent_id").AsInt32().PrimaryKey()
            .WithColumn("hour").AsInt32().PrimaryKey()
            .WithColumn("answered").AsInt32().NotNullable()
            .WithColumn("lost").AsInt32().NotNullable()
            .WithColumn("longest").AsInt32().NotNullable()
            .WithColumn("lost_longest").AsInt32().NotNullable()
            .WithColumn("talk_total").AsInt64().NotNullable()
            .WithColumn("talk_min").AsInt32().Nullable()
            .WithColumn("talk_max").AsInt32().Nullable()
            .WithColumn("wait_total").AsInt64().NotNullable()
            .WithColumn("wait_min").AsInt32().Nullable()
            .WithColumn("wait_max").AsInt32().Nullable()
            .WithColumn("lost_wait_total").AsInt64().NotNullable()
            .WithColumn("lost_wait_min").AsInt32().Nullable()
            .WithColumn("lost_wait_max").AsInt32().Nullable();
        Create.Index("ix_queue_hours_hour").OnTable("queue_hours").OnColumn("hour").Ascending();

        // How many were answered after exactly so many seconds: any service level can be asked for later.
        Create.Table("queue_hour_waits")
            .WithColumn("pbx").AsString(NameLength).PrimaryKey()
            .WithColumn("queue").AsString(NameLength).PrimaryKey()
            .WithColumn("hour").AsInt32().PrimaryKey()
            .WithColumn("wait_s").AsInt32().PrimaryKey()
            .WithColumn("answered").AsInt32().NotNullable();
        Create.Index("ix_queue_hour_waits_hour").OnTable("queue_hour_waits").OnColumn("hour").Ascending();
    }

    private void Logs()
    {
        Create.Table("ledger_logs")
            .WithColumn("id").AsInt64().PrimaryKey().Identity()
            .WithColumn("pbx").AsString(NameLength).NotNullable()
            .WithColumn("kind").AsInt32().NotNullable()
            .WithColumn("head_length").AsInt32().NotNullable()
            .WithColumn("head_hash").AsString(64).NotNullable()
            .WithColumn("tail_length").AsInt32().NotNullable()
            .WithColumn("tail_hash").AsString(64).NotNullable()
            .WithColumn("position").AsInt64().NotNullable()
            .WithColumn("lines").AsInt64().NotNullable()
            .WithColumn("broken").AsInt64().NotNullable()
            .WithColumn("first_at").AsInt64().NotNullable()
            .WithColumn("last_at").AsInt64().NotNullable()
            .WithColumn("state").AsString(int.MaxValue).NotNullable();
        Create.Index("ix_ledger_logs_pbx").OnTable("ledger_logs").OnColumn("pbx").Ascending().OnColumn("kind").Ascending();

        Create.Table("ledger_unknown_events")
            .WithColumn("pbx").AsString(NameLength).PrimaryKey()
            .WithColumn("event").AsString(NameLength).PrimaryKey()
            .WithColumn("count").AsInt64().NotNullable()
            .WithColumn("first_at").AsInt64().NotNullable()
            .WithColumn("last_at").AsInt64().NotNullable()
            .WithColumn("sample").AsString(1000).NotNullable();

        Create.Table("ledger_broken_lines")
            .WithColumn("id").AsInt64().PrimaryKey()
            .WithColumn("pbx").AsString(NameLength).NotNullable()
            .WithColumn("kind").AsInt32().NotNullable()
            .WithColumn("defect").AsInt32().NotNullable()
            .WithColumn("after_at").AsInt64().NotNullable()
            .WithColumn("text").AsString(1000).NotNullable();
    }
}

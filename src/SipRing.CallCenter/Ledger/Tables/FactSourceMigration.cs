using FluentMigrator;

namespace SipRing.CallCenter.Ledger.Tables;

/// <summary>What a fact was taken from, so that facts of manager events are marked and can give way to those of a log.</summary>
[Migration(202611240440, "Sources of facts")]
public sealed class FactSourceMigration : Migration
{
    private static readonly (string Table, string Time)[] s_tables = [("queue_calls", "entered_at"), ("missed_rings", "at"), ("agent_sessions", "login_at")];

    public override void Up()
    {
        foreach (var (table, time) in s_tables)
        {
            Alter.Table(table).AddColumn("source").AsInt32().NotNullable().WithDefaultValue(0);
            Create.Index($"ix_{table}_source").OnTable(table).OnColumn("source").Ascending().OnColumn(time).Ascending();
        }
    }

    public override void Down()
    {
        foreach (var (table, _) in s_tables)
        {
            Delete.Index($"ix_{table}_source").OnTable(table);
            Delete.Column("source").FromTable(table);
        }
    }
}

using FluentMigrator;

namespace SipRing.CallCenter.Ledger.Tables;

/// <summary>Wrap-ups as facts. Like all of the ledger they can be thrown away and rebuilt from the logs.</summary>
[Migration(202611240940, "Wrap-ups in the ledger")]
public sealed class WrapUpMigration : Migration
{
    public override void Up()
    {
        Create.Table("agent_wrap_ups")
            .WithColumn("id").AsInt64().PrimaryKey()
            .WithColumn("pbx").AsString(120).NotNullable()
            .WithColumn("call_id").AsString(80).NotNullable()
            .WithColumn("queue").AsString(120).NotNullable()
            .WithColumn("extension").AsString(120).NotNullable()
            .WithColumn("agent_id").AsInt32().Nullable()
            .WithColumn("from_at").AsInt64().NotNullable().Indexed("ix_agent_wrap_ups_from")
            .WithColumn("to_at").AsInt64().Nullable()
            .WithColumn("planned_s").AsInt32().NotNullable()
            .WithColumn("ended").AsString(20).Nullable();
        Alter.Table("queue_calls").AddColumn("wrap_s").AsInt32().Nullable();
        IfDatabase(d => d.StartsWith("MySql", StringComparison.OrdinalIgnoreCase)).Execute.Sql("ALTER TABLE agent_wrap_ups CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
    }

    public override void Down()
    {
        Delete.Column("wrap_s").FromTable("queue_calls");
        Delete.Table("agent_wrap_ups");
    }
}

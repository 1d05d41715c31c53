using FluentMigrator;

namespace SipRing.CallCenter.Pbx;

[Migration(202611231001, "Extensions and queues of the own Asterisk")]
public sealed class PbxTables : AutoReversingMigration
{
    public override void Up()
    {
        Create.Table("extensions")
            .WithColumn("number").AsString(PbxRules.LongestNumber).PrimaryKey()
            .WithColumn("name").AsString(PbxRules.LongestName).NotNullable()
            .WithColumn("digest").AsString(32).NotNullable();

        Create.Table("queues")
            .WithColumn("number").AsString(PbxRules.LongestNumber).PrimaryKey()
            .WithColumn("name").AsString(PbxRules.LongestName).NotNullable()
            .WithColumn("strategy").AsString(20).NotNullable()
            .WithColumn("ring_seconds").AsInt32().NotNullable()
            .WithColumn("retry_seconds").AsInt32().NotNullable()
            .WithColumn("wrap_up_seconds").AsInt32().NotNullable()
            .WithColumn("timeout_seconds").AsInt32().NotNullable()
            .WithColumn("max_length").AsInt32().NotNullable()
            .WithColumn("service_level_seconds").AsInt32().NotNullable();
    }
}

using FluentMigrator;
using LinqToDB.Mapping;

namespace SipRing.CallCenter.Queues.Rules;

[Migration(202611240930, "Rules of queues that Asterisk knows nothing of")]
public sealed class CallRulesTables : AutoReversingMigration
{
    public override void Up() => Create.Table("queue_call_rules")
        .WithColumn("queue").AsString(20).PrimaryKey()
        .WithColumn("pause_after_misses").AsInt32().Nullable()
        .WithColumn("call_back_minutes").AsInt32().Nullable()
        .WithColumn("ignore_seconds").AsInt32().NotNullable();
}

[Migration(202611271600, "Rules of lost callers stand in a table of their own")]
public sealed class CallRulesWithoutLostCallers : Migration
{
    public override void Up() => Delete.Column("call_back_minutes").Column("ignore_seconds").FromTable("queue_call_rules");

    public override void Down() => Alter.Table("queue_call_rules")
        .AddColumn("call_back_minutes").AsInt32().Nullable()
        .AddColumn("ignore_seconds").AsInt32().NotNullable().WithDefaultValue(0);
}

[Table("queue_call_rules")]
internal sealed record CallRulesRow
{
    [Column("queue"), PrimaryKey] public required string Queue { get; init; }
    [Column("pause_after_misses")] public int? PauseAfterMisses { get; init; }

    public QueueCallRules ToRules() => new() { Queue = Queue, PauseAfterMisses = PauseAfterMisses };

    public static CallRulesRow Of(QueueCallRules rules) => new() { Queue = rules.Queue, PauseAfterMisses = rules.PauseAfterMisses };
}

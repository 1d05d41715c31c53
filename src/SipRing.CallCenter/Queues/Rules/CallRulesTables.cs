using FluentMigrator;
using LinqToDB.Mapping;

namespace SipRing.CallCenter.Queues.Rules;

[Migration(202611240930, "Rules of queues that Asterisk knows nothing of")]
public sealed class CallRulesTables : AutoReversingMigration
{
    public override void Up() => Create.Table("queue_call_rules")
        .WithColumn("queue").AsString(20).PrimaryKey()
        .WithColumn("pause_after_misses").AsInt32().Nullable();
}

[Table("queue_call_rules")]
internal sealed record CallRulesRow
{
    [Column("queue"), PrimaryKey] public required string Queue { get; init; }
    [Column("pause_after_misses")] public int? PauseAfterMisses { get; init; }

    public QueueCallRules ToRules() => new() { Queue = Queue, PauseAfterMisses = PauseAfterMisses };

    public static CallRulesRow Of(QueueCallRules rules) => new() { Queue = rules.Queue, PauseAfterMisses = rules.PauseAfterMisses };
}

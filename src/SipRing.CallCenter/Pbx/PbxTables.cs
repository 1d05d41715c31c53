using FluentMigrator;
using LinqToDB.Mapping;
using SipRing.CallCenter.Queues;

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

[Table("extensions")]
internal sealed record ExtensionRow
{
    [Column("number"), PrimaryKey] public required string Number { get; init; }
    [Column("name")] public required string Name { get; init; }

    /// <summary>See <see cref="PhoneSecret.Digest"/>: the password itself is kept nowhere.</summary>
    [Column("digest")] public required string Digest { get; init; }

    public Extension ToExtension() => new(Number, Name);
}

[Table("queues")]
internal sealed record QueueRow
{
    [Column("number"), PrimaryKey] public required string Number { get; init; }
    [Column("name")] public required string Name { get; init; }
    [Column("strategy")] public required string Strategy { get; init; }
    [Column("ring_seconds")] public int RingSeconds { get; init; }
    [Column("retry_seconds")] public int RetrySeconds { get; init; }
    [Column("wrap_up_seconds")] public int WrapUpSeconds { get; init; }
    [Column("timeout_seconds")] public int TimeoutSeconds { get; init; }
    [Column("max_length")] public int MaxLength { get; init; }
    [Column("service_level_seconds")] public int ServiceLevelSeconds { get; init; }

    public static QueueRow Of(CallQueue queue) => new()
    {
        Number = queue.Number,
        Name = queue.Name,
        Strategy = queue.Strategy.ToAsterisk(),
        RingSeconds = queue.RingSeconds,
        RetrySeconds = queue.RetrySeconds,
        WrapUpSeconds = queue.WrapUpSeconds,
        TimeoutSeconds = queue.TimeoutSeconds,
        MaxLength = queue.MaxLength,
        ServiceLevelSeconds = queue.ServiceLevelSeconds,
    };

    public CallQueue ToQueue() => new()
    {
        Number = Number,
        Name = Name,
        Strategy = QueueStrategies.TryParse(Strategy) ?? throw new InvalidOperationException($"The database gives queue {Number} the unknown strategy '{Strategy}'."),
        RingSeconds = RingSeconds,
        RetrySeconds = RetrySeconds,
        WrapUpSeconds = WrapUpSeconds,
        TimeoutSeconds = TimeoutSeconds,
        MaxLength = MaxLength,
        ServiceLevelSeconds = ServiceLevelSeconds,
    };
}

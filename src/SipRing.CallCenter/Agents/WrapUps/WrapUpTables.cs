using FluentMigrator;
using LinqToDB.Mapping;

namespace SipRing.CallCenter.Agents.WrapUps;

[Migration(202611240920, "Wrap-ups that go on")]
public sealed class WrapUpTables : AutoReversingMigration
{
    public override void Up() => Create.Table("wrap_ups")
        .WithColumn("extension").AsString(20).PrimaryKey()
        .WithColumn("agent_id").AsInt32().NotNullable()
        .WithColumn("queue").AsString(20).NotNullable()
        .WithColumn("call_id").AsString(80).NotNullable()
        .WithColumn("began_at").AsInt64().NotNullable()
        .WithColumn("until_at").AsInt64().NotNullable()
        .WithColumn("extended").AsBoolean().NotNullable();
}

[Table("wrap_ups")]
internal sealed record WrapUpRow
{
    [Column("extension"), PrimaryKey] public required string Extension { get; init; }
    [Column("agent_id")] public required int AgentId { get; init; }
    [Column("queue")] public required string Queue { get; init; }
    [Column("call_id")] public required string CallId { get; init; }
    [Column("began_at")] public required long BeganAt { get; init; }
    [Column("until_at")] public required long UntilAt { get; init; }
    [Column("extended")] public required bool Extended { get; init; }

    public WrapUp ToWrapUp() => new(
        Extension, AgentId, Queue, CallId, DateTimeOffset.FromUnixTimeMilliseconds(BeganAt), DateTimeOffset.FromUnixTimeMilliseconds(UntilAt), Extended);

    public static WrapUpRow Of(WrapUp wrapUp) => new()
    {
        Extension = wrapUp.Extension,
        AgentId = wrapUp.AgentId,
        Queue = wrapUp.Queue,
        CallId = wrapUp.CallId,
        BeganAt = wrapUp.BeganAt.ToUnixTimeMilliseconds(),
        UntilAt = wrapUp.Until.ToUnixTimeMilliseconds(),
        Extended = wrapUp.Extended,
    };
}

using FluentMigrator;
using LinqToDB.Mapping;

namespace SipRing.CallCenter.Agents.Pauses;

[Migration(202611240910, "Reasons of pauses, and when a pause began")]
public sealed class PauseReasonTables : AutoReversingMigration
{
    public override void Up()
    {
        Create.Table("pause_reasons")
            .WithColumn("code").AsInt32().PrimaryKey()
            .WithColumn("name_ru").AsString(PauseReason.NameLimit).NotNullable()
            .WithColumn("name_en").AsString(PauseReason.NameLimit).NotNullable()
            .WithColumn("log_name").AsString(QueueMembers.LogNameBytes).NotNullable()
            .WithColumn("paid").AsBoolean().NotNullable()
            .WithColumn("minutes_at_once").AsInt32().Nullable()
            .WithColumn("minutes_a_day").AsInt32().Nullable()
            .WithColumn("supervisor_only").AsBoolean().NotNullable()
            .WithColumn("notify").AsBoolean().NotNullable();
        Alter.Table("memberships").AddColumn("paused_at").AsInt64().Nullable();
        Alter.Table("memberships").AddColumn("pause_told").AsBoolean().NotNullable().WithDefaultValue(false);
    }
}

[Migration(202611271012, "The order of pause reasons")]
public sealed class PauseReasonOrder : AutoReversingMigration
{
    public override void Up() => Alter.Table("pause_reasons").AddColumn("place").AsInt32().NotNullable().WithDefaultValue(0);
}

[Table("pause_reasons")]
internal sealed record PauseReasonRow
{
    [Column("code"), PrimaryKey] public required int Code { get; init; }
    [Column("name_ru")] public required string NameRu { get; init; }
    [Column("name_en")] public required string NameEn { get; init; }
    [Column("log_name")] public required string LogName { get; init; }
    [Column("paid")] public bool Paid { get; init; }
    [Column("minutes_at_once")] public int? MinutesAtOnce { get; init; }
    [Column("minutes_a_day")] public int? MinutesADay { get; init; }
    [Column("supervisor_only")] public bool SupervisorOnly { get; init; }
    [Column("notify")] public bool Notify { get; init; }

    /// <summary>Those of one place stand by their codes.</summary>
    [Column("place")] public int Place { get; init; }

    public PauseReason ToReason() => new()
    {
        Code = Code,
        NameRu = NameRu,
        NameEn = NameEn,
        LogName = LogName,
        Paid = Paid,
        MinutesAtOnce = MinutesAtOnce,
        MinutesADay = MinutesADay,
        For = SupervisorOnly ? PauseRight.Supervisor : PauseRight.Operator,
        Over = Notify ? PauseOver.Notify : PauseOver.Nothing,
    };

    public static PauseReasonRow Of(PauseReason reason) => new()
    {
        Code = reason.Code,
        NameRu = reason.NameRu,
        NameEn = reason.NameEn,
        LogName = reason.LogName,
        Paid = reason.Paid,
        MinutesAtOnce = reason.MinutesAtOnce,
        MinutesADay = reason.MinutesADay,
        SupervisorOnly = reason.For == PauseRight.Supervisor,
        Notify = reason.Over == PauseOver.Notify,
    };
}

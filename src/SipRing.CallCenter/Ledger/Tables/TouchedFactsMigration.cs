using FluentMigrator;
using LinqToDB.Mapping;

namespace SipRing.CallCenter.Ledger.Tables;

/// <summary>Which facts came, changed or went, for whoever derives something from them. What is there already counts as come.</summary>
[Migration(202611271051, "Facts that others have not looked at yet")]
public sealed class TouchedFactsMigration : Migration
{
    public override void Up()
    {
        Create.Table("ledger_touched")
            .WithColumn("id").AsInt64().PrimaryKey().Identity()
            .WithColumn("kind").AsInt32().NotNullable()
            .WithColumn("first_id").AsInt64().NotNullable()
            .WithColumn("last_id").AsInt64().NotNullable();
        foreach (var kind in Enum.GetValues<FactKind>())
            Insert.IntoTable("ledger_touched").Row(new { kind = (int)kind, first_id = 0L, last_id = long.MaxValue });
    }

    public override void Down() => Delete.Table("ledger_touched");
}

/// <summary>Facts of one kind from one id to another: some of them came, changed or went.</summary>
[Table("ledger_touched")]
internal sealed record TouchedRow
{
    [Column("id"), PrimaryKey, Identity] public long Id { get; init; }
    [Column("kind")] public required int Kind { get; init; }
    [Column("first_id")] public required long FirstId { get; init; }
    [Column("last_id")] public required long LastId { get; init; }
}

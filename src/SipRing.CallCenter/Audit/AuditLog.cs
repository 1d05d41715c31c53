using FluentMigrator;
using LinqToDB;
using LinqToDB.Mapping;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Audit;

[Migration(202611232000, "Audit")]
public sealed class AuditTable : AutoReversingMigration
{
    public override void Up()
    {
        Create.Table("audit")
            .WithColumn("id").AsInt64().PrimaryKey().Identity()
            .WithColumn("at").AsInt64().NotNullable().Indexed("ix_audit_at")
            .WithColumn("actor_kind").AsString(20).NotNullable()
            .WithColumn("actor").AsString(100).NotNullable()
            .WithColumn("action").AsString(60).NotNullable()
            .WithColumn("target").AsString(200).NotNullable()
            .WithColumn("detail").AsString(1000).Nullable();
    }
}

/// <summary>What the log page needs of the audit: found by text in either case, by person, by weight.</summary>
[Migration(202611240437, "Audit: search, weight and indexes of the log page")]
public sealed class AuditSearch : Migration
{
    public override void Up()
    {
        Alter.Table("audit").AddColumn("search").AsString(AuditLog.SearchLimit).NotNullable().WithDefaultValue("");
        Alter.Table("audit").AddColumn("level").AsInt32().NotNullable().WithDefaultValue((int)EntryLevel.Information);
        Create.Index("ix_audit_actor").OnTable("audit").OnColumn("actor").Ascending().OnColumn("at").Ascending();
        Create.Index("ix_audit_level").OnTable("audit").OnColumn("level").Ascending().OnColumn("at").Ascending();
        IfDatabase("sqlite").Execute.Sql("UPDATE audit SET search = SUBSTR(LOWER(actor || ' ' || action || ' ' || target || ' ' || COALESCE(detail, '')), 1, 1400)");
        IfDatabase("mysql").Execute.Sql("UPDATE audit SET search = SUBSTR(LOWER(CONCAT(actor, ' ', action, ' ', target, ' ', COALESCE(detail, ''))), 1, 1400)");
        Execute.Sql("UPDATE audit SET level = 1 WHERE action LIKE '%refused' OR action LIKE '%locked-out' OR action LIKE '%taken-out'");
    }

    public override void Down()
    {
        Delete.Index("ix_audit_actor").OnTable("audit");
        Delete.Index("ix_audit_level").OnTable("audit");
        Delete.Column("search").Column("level").FromTable("audit");
    }
}

[Table("audit")]
internal sealed record AuditRow
{
    [Column("id"), PrimaryKey, Identity] public long Id { get; init; }
    [Column("at")] public long At { get; init; }
    [Column("actor_kind")] public required string ActorKind { get; init; }
    [Column("actor")] public required string Actor { get; init; }
    [Column("action")] public required string Action { get; init; }
    [Column("target")] public required string Target { get; init; }
    [Column("detail")] public string? Detail { get; init; }

    /// <summary>All words in lower case, as neither database compares every alphabet without regard to case.</summary>
    [Column("search")] public string Search { get; init; } = "";

    [Column("level")] public int Level { get; init; }
}

/// <summary>The audit in the database. What is too long for its column is cut: an act is not refused for the length of its description.</summary>
internal sealed class AuditLog(Database database, TimeProvider time) : IAuditLog
{
    public const int SearchLimit = 1400;

    private static readonly string[] s_warnings = ["refused", "locked-out", "taken-out"];

    public async Task WriteAsync(Actor actor, string action, string target, string? detail, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        await db.InsertAsync(
            new AuditRow
            {
                At = time.GetUtcNow().ToUnixTimeMilliseconds(),
                ActorKind = actor.Kind.ToString(),
                Actor = Cut(actor.Name, 100),
                Action = action,
                Target = Cut(target, 200),
                Detail = detail is null ? null : Cut(detail, 1000),
                Search = Cut($"{actor.Name} {action} {target} {detail}".ToLowerInvariant(), SearchLimit),
                Level = (int)LevelOf(action),
            },
            // The act has been carried out; a caller who hangs up now must not lose its trace.
            token: CancellationToken.None);
    }

    /// <summary>An attempt that was refused weighs more than an act: who looks for trouble finds it.</summary>
    private static EntryLevel LevelOf(string action) =>
        Array.Exists(s_warnings, ending => action.EndsWith(ending, StringComparison.Ordinal)) ? EntryLevel.Warning : EntryLevel.Information;

    private static string Cut(string text, int limit) => text.Length <= limit ? text : text[..limit];
}

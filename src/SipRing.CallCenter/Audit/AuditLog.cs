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
}

/// <summary>The audit in the database. What is too long for its column is cut: an act is not refused for the length of its description.</summary>
internal sealed class AuditLog(Database database, TimeProvider time) : IAuditLog
{
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
            },
            // The act has been carried out; a caller who hangs up now must not lose its trace.
            token: CancellationToken.None);
    }

    private static string Cut(string text, int limit) => text.Length <= limit ? text : text[..limit];
}

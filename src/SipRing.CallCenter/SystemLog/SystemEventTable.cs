using FluentMigrator;
using LinqToDB.Mapping;

namespace SipRing.CallCenter.SystemLog;

/// <summary>A table of its own beside the audit: this one forgets (docs/decisions/0022), the audit never does.</summary>
[Migration(202611240438, "System events")]
public sealed class SystemEventTable : AutoReversingMigration
{
    public const int SourceLimit = 40;
    public const int TextLimit = 1000;
    public const int DetailLimit = 8000;

    public override void Up()
    {
        Create.Table("system_events")
            .WithColumn("id").AsInt64().PrimaryKey().Identity()
            .WithColumn("at").AsInt64().NotNullable().Indexed("ix_system_events_at")
            .WithColumn("level").AsInt32().NotNullable()
            .WithColumn("source").AsString(SourceLimit).NotNullable()
            .WithColumn("event_id").AsInt32().NotNullable()
            .WithColumn("text").AsString(TextLimit).NotNullable()
            .WithColumn("search").AsString(TextLimit + SourceLimit + 1).NotNullable()
            .WithColumn("detail").AsString(int.MaxValue).Nullable();
        Create.Index("ix_system_events_level").OnTable("system_events").OnColumn("level").Ascending().OnColumn("at").Ascending();
        Create.Index("ix_system_events_source").OnTable("system_events").OnColumn("source").Ascending().OnColumn("at").Ascending();
    }
}

[Table("system_events")]
internal sealed record SystemEventRow
{
    [Column("id"), PrimaryKey, Identity] public long Id { get; init; }
    [Column("at")] public long At { get; init; }
    [Column("level")] public int Level { get; init; }
    [Column("source")] public required string Source { get; init; }
    [Column("event_id")] public int EventId { get; init; }
    [Column("text")] public required string Text { get; init; }

    /// <summary>Source and text in lower case.</summary>
    [Column("search")] public required string Search { get; init; }
    [Column("detail")] public string? Detail { get; init; }

    public static SystemEventRow Of(NewSystemEvent happened)
    {
        var (source, text) = (Cut(happened.Source, SystemEventTable.SourceLimit), Cut(happened.Text, SystemEventTable.TextLimit));
        return new()
        {
            At = happened.At.ToUnixTimeMilliseconds(),
            Level = (int)happened.Level,
            Source = source,
            EventId = happened.EventId,
            Text = text,
            Search = $"{source} {text}".ToLowerInvariant(),
            Detail = happened.Detail is null ? null : Cut(happened.Detail, SystemEventTable.DetailLimit),
        };
    }

    private static string Cut(string text, int limit) => text.Length <= limit ? text : text[..limit];
}

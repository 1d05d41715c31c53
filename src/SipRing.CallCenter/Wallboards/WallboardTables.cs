using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FluentMigrator;
using LinqToDB.Mapping;

namespace SipRing.CallCenter.Wallboards;

[Migration(202611271031, "Wallboards")]
public sealed class WallboardTables : AutoReversingMigration
{
    public override void Up() => Create.Table("wallboards")
        .WithColumn("id").AsInt32().PrimaryKey().Identity()
        .WithColumn("name").AsString(Wallboard.NameLimit).NotNullable()
        .WithColumn("name_key").AsString(Wallboard.NameLimit).NotNullable().Unique("ux_wallboards_name_key")
        .WithColumn("content").AsString(int.MaxValue).NotNullable()
        .WithColumn("version").AsInt32().NotNullable()
        .WithColumn("changed_at").AsInt64().NotNullable()
        .WithColumn("link_hash").AsString(64).Nullable().Unique("ux_wallboards_link_hash")
        .WithColumn("link_at").AsInt64().Nullable()
        .WithColumn("link_by").AsString(100).Nullable();
}

[Table("wallboards")]
internal sealed record WallboardRow
{
    [Column("id"), PrimaryKey, Identity] public int Id { get; init; }
    [Column("name")] public required string Name { get; init; }

    /// <summary>The name in lower case: names differ by more than case, in either database.</summary>
    [Column("name_key")] public required string NameKey { get; init; }

    /// <summary>Tiles and how the board looks, as JSON: what an older SipRing did not know yet gets its default.</summary>
    [Column("content")] public required string Content { get; init; }
    [Column("version")] public int Version { get; init; }
    [Column("changed_at")] public long ChangedAt { get; init; }
    [Column("link_hash")] public string? LinkHash { get; init; }
    [Column("link_at")] public long? LinkAt { get; init; }
    [Column("link_by")] public string? LinkBy { get; init; }

    public static string Key(string name) => name.ToLowerInvariant();

    public static WallboardRow Of(Wallboard board, DateTimeOffset now) => new()
    {
        Id = board.Id,
        Name = board.Name,
        NameKey = Key(board.Name),
        Content = WallboardContent.Write(board),
        Version = board.Version,
        ChangedAt = now.ToUnixTimeMilliseconds(),
    };

    public Wallboard ToBoard()
    {
        var content = WallboardContent.Read(Content);
        return new()
        {
            Id = Id,
            Name = Name,
            Rows = content.Rows,
            Theme = content.Theme,
            Language = content.Language,
            HideNames = content.HideNames,
            HideCallers = content.HideCallers,
            Tiles = content.Tiles,
            Version = Version,
            ChangedAt = DateTimeOffset.FromUnixTimeMilliseconds(ChangedAt),
            Link = LinkHash is not null && LinkAt is { } at ? new(DateTimeOffset.FromUnixTimeMilliseconds(at), LinkBy ?? "") : null,
        };
    }
}

internal sealed record WallboardContent(
    int Rows, WallboardTheme Theme, string? Language, bool HideNames, bool HideCallers, IReadOnlyList<WallboardTile> Tiles)
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write(Wallboard board) => JsonSerializer.Serialize(
        new WallboardContent(board.Rows, board.Theme, board.Language, board.HideNames, board.HideCallers, board.Tiles), s_options);

    public static WallboardContent Read(string text) => JsonSerializer.Deserialize<WallboardContent>(text, s_options)!;
}

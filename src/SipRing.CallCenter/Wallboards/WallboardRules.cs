using System.Text;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Wallboards;

/// <summary>What a board must be like to be kept, whoever sends it: the editor or a program.</summary>
public static class WallboardRules
{
    public const int FewestHours = 1;
    public const int MostHours = 24;
    public const int MostQueues = 50;
    public const int HighestTileId = 9999;
    private static readonly int[] s_minutes = [15, 60];

    public static Refusal? Check(Wallboard board)
    {
        if (board.Name.Length is 0 or > Wallboard.NameLimit || !IsPlain(board.Name))
            return new("wallboard-name-invalid", $"A wallboard's name has 1 to {Wallboard.NameLimit} characters and no line breaks.", "name", RefusalKind.Invalid, Wallboard.NameLimit);
        if (board.Rows is < WallboardGrid.FewestRows or > WallboardGrid.MostRows)
            return new("wallboard-rows-invalid", $"A wallboard has {WallboardGrid.FewestRows} to {WallboardGrid.MostRows} rows.", "rows", RefusalKind.Invalid, WallboardGrid.FewestRows, WallboardGrid.MostRows);
        if (board.Language is not (null or "ru" or "en"))
            return new("wallboard-language-invalid", "The language of a wallboard is ru, en or that of the browser.", "language");
        if (board.Tiles.Count > WallboardGrid.MostTiles)
            return new("wallboard-tiles-many", $"A wallboard has at most {WallboardGrid.MostTiles} tiles.", "tiles", RefusalKind.Invalid, WallboardGrid.MostTiles);
        if (board.Tiles.GroupBy(t => t.Id).FirstOrDefault(g => g.Count() > 1) is { } same)
            return new("wallboard-tile-twice", $"Two tiles have the id {same.Key}.", "tiles", RefusalKind.Invalid, same.Key);
        if (board.Tiles.FirstOrDefault(t => t.Id is < 1 or > HighestTileId) is { } odd)
            return new("wallboard-tile-id", $"Tile {odd.Id}: the id of a tile is 1 to {HighestTileId}.", "tiles", RefusalKind.Invalid, odd.Id, HighestTileId);
        return board.Tiles.Select(tile => CheckPlace(board, tile) ?? CheckTile(tile)).FirstOrDefault(refusal => refusal is not null);
    }

    /// <summary>What is wrong with one tile, wherever it stands. The sentence for programs says which one it is.</summary>
    public static Refusal? CheckTile(WallboardTile tile) =>
        Check(tile) is { } refusal ? refusal with { Message = $"Tile {tile.Id}: {refusal.Message}" } : null;

    private static Refusal? CheckPlace(Wallboard board, WallboardTile tile)
    {
        if (!WallboardGrid.IsInside(tile, board.Rows))
            return new("wallboard-tile-outside", $"Tile {tile.Id} does not fit on the board: it is too small or goes beyond its {WallboardGrid.Columns} columns and {board.Rows} rows.", "tiles", RefusalKind.Invalid, tile.Id, board.Rows);
        return board.Tiles.FirstOrDefault(other => other.Id != tile.Id && other.Overlaps(tile)) is { } other
            ? new("wallboard-tiles-overlap", $"Tiles {tile.Id} and {other.Id} lie on each other.", "tiles", RefusalKind.Invalid, tile.Id, other.Id)
            : null;
    }

    private static Refusal? Check(WallboardTile tile)
    {
        if (tile.Title.Length > WallboardTile.TitleLimit || !IsPlain(tile.Title))
            return new("tile-title-invalid", $"A tile's title has at most {WallboardTile.TitleLimit} characters and no line breaks.", "title", RefusalKind.Invalid, WallboardTile.TitleLimit);
        if (tile.Text.Length > WallboardTile.TextLimit || !IsPlain(tile.Text.Replace('\n', ' ')))
            return new("tile-text-invalid", $"A tile's text has at most {WallboardTile.TextLimit} characters.", "text", RefusalKind.Invalid, WallboardTile.TextLimit);
        if (tile is { Kind: WallboardTileKind.Text, Text: "" })
            return new("tile-text-missing", "A text tile needs a text.", "text");
        if (tile.Queues.Count > MostQueues || !tile.Queues.All(IsNumber) || tile.Queues.Distinct(StringComparer.Ordinal).Count() != tile.Queues.Count)
            return new("tile-queues-invalid", $"A tile names at most {MostQueues} queues, each by its number and once.", "queues", RefusalKind.Invalid, MostQueues);
        if (tile.Hours is < FewestHours or > MostHours)
            return new("tile-hours-invalid", $"A trend reaches {FewestHours} to {MostHours} hours back.", "hours", RefusalKind.Invalid, FewestHours, MostHours);
        if (!s_minutes.Contains(tile.Minutes))
            return new("tile-minutes-invalid", "A bar of a trend is 15 or 60 minutes.", "minutes");
        return CheckMetrics(tile) ?? tile.Thresholds.Select(Check).FirstOrDefault(refusal => refusal is not null);
    }

    private static Refusal? CheckMetrics(WallboardTile tile)
    {
        var shown = WallboardMetrics.Shown(tile.Kind);
        if (tile.Metrics.Distinct().Count() != tile.Metrics.Count || !tile.Metrics.All(shown.Contains))
            return new("tile-metrics-invalid", "This tile cannot show that figure, or shows it twice.", "metrics");
        if (tile.Kind == WallboardTileKind.Figure && tile.Metrics.Count != 1)
            return new("tile-metric-one", "This tile shows exactly one figure.", "metrics");
        if (tile.Kind == WallboardTileKind.Queues && tile.Metrics.Count == 0)
            return new("tile-metrics-missing", "Choose at least one figure for this tile.", "metrics");
        var measured = WallboardMetrics.Measured(tile);
        return tile.Thresholds.Select(t => t.Metric).Distinct().Count() != tile.Thresholds.Count || !tile.Thresholds.All(t => measured.Contains(t.Metric))
            ? new("tile-thresholds-invalid", "A threshold belongs to a figure of its tile, and each figure has one.", "thresholds")
            : null;
    }

    private static Refusal? Check(WallboardThreshold threshold)
    {
        var most = WallboardMetrics.Greatest(threshold.Metric);
        if (threshold.Warning is < 0 || threshold.Warning > most || threshold.Alarm is < 0 || threshold.Alarm > most)
            return new("threshold-range", $"A threshold is a whole number from 0 to {most}.", "thresholds", RefusalKind.Invalid, most);
        return threshold is { Warning: { } warning, Alarm: { } alarm } && (threshold.Above ? alarm < warning : alarm > warning)
            ? new("threshold-order", "The alarm comes after the warning: raise it where more is worse, lower it where less is.", "thresholds")
            : null;
    }

    private static bool IsNumber(string queue) => queue.Length is > 0 and <= 20 && queue.All(char.IsAsciiDigit);

    private static bool IsPlain(string text) => !text.Any(char.IsControl) && !text.EnumerateRunes().Contains(Rune.ReplacementChar);
}

using System.Globalization;
using SipRing.CallCenter.Wallboards;

namespace SipRing.Server.Wallboards;

/// <summary>
/// How large things may be on a tile, in units of a hundredth of the board's width on a screen of 16:9 (the variable --u of the
/// style sheet): words must be read from across a hall, so what does not fit is left out and counted, not shrunk for ever.
/// </summary>
public readonly record struct TileFit(double Width, double Height)
{
    private const double Padding = 0.8;
    private const double Gap = 0.6;
    private const double Head = 2.6;
    private const double Inner = 0.9;

    // Of a bold digit and of a usual letter, in parts of the size of the font: the widest of the fonts that may be there.
    private const double DigitWidth = 0.68;
    private const double WordWidth = 0.62;

    /// <summary>The tile with its title and edges: on a narrow screen tiles stand below each other, each as large as it is here.</summary>
    public double OuterWidth => Width + (2 * Inner);

    public double OuterHeight => Height + Head + (1.4 * Inner);

    /// <summary>The room below the title.</summary>
    public static TileFit Of(WallboardTile tile, int rows)
    {
        var column = (100 - (2 * Padding) - ((WallboardGrid.Columns - 1) * Gap)) / WallboardGrid.Columns;
        var row = (56.25 - (2 * Padding) - ((rows - 1) * Gap)) / rows;
        var head = tile is { Kind: WallboardTileKind.Clock or WallboardTileKind.Text, Title: "" } ? 0 : Head;
        return new((tile.Width * column) + ((tile.Width - 1) * Gap) - (2 * Inner), (tile.Height * row) + ((tile.Height - 1) * Gap) - head - (1.4 * Inner));
    }

    /// <summary>The size of one line of so many digits with a note below; short numbers are taken for longer, so that a figure keeps its size.</summary>
    public double Figure(int characters, double note) => Math.Max(1, Math.Min((Height - note) * 0.92, Width / (Math.Max(characters, 3) * DigitWidth)));

    /// <summary>The size of a line of words that may be as large as that.</summary>
    public double Line(string text, double largest) => Math.Min(largest, Width / (Math.Max(1, text.Length) * WordWidth));

    /// <summary>Cells of a kind of table: as large as they can be with all of them shown, but not smaller than can be read.</summary>
    public CellFit Cells(int count, double width, double height, double largest, double least)
    {
        var best = new CellFit(1, 0, 0);
        for (var columns = 1; columns <= Math.Max(1, count) && Width / columns >= width * least; columns++)
        {
            var scale = Math.Min(largest, Math.Min(Width / columns / width, Height / Math.Ceiling(Math.Max(1, count) / (double)columns) / height));
            if (scale > best.Scale + 0.001)
                best = new(columns, scale, count);
        }

        if (best.Scale >= least)
            return best;
        var (across, down) = (Math.Max(1, (int)(Width / (width * least))), Math.Max(1, (int)(Height / (height * least))));
        return new(across, least, Math.Min(count, Math.Max(0, (across * down) - 1)));
    }

    /// <summary>The largest size at which a text fits, by the usual width of its letters.</summary>
    public double Text(string text)
    {
        for (var size = 7.0; size > 1.2; size -= 0.1)
        {
            var letters = Width / (size * WordWidth);
            if (text.Split('\n').Sum(line => Math.Max(1, Math.Ceiling(line.Length / letters))) * size * 1.25 <= Height)
                return size;
        }

        return 1.2;
    }

    public static string Css(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <param name="Columns">Side by side.</param>
/// <param name="Scale">1 is the usual size.</param>
/// <param name="Shown">How many of them have room; one place is kept for the number of the others.</param>
public readonly record struct CellFit(int Columns, double Scale, int Shown);

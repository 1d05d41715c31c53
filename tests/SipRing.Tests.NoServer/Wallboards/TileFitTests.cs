using SipRing.CallCenter.Wallboards;
using SipRing.Server.Wallboards;
using Xunit;

namespace SipRing.Tests.NoServer.Wallboards;

/// <summary>Nothing on a board is drawn larger than its tile or smaller than can be read.</summary>
public sealed class TileFitTests
{
    [Fact]
    public void Cells_AnyNumberOnAnyTile_FitAndCanBeRead()
    {
        foreach (var (width, height) in new[] { (2, 2), (3, 6), (6, 4), (12, 8), (12, 2) })
        {
            var fit = TileFit.Of(new() { Id = 1, Kind = WallboardTileKind.Agents, Width = width, Height = height }, 8);
            for (var count = 0; count <= 300; count++)
            {
                var cells = fit.Cells(count, 13.5, 4.5, 1.25, 0.72);
                Assert.InRange(cells.Scale, 0.72, 1.25);
                Assert.InRange(cells.Shown, 0, count);
                var places = cells.Shown + (cells.Shown < count ? 1 : 0);
                var rows = Math.Ceiling(places / (double)cells.Columns);
                Assert.True(rows * 4.5 * cells.Scale <= Math.Max(fit.Height, 4.5 * 0.72) + 0.01, $"{count} on {width} x {height}: {cells}");
                Assert.True(cells.Columns == 1 || cells.Columns * 13.5 * cells.Scale <= fit.Width + 0.01, $"{count} on {width} x {height}: {cells}");
            }
        }
    }

    [Fact]
    public void Figure_MoreDigits_KeepsItsSizeUpToThree()
    {
        var fit = TileFit.Of(new() { Id = 1, Kind = WallboardTileKind.Figure, Width = 2, Height = 2 }, 8);
        Assert.Equal(fit.Figure(1, 2.2), fit.Figure(3, 2.2));
        Assert.True(fit.Figure(7, 2.2) < fit.Figure(3, 2.2));
        Assert.True(fit.Figure(7, 0) * 7 * 0.65 <= fit.Width + 0.01);
        Assert.True(fit.Figure(3, 2.2) >= 2.5, "48 px of 1920");
    }

    [Fact]
    public void Text_Long_IsSmallerThanShortAndNeverUnreadable()
    {
        var fit = TileFit.Of(new() { Id = 1, Kind = WallboardTileKind.Text, Width = 4, Height = 1 }, 8);
        Assert.True(fit.Text("Обед") > fit.Text("Сегодня совещание в 15:00 в большом зале, приходите все"));
        Assert.InRange(fit.Text(new string('x', 500)), 1.2, 7);
    }
}

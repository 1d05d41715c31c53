using System.Globalization;
using System.Text;
using Microsoft.Extensions.Localization;
using SipRing.CallCenter.Ledger;
using SipRing.Server.Resources;
using SipRing.Server.Shared;

namespace SipRing.Server.Wallboards.Tiles;

/// <summary>The picture of a trend: numbers only, so nothing in it needs to be escaped. Ten of its units are one of the board.</summary>
public sealed class TrendChart
{
    private const double Left = 32;
    private const double Right = 44;
    private const double Bottom = 20;
    private const double Top = 8;
    private const double LetterWidth = 7.6;
    private readonly BoardTrend _trend;
    private readonly CallCentreTime _time;
    private readonly StringBuilder _svg = new();
    private readonly double _scale;
    private readonly double _step;

    public TrendChart(BoardTrend trend, TileFit fit, CallCentreTime time)
    {
        (_trend, _time) = (trend, time);
        (Width, Height) = (fit.Width * 10, Math.Max(60, fit.Height * 10));
        var most = Ceiling(trend.Steps.Max(step => step.Answered + step.Lost));
        (_scale, _step) = ((Height - Top - Bottom) / most, (Width - Left - Right) / trend.Steps.Count);
        var calls = trend.Steps.Sum(step => step.Answered + step.Lost);
        Service = calls == 0 ? null : 100.0 * trend.Steps.Sum(step => step.InTime) / calls;
        Add("""<defs><pattern id="wb-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch-ground" width="6" height="6"/><rect class="hatch" width="3.6" height="6"/></pattern></defs>""");
        Grid(most);
        for (var i = 0; i < trend.Steps.Count; i++)
            Bar(i, trend.Steps[i]);
        Line();
    }

    public double Width { get; }

    public double Height { get; }

    /// <summary>Over the whole span.</summary>
    public double? Service { get; }

    public string Svg => _svg.ToString();

    private double Ground => Height - Bottom;

    public string Summary(IStringLocalizer<Texts> texts) => string.Join("; ", _trend.Steps.Where(step => step.Answered + step.Lost > 0)
        .Select(step => texts["wallboard.step", Label(step), step.Answered, step.Lost, Formats.Percent(step.ServicePercent)].Value));

    /// <summary>The next number that is easy to halve: the grid has no crooked lines.</summary>
    private static int Ceiling(int most)
    {
        for (var power = 1; ; power *= 10)
        {
            foreach (var step in new[] { 2, 4, 6, 10 })
            {
                if (step * power >= most)
                    return step * power;
            }
        }
    }

    private void Grid(int most)
    {
        foreach (var part in new[] { 0, 0.5, 1 })
        {
            var y = Ground - ((Ground - Top) * part);
            Add($"""<line class="grid" x1="{N(Left)}" x2="{N(Width - Right)}" y1="{N(y)}" y2="{N(y)}"/>""");
            if (part == 0)
                continue;
            Add($"""<text x="{N(Left - 6)}" y="{N(y + 4.5)}" text-anchor="end">{((int)(most * part)).ToString(CultureInfo.InvariantCulture)}</text>""");
            Add($"""<text x="{N(Width - Right + 6)}" y="{N(y + 4.5)}" class="service">{((int)(100 * part)).ToString(CultureInfo.InvariantCulture)}%</text>""");
        }
    }

    private void Bar(int i, StepCount step)
    {
        var (x, width) = (Left + (i * _step) + (_step * 0.14), _step * 0.72);
        var (answered, lost) = (step.Answered * _scale, step.Lost * _scale);
        var now = i == _trend.Steps.Count - 1 ? " now" : "";
        if (step.Answered > 0)
            Add($"""<rect class="answered{now}" x="{N(x)}" y="{N(Ground - answered)}" width="{N(width)}" height="{N(answered)}"/>""");
        if (step.Lost > 0)
            Add($"""<rect class="lost{now}" fill="url(#wb-hatch)" x="{N(x)}" y="{N(Ground - answered - lost)}" width="{N(width)}" height="{N(Math.Max(2, lost))}"/>""");
        if (IsLabelled(i, step))
            Add($"""<text x="{N(x + (width / 2))}" y="{N(Height - 3)}" text-anchor="middle">{Label(step)}</text>""");
    }

    private bool IsLabelled(int i, StepCount step)
    {
        if (_trend.Step >= TimeSpan.FromHours(1))
            return i % Math.Max(1, (int)Math.Ceiling(LetterWidth * 3.2 / _step)) == 0;
        var every = Math.Max(1, (int)Math.Ceiling(LetterWidth * 5.6 / (_step * 4)));
        var local = _time.ToLocal(step.From);
        return local.Minute == 0 && local.Hour % every == 0;
    }

    private string Label(StepCount step) => _time.ToLocal(step.From).ToString(_trend.Step >= TimeSpan.FromHours(1) ? "%H" : "H:mm", CultureInfo.InvariantCulture);

    private void Line()
    {
        var points = _trend.Steps.Select((step, i) => (X: Left + ((i + 0.5) * _step), step.ServicePercent)).Where(p => p.ServicePercent is not null)
            .Select(p => (p.X, Y: Ground - ((Ground - Top) * p.ServicePercent!.Value / 100))).ToList();
        if (points.Count > 1)
            Add($"""<polyline class="service" points="{string.Join(' ', points.Select(p => $"{N(p.X)},{N(p.Y)}"))}"/>""");
        foreach (var (x, y) in points)
            Add($"""<circle class="service" cx="{N(x)}" cy="{N(y)}" r="{N(Math.Min(3.6, _step / 4))}"/>""");
    }

    private void Add(string element) => _svg.Append(element);

    private static string N(double value) => Math.Max(0, value).ToString("0.##", CultureInfo.InvariantCulture);
}

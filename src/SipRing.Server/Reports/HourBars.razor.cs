using System.Globalization;
using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Ledger;

namespace SipRing.Server.Reports;

public sealed partial class HourBars
{
    private const double Width = 212;
    private const double Height = 64;
    private List<Bar> _bars = [];

    [Parameter, EditorRequired]
    public IReadOnlyList<HourCount> Hours { get; set; } = null!;

    private string Summary => string.Join("; ", _bars.Select(bar => bar.Text));

    protected override void OnParametersSet()
    {
        var byHour = Hours.Where(count => count.Answered + count.Lost > 0).ToDictionary(count => count.Hour);
        if (byHour.Count == 0)
        {
            _bars = [];
            return;
        }

        var first = byHour.Keys.Min();
        var hours = Enumerable.Range(first, byHour.Keys.Max() - first + 1).Select(hour => byHour.GetValueOrDefault(hour) ?? new(hour, 0, 0)).ToList();
        var scale = Height / hours.Max(hour => hour.Answered + hour.Lost + 0.5);
        var step = Math.Min(Width / hours.Count, 36);
        var labelEvery = hours.Count > 16 ? 3 : hours.Count > 9 ? 2 : 1;
        _bars = [.. hours.Select((hour, i) => new Bar(
            hour.Hour, i * step, step, step > 14 ? 2.5 : 1, hour.Answered * scale, hour.Lost * scale, i % labelEvery == 0,
            T["totals.hour", hour.Hour, hour.Answered, hour.Lost]))];
    }

    // A text element of SVG cannot be written in Razor, which takes <text> as its own. Holds numbers only.
    private static string Label(Bar bar) =>
        bar.Labelled ? $"""<text x="{N(bar.X + bar.Step / 2)}" y="81" text-anchor="middle">{bar.Hour.ToString(CultureInfo.InvariantCulture)}</text>""" : "";

    private static string N(double value) => Math.Max(0, value).ToString("0.##", CultureInfo.InvariantCulture);

    private sealed record Bar(int Hour, double X, double Step, double Gap, double Answered, double Lost, bool Labelled, string Text);
}

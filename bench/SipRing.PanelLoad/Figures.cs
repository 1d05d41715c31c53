namespace SipRing.PanelLoad;

/// <summary>Delays from an event to what it shows, and of the browsers' timers, over all pages.</summary>
internal sealed class Figures
{
    private readonly List<double> _delays = [];
    private readonly List<double> _lags = [];

    public int Count => _delays.Count;

    public static Figures Of(IEnumerable<PageSeen> pages, Dictionary<string, double> sent)
    {
        var figures = new Figures();
        lock (sent)
        {
            foreach (var page in pages)
            {
                figures._delays.AddRange(page.Seen.Where(item => sent.ContainsKey(item.What)).Select(item => Math.Max(0, item.At - sent[item.What])));
                figures._lags.AddRange(page.Lags);
            }
        }

        return figures;
    }

    public void Add(Figures other)
    {
        _delays.AddRange(other._delays);
        _lags.AddRange(other._lags);
    }

    public double Delay(int percentile) => At(_delays, percentile);

    public double Lag(int percentile) => At(_lags, percentile);

    private static double At(List<double> values, int percentile) =>
        values.Count == 0 ? double.NaN : values.Order().ElementAt(Math.Min(values.Count - 1, values.Count * percentile / 100));
}

using System.Globalization;

namespace SipRing.CallCenter.Ledger.Folding;

/// <summary>What a leg did when, as short text: <c>r0-3500 t3500-9000</c>, milliseconds from the beginning of the call.</summary>
internal static class SpanText
{
    /// <summary>Between the answer and the bridge, and when one bridge takes over from another.</summary>
    private const long BlinkMs = 150;
    private const int Limit = 2000;

    public static string Of(OpenLeg leg, long began)
    {
        var end = leg.EndMs ?? leg.LastMs;
        var answer = Math.Clamp(leg.AnswerMs ?? end, leg.StartMs, end);
        var marked = leg.Bridged.Select(s => ('t', s)).Concat(leg.Queued.Select(s => ('q', s))).OrderBy(m => m.s.From).ThenBy(m => m.s.To);
        var spans = new List<(char Kind, long From, long To)>();
        var at = leg.StartMs;
        foreach (var (kind, span) in marked)
        {
            Fill(spans, at, span.From, answer);
            Add(spans, kind, Math.Max(at, span.From), span.To);
            at = Math.Max(at, span.To);
        }

        Fill(spans, at, end, answer);
        return Text(spans, began);
    }

    public static string Text(IEnumerable<(char Kind, long From, long To)> spans, long began)
    {
        var text = new System.Text.StringBuilder();
        foreach (var (kind, from, to) in spans)
        {
            var one = string.Create(CultureInfo.InvariantCulture, $"{(text.Length > 0 ? " " : "")}{kind}{from - began}-{to - began}");
            if (text.Length + one.Length > Limit)
                break;
            text.Append(one);
        }

        return text.ToString();
    }

    public static IEnumerable<(LegState State, long From, long To)> Read(string text, long began)
    {
        foreach (var one in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var dash = one.IndexOf('-', 1);
            if (dash < 0
                || !long.TryParse(one.AsSpan(1, dash - 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var from)
                || !long.TryParse(one.AsSpan(dash + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var to))
            {
                continue;
            }

            var state = one[0] switch
            {
                'r' => LegState.Ringing,
                'q' => LegState.Queued,
                't' => LegState.Talking,
                _ => LegState.Served,
            };
            yield return (state, from + began, to + began);
        }
    }

    /// <summary>Spans in order, those that touch or overlap made one.</summary>
    public static List<LegSpan> Union(IEnumerable<LegSpan> spans)
    {
        var union = new List<LegSpan>();
        foreach (var span in spans.OrderBy(s => s.From).ThenBy(s => s.To))
        {
            if (union.Count > 0 && span.From <= union[^1].To + BlinkMs)
                union[^1] = union[^1] with { To = Math.Max(union[^1].To, span.To) };
            else
                union.Add(span);
        }

        return union;
    }

    // Before the answer it rings, after it the PBX has it.
    private static void Fill(List<(char, long, long)> spans, long from, long to, long answer)
    {
        if (from < answer)
            Add(spans, 'r', from, Math.Min(to, answer));
        if (to > answer && to - Math.Max(from, answer) > BlinkMs)
            Add(spans, 's', Math.Max(from, answer), to);
    }

    private static void Add(List<(char Kind, long From, long To)> spans, char kind, long from, long to)
    {
        if (to <= from)
            return;
        if (spans.Count > 0 && spans[^1].Kind == kind && from - spans[^1].To <= BlinkMs)
            spans[^1] = (kind, spans[^1].From, to);
        else
            spans.Add((kind, from, to));
    }
}

using System.Globalization;
using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.LostCallers;
using SipRing.Server.Reports;
using SipRing.Server.Shared;

namespace SipRing.Server.LostCallers;

/// <summary>What the list of lost callers shows, as its address says it. Times are those of the call centre.</summary>
public sealed record LostCallersQuery
{
    private const int LongestText = 60;
    private const string Minutes = "yyyy-MM-ddTHH:mm";

    public LostCallerView View { get; init; }
    public ReportPeriod Period { get; init; } = ReportPeriod.Today;
    public DateTime? From { get; init; }
    public DateTime? To { get; init; }
    public IReadOnlyList<string> Queues { get; init; } = [];
    public string? Number { get; init; }

    /// <summary>The caller whose story is open.</summary>
    public long? Caller { get; init; }

    /// <summary>What the address says and nobody understands.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    public bool IsNarrowed => Queues.Count > 0 || Number is not null;

    /// <summary>Those who wait are shown whenever they were lost.</summary>
    public bool HasSpan => View is not (LostCallerView.Open or LostCallerView.Taken or LostCallerView.Overdue);

    public QueueReportQuery Span => new() { Period = Period, From = From, To = To };

    public string Url => Urls.LostCallers(this);

    public LostCallersQuery WithSpan(QueueReportQuery span) => this with { Period = span.Period, From = span.From, To = span.To, Caller = null };

    public bool SameListAs(LostCallersQuery? other) =>
        other is not null && (this with { Caller = null }).ToParameters().SequenceEqual((other with { Caller = null }).ToParameters());

    public static LostCallersQuery Parse(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var query = new LostCallersQuery();
        var (ignored, queues) = (new List<string>(), new List<string>());
        foreach (var (name, value) in parameters.Where(p => p.Value.Length > 0))
        {
            var text = value.Length <= LongestText && !value.Any(char.IsControl) ? value.Trim() : "";
            LostCallersQuery? next = name switch
            {
                _ when text.Length == 0 => null,
                "view" => Named<LostCallerView>(text) is { } view ? query with { View = view } : null,
                "period" => Named<ReportPeriod>(text) is { } period and not ReportPeriod.Custom ? query with { Period = period } : null,
                "from" => Moment(text) is { } from ? query with { Period = ReportPeriod.Custom, From = from } : null,
                "to" => Moment(text) is { } to ? query with { Period = ReportPeriod.Custom, To = to } : null,
                "number" => NumberForms.Digits(text).Length > 0 ? query with { Number = text } : null,
                "queue" => text.All(char.IsAsciiDigit) ? Add(queues, text, query) : null,
                "caller" => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? query with { Caller = id } : null,
                _ => null,
            };
            if (next is null)
                ignored.Add($"{name}={value[..Math.Min(value.Length, 20)]}");
            query = next ?? query;
        }

        return query with { Queues = queues, Ignored = ignored };
    }

    public IEnumerable<KeyValuePair<string, string?>> ToParameters()
    {
        if (View != LostCallerView.Open)
            yield return new("view", View.ToString().ToLowerInvariant());
        if (Period == ReportPeriod.Custom)
        {
            yield return new("from", From?.ToString(Minutes, CultureInfo.InvariantCulture));
            yield return new("to", To?.ToString(Minutes, CultureInfo.InvariantCulture));
        }
        else if (Period != ReportPeriod.Today)
        {
            yield return new("period", Period.ToString().ToLowerInvariant());
        }

        foreach (var queue in Queues)
            yield return new("queue", queue);
        yield return new("number", Number);
        yield return new("caller", Caller?.ToString(CultureInfo.InvariantCulture));
    }

    public LostCallerFilter Filter(CallCentreTime time, NumberForms forms)
    {
        var (from, to) = Span.Span(time);
        return new() { View = View, From = from, To = to, Queues = Queues, Number = forms.Core(Number) };
    }

    private static LostCallersQuery Add(List<string> list, string value, LostCallersQuery query)
    {
        list.Add(value);
        return query;
    }

    private static TEnum? Named<TEnum>(string text) where TEnum : struct, Enum =>
        char.IsAsciiLetter(text[0]) && Enum.TryParse<TEnum>(text, ignoreCase: true, out var value) ? value : null;

    private static DateTime? Moment(string text) =>
        DateTime.TryParseExact(text, Minutes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment : null;
}

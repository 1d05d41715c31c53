using System.Globalization;
using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.Ledger;
using SipRing.Server.Reports;
using SipRing.Server.Shared;

namespace SipRing.Server.CallDetail;

/// <summary>What call detail shows, as its address says it. Times are those of the call centre.</summary>
public sealed record CallsQuery
{
    private const string Minutes = "yyyy-MM-ddTHH:mm";
    private const int LongestText = 60;
    private static readonly Dictionary<string, CallDirection> s_directions = Names<CallDirection>();
    private static readonly Dictionary<string, CallResult> s_results = Names<CallResult>();

    public ReportPeriod Period { get; init; } = ReportPeriod.Today;
    public DateTime? From { get; init; }
    public DateTime? To { get; init; }
    public string? Number { get; init; }
    public string? Caller { get; init; }
    public string? Dialled { get; init; }
    public CallDirection? Direction { get; init; }
    public CallResult? Result { get; init; }
    public IReadOnlyList<string> Extensions { get; init; } = [];
    public IReadOnlyList<int> Agents { get; init; } = [];
    public IReadOnlyList<int> Departments { get; init; } = [];
    public string? Trunk { get; init; }
    public int? MinTalk { get; init; }
    public bool Recorded { get; init; }

    /// <summary>The call whose story is open.</summary>
    public long? Call { get; init; }

    /// <summary>What the address says and nobody understands: shown, because a list without it is another list.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    public bool IsNarrowed => ToParameters().Any(p => p.Value is not null && p.Key != "call");

    public bool SameListAs(CallsQuery? other) =>
        other is not null && (this with { Call = null }).ToParameters().SequenceEqual((other with { Call = null }).ToParameters());

    /// <summary>The span in the words of the picker that reports share.</summary>
    public QueueReportQuery Span => new() { Period = Period, From = From, To = To };

    public CallsQuery WithSpan(QueueReportQuery span) => this with { Period = span.Period, From = span.From, To = span.To, Call = null };

    public static CallsQuery Parse(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var query = new CallsQuery();
        var ignored = new List<string>();
        var (extensions, agents, departments) = (new List<string>(), new List<int>(), new List<int>());
        foreach (var (name, value) in parameters.Where(p => p.Value.Length > 0))
        {
            var text = value.Length <= LongestText && !value.Any(char.IsControl) ? value.Trim() : null;
            CallsQuery? next = name switch
            {
                _ when string.IsNullOrEmpty(text) => null,
                "period" => Enum.TryParse<ReportPeriod>(text, ignoreCase: true, out var period) && period != ReportPeriod.Custom && !char.IsDigit(text[0]) ? query with { Period = period } : null,
                "from" => Moment(text) is { } from ? query with { Period = ReportPeriod.Custom, From = from } : null,
                "to" => Moment(text) is { } to ? query with { Period = ReportPeriod.Custom, To = to } : null,
                "number" => NumberForms.Digits(text).Length > 0 ? query with { Number = text } : null,
                "caller" => NumberForms.Digits(text).Length > 0 ? query with { Caller = text } : null,
                "dialled" => NumberForms.Digits(text).Length > 0 ? query with { Dialled = text } : null,
                "direction" => s_directions.TryGetValue(text, out var direction) ? query with { Direction = direction } : null,
                "result" => s_results.TryGetValue(text, out var result) ? query with { Result = result } : null,
                "extension" => text.All(char.IsAsciiDigit) ? Add(extensions, text, query) : null,
                "agent" => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var agent) ? Add(agents, agent, query) : null,
                "department" => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var department) ? Add(departments, department, query) : null,
                "trunk" => query with { Trunk = text },
                "minTalk" => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? query with { MinTalk = seconds } : null,
                "recorded" => text == "true" ? query with { Recorded = true } : null,
                "call" => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? query with { Call = id } : null,
                _ => null,
            };
            if (next is null)
                ignored.Add($"{name}={(text ?? value[..Math.Min(value.Length, 20)])}");
            query = next ?? query;
        }

        return query with { Extensions = extensions, Agents = agents, Departments = departments, Ignored = ignored };
    }

    public IEnumerable<KeyValuePair<string, string?>> ToParameters()
    {
        if (Period == ReportPeriod.Custom)
        {
            yield return new("from", From?.ToString(Minutes, CultureInfo.InvariantCulture));
            yield return new("to", To?.ToString(Minutes, CultureInfo.InvariantCulture));
        }
        else if (Period != ReportPeriod.Today)
        {
            yield return new("period", Period.ToString().ToLowerInvariant());
        }

        foreach (var parameter in Conditions())
            yield return parameter;
        yield return new("call", Call?.ToString(CultureInfo.InvariantCulture));
    }

    public IEnumerable<KeyValuePair<string, string?>> ToExport(DateTimeOffset from, DateTimeOffset to, string language) =>
        [new("from", Iso(from)), new("to", Iso(to)), .. Conditions(), new("language", language)];

    public PhoneCallFilter Filter(CallCentreTime time, NumberForms forms)
    {
        var (from, to) = Span.Span(time);
        return new()
        {
            From = from,
            To = to,
            Number = forms.Core(Number),
            Caller = forms.Core(Caller),
            Dialled = forms.Core(Dialled),
            Direction = Direction,
            Result = Result,
            Extensions = Extensions,
            AgentIds = Agents,
            Departments = Departments,
            Trunk = Trunk,
            MinTalkSeconds = MinTalk,
            Recorded = Recorded,
        };
    }

    private IEnumerable<KeyValuePair<string, string?>> Conditions()
    {
        yield return new("number", Number);
        yield return new("caller", Caller);
        yield return new("dialled", Dialled);
        yield return new("direction", Direction is { } direction ? Camel(direction.ToString()) : null);
        yield return new("result", Result is { } result ? Camel(result.ToString()) : null);
        foreach (var extension in Extensions)
            yield return new("extension", extension);
        foreach (var agent in Agents)
            yield return new("agent", agent.ToString(CultureInfo.InvariantCulture));
        foreach (var department in Departments)
            yield return new("department", department.ToString(CultureInfo.InvariantCulture));
        yield return new("trunk", Trunk);
        yield return new("minTalk", MinTalk?.ToString(CultureInfo.InvariantCulture));
        yield return new("recorded", Recorded ? "true" : null);
    }

    private static CallsQuery Add<T>(List<T> list, T value, CallsQuery query)
    {
        list.Add(value);
        return query;
    }

    private static string Iso(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static Dictionary<string, T> Names<T>()
        where T : struct, Enum => Enum.GetValues<T>().ToDictionary(v => Camel(v.ToString()), StringComparer.Ordinal);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static DateTime? Moment(string text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? DateTime.SpecifyKind(moment, DateTimeKind.Unspecified) : null;
}

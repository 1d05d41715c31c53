using System.Globalization;
using SipRing.CallCenter.Ledger;
using SipRing.Server.Shared;

namespace SipRing.Server.Reports;

public enum ReportPeriod
{
    Today,
    Yesterday,
    Week,
    Month,

    /// <summary>From and to are given.</summary>
    Custom,
}

/// <summary>What the queues report shows, as its address says it. Times are those of the call centre.</summary>
public sealed record QueueReportQuery
{
    private const string Minutes = "yyyy-MM-ddTHH:mm";

    private static readonly Dictionary<string, ReportPeriod> s_periods = new(StringComparer.OrdinalIgnoreCase)
    {
        ["today"] = ReportPeriod.Today,
        ["yesterday"] = ReportPeriod.Yesterday,
        ["week"] = ReportPeriod.Week,
        ["month"] = ReportPeriod.Month,
    };

    public ReportPeriod Period { get; init; } = ReportPeriod.Today;
    public DateTime? From { get; init; }
    public DateTime? To { get; init; }
    public IReadOnlyList<string> Queues { get; init; } = [];
    public IReadOnlyList<int> Agents { get; init; } = [];
    public IReadOnlyList<int> Departments { get; init; } = [];
    public string? Caller { get; init; }
    public bool Lost { get; init; }
    public bool OldestFirst { get; init; }

    /// <summary>What the address says and nobody understands: shown, because a report without it is another report.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    public QueueCallSort Sort => OldestFirst ? QueueCallSort.EnteredAtAscending : QueueCallSort.EnteredAtDescending;

    /// <summary>Something else than all calls of today is shown.</summary>
    public bool IsNarrowed => Period != ReportPeriod.Today || Queues.Count > 0 || Agents.Count > 0 || Departments.Count > 0 || Caller is not null;

    /// <summary>Lists are compared by what they hold.</summary>
    public bool SameAs(QueueReportQuery? other) =>
        other is not null && ToParameters().Where(pair => pair.Value is not null).SequenceEqual(other.ToParameters().Where(pair => pair.Value is not null));

    /// <summary>A wrong parameter is as good as none, but said: an address typed by a person still shows a report.</summary>
    public static QueueReportQuery Parse(string? period, string? from, string? to, string[]? queues, string[]? agents, string? caller,
        string? outcome, string? sort, string[]? departments = null)
    {
        var begin = Moment(from);
        var end = Moment(to);
        var custom = begin is not null || end is not null;
        var named = s_periods.GetValueOrDefault(period ?? "", ReportPeriod.Custom);
        string?[] ignored =
        [
            Wrong("period", period, named != ReportPeriod.Custom), Wrong("from", from, begin is not null), Wrong("to", to, end is not null),
            .. (agents ?? []).Select(text => Wrong("agent", text, Id(text) > 0)),
            .. (departments ?? []).Select(text => Wrong("department", text, Id(text) > 0)),
            Wrong("outcome", outcome, outcome is "lost" or "answered"), Wrong("sort", sort, sort is "asc" or "desc"),
        ];
        return new()
        {
            Ignored = [.. ignored.OfType<string>()],
            Period = custom ? ReportPeriod.Custom : named != ReportPeriod.Custom ? named : ReportPeriod.Today,
            From = begin,
            To = end,
            Queues = queues ?? [],
            Agents = [.. (agents ?? []).Select(Id).Where(id => id > 0)],
            Departments = [.. (departments ?? []).Select(Id).Where(id => id > 0)],
            Caller = string.IsNullOrWhiteSpace(caller) ? null : caller.Trim(),
            Lost = outcome == "lost",
            OldestFirst = sort == "asc",
        };
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

        foreach (var queue in Queues)
        {
            yield return new("queue", queue);
        }

        foreach (var agent in Agents)
        {
            yield return new("agent", agent.ToString(CultureInfo.InvariantCulture));
        }

        foreach (var department in Departments)
        {
            yield return new("department", department.ToString(CultureInfo.InvariantCulture));
        }

        yield return new("caller", Caller);
        yield return new("outcome", Lost ? "lost" : null);
        yield return new("sort", OldestFirst ? "asc" : null);
    }

    /// <summary>First moment shown, and the first one no longer shown.</summary>
    public (DateTimeOffset From, DateTimeOffset To) Span(CallCentreTime time)
    {
        var today = time.Today;
        var tomorrow = time.StartOf(today.AddDays(1));
        return Period switch
        {
            ReportPeriod.Today => (time.StartOf(today), tomorrow),
            ReportPeriod.Yesterday => (time.StartOf(today.AddDays(-1)), time.StartOf(today)),
            ReportPeriod.Week => (time.StartOf(today.AddDays(-6)), tomorrow),
            ReportPeriod.Month => (time.StartOf(today.AddDays(-29)), tomorrow),
            ReportPeriod.Custom => (From is { } from ? time.ToInstant(from) : time.StartOf(today), To is { } to ? time.ToInstant(to) : tomorrow),
        };
    }

    /// <summary>The totals of R4 count answered and lost together; a table shows one of them.</summary>
    public QueueCallFilter Filter(CallCentreTime time, bool? answered)
    {
        var (from, to) = Span(time);
        return new() { From = from, To = to, Queues = Queues, AgentIds = Agents, Departments = Departments, Caller = Caller, Answered = answered };
    }

    private static string? Wrong(string name, string? value, bool understood) => string.IsNullOrEmpty(value) || understood ? null : $"{name}={value}";

    private static int Id(string? text) => int.TryParse(text, CultureInfo.InvariantCulture, out var id) ? id : 0;

    private static DateTime? Moment(string? text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? DateTime.SpecifyKind(moment, DateTimeKind.Unspecified) : null;
}

using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.SystemLog;
using SipRing.Server.Shared;

namespace SipRing.Server.SystemLog;

public enum LogSpan
{
    Hour,
    Today,
    Week,
    All,

    /// <summary>From and to are given.</summary>
    Custom,
}

/// <summary>What the log page shows, as its address says it. Times are those of the call centre.</summary>
public sealed record LogQuery
{
    private const string Minutes = "yyyy-MM-ddTHH:mm";

    public LogSpan Span { get; init; } = LogSpan.Today;
    public DateTime? From { get; init; }
    public DateTime? To { get; init; }
    public string? Text { get; init; }
    public EntryLevel Level { get; init; }

    /// <summary>Null is all.</summary>
    public TimeLineKind? Kind { get; init; }
    public string? Person { get; init; }

    /// <summary>New entries come by themselves.</summary>
    public bool Follow { get; init; }

    public string Url => QueryHelpers.AddQueryString(Urls.Log, Parameters().Append(new("follow", Follow ? "1" : null)));

    /// <summary>A wrong word of an address is as good as none.</summary>
    public static LogQuery Parse(string? span, string? from, string? to, string? text, string? level, string? kind, string? person, string? follow)
    {
        var (begin, end) = (Moment(from), Moment(to));
        return new()
        {
            Span = begin is not null || end is not null ? LogSpan.Custom : Enum.TryParse<LogSpan>(span, ignoreCase: true, out var named) && named != LogSpan.Custom ? named : LogSpan.Today,
            From = begin,
            To = end,
            Text = string.IsNullOrWhiteSpace(text) ? null : text.Trim(),
            Level = Enum.TryParse<EntryLevel>(level, ignoreCase: true, out var weight) && Enum.IsDefined(weight) ? weight : EntryLevel.Information,
            Kind = Enum.TryParse<TimeLineKind>(kind, ignoreCase: true, out var one) && Enum.IsDefined(one) ? one : null,
            Person = string.IsNullOrWhiteSpace(person) ? null : person,
            Follow = follow == "1",
        };
    }

    public TimeLineFilter Filter(CallCentreTime time)
    {
        var (from, to) = Bounds(time);
        var entries = new EntryFilter { From = from, To = to, Text = Text, Level = Level, Person = Person };
        return new(entries, Kind is { } kind ? new HashSet<TimeLineKind> { kind } : new HashSet<TimeLineKind>());
    }

    /// <summary>The address of the same entries as a file.</summary>
    public string FileUrl(string format, CallCentreTime time)
    {
        var (from, to) = Bounds(time);
        return QueryHelpers.AddQueryString("/api/v1/log/export", new Dictionary<string, string?>
        {
            ["format"] = format,
            ["from"] = Iso(from),
            ["to"] = Iso(to),
            ["text"] = Text,
            ["level"] = Level == EntryLevel.Information ? null : Lower(Level),
            ["kind"] = Kind is { } kind ? Lower(kind) : null,
            ["person"] = Person,
        });
    }

    private (DateTimeOffset? From, DateTimeOffset? To) Bounds(CallCentreTime time) => Span switch
    {
        LogSpan.Hour => (time.Now.AddHours(-1), null),
        LogSpan.Today => (time.StartOf(time.Today), null),
        LogSpan.Week => (time.StartOf(time.Today.AddDays(-6)), null),
        LogSpan.All => (null, null),
        LogSpan.Custom => (From is { } from ? time.ToInstant(from) : null, To is { } to ? time.ToInstant(to) : null),
    };

    private IEnumerable<KeyValuePair<string, string?>> Parameters()
    {
        if (Span == LogSpan.Custom)
        {
            yield return new("from", From?.ToString(Minutes, CultureInfo.InvariantCulture));
            yield return new("to", To?.ToString(Minutes, CultureInfo.InvariantCulture));
        }
        else
        {
            yield return new("span", Span == LogSpan.Today ? null : Lower(Span));
        }

        yield return new("q", Text);
        yield return new("level", Level == EntryLevel.Information ? null : Lower(Level));
        yield return new("kind", Kind is { } kind ? Lower(kind) : null);
        yield return new("person", Person);
    }

    private static string? Iso(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static DateTime? Moment(string? text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? DateTime.SpecifyKind(moment, DateTimeKind.Unspecified) : null;
}

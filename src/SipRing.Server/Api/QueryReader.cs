using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using SipRing.CallCenter.Ledger;

namespace SipRing.Server.Api;

/// <summary>Reads the parameters of a query, gathers what is wrong by name, and refuses names nobody asked for: a mistyped filter must not count everything.</summary>
public sealed class QueryReader(HttpRequest request, Moments moments)
{
    private const int LengthLimit = 200;
    private const int CountLimit = 200;
    private readonly Dictionary<string, string> _errors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public string? Text(string name)
    {
        var values = Values(name);
        if (values.Count > 1)
            _errors[name] = "may be given once.";
        return values.Count == 1 ? values[0] : null;
    }

    public IReadOnlyList<string> Numbers(string name)
    {
        var values = Values(name);
        if (values.Any(v => v.Length > 20 || !v.All(char.IsAsciiDigit)))
            _errors[name] = "must be a number of digits; it may be repeated.";
        return values;
    }

    public IReadOnlyList<int> Integers(string name)
    {
        var result = new List<int>();
        foreach (var value in Values(name))
        {
            if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                result.Add(number);
            else
                _errors[name] = "must be a whole number; it may be repeated.";
        }

        return result;
    }

    public int? Integer(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        _errors[name] = "must be a whole number.";
        return null;
    }

    public int Limit(int least = 1, int most = 1000, int otherwise = 100)
    {
        if (Text("limit") is not { } text)
            return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        _errors["limit"] = $"must be a whole number from {least} to {most}.";
        return otherwise;
    }

    public string? OneOf(string name, params string[] choices)
    {
        if (Text(name) is not { } text)
            return null;
        if (choices.Contains(text, StringComparer.Ordinal))
            return text;
        _errors[name] = $"must be one of {string.Join(", ", choices)}.";
        return null;
    }

    /// <summary>
    /// <c>from</c> (included) and <c>to</c> (excluded; a date alone is included whole). Today where neither is given; from the
    /// beginning, or until the end of today, where one of them is.
    /// </summary>
    public (DateTimeOffset From, DateTimeOffset To) Span()
    {
        var (given, end) = (Moment("from", endOfDay: false), Moment("to", endOfDay: true));
        var from = given ?? (end is null ? moments.Today : DateTimeOffset.UnixEpoch);
        var to = end ?? (from < moments.Tomorrow ? moments.Tomorrow : from);
        if (to < from && _errors.Count == 0)
            _errors["to"] = "must not be before from.";
        return (from, to);
    }

    /// <summary><c>from</c> and <c>to</c> as above, each open where it is not given.</summary>
    public (DateTimeOffset? From, DateTimeOffset? To) OpenSpan()
    {
        var (from, to) = (Moment("from", endOfDay: false), Moment("to", endOfDay: true));
        if (to < from)
            _errors["to"] = "must not be before from.";
        return (from, to);
    }

    public IReadOnlyList<string> SomeOf(string name, params string[] choices)
    {
        var values = Values(name);
        if (!values.TrueForAll(value => choices.Contains(value, StringComparer.Ordinal)))
            _errors[name] = $"must be one of {string.Join(", ", choices)}; it may be repeated.";
        return [.. values.Intersect(choices, StringComparer.Ordinal)];
    }

    public QueueCallFilter QueueCalls(bool ofOneQueueCall)
    {
        var (from, to) = Span();
        return new()
        {
            From = from,
            To = to,
            Queues = Numbers("queue"),
            AgentIds = ofOneQueueCall ? Integers("agent") : [],
            Caller = ofOneQueueCall ? Text("caller") : null,
            Departments = Integers("department"),
            Answered = ofOneQueueCall ? OneOf("outcome", "answered", "lost") switch { "answered" => true, "lost" => false, _ => null } : null,
        };
    }

    /// <summary>A moment; null where it is not given.</summary>
    public DateTimeOffset? At(string name) => Moment(name, endOfDay: false);

    /// <summary>Call it last: names that nothing asked for are wrong too.</summary>
    public bool Ok([NotNullWhen(false)] out IResult? problem)
    {
        foreach (var name in request.Query.Keys.Where(name => !_known.Contains(name)))
            _errors[name] = $"is not known here; known are {string.Join(", ", _known)}.";
        problem = _errors.Count == 0 ? null : Problems.Invalid(_errors);
        return problem is null;
    }

    private DateTimeOffset? Moment(string name, bool endOfDay)
    {
        if (Text(name) is not { } text)
            return null;
        if (moments.TryRead(text, endOfDay, out var moment))
            return moment;
        _errors[name] = "must be a time as 2026-11-23T09:30:00+03:00, or a date as 2026-11-23.";
        return null;
    }

    private List<string> Values(string name)
    {
        _known.Add(name);

        // An empty parameter is what a form sends for a field that was left empty.
        var values = request.Query[name].Where(v => !string.IsNullOrEmpty(v)).Select(v => v!).ToList();
        if (values.Count > CountLimit || values.Exists(v => v.Length > LengthLimit || v.Any(char.IsControl)))
        {
            _errors[name] = $"has at most {CountLimit} values of at most {LengthLimit} characters.";
            return [];
        }

        return values;
    }
}

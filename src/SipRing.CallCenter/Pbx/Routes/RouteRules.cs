using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx.Trunks;

namespace SipRing.CallCenter.Pbx.Routes;

/// <summary>What the values of routes may be; what they name is checked by <see cref="CallFlow"/>.</summary>
public static class RouteRules
{
    public const int MostRules = 100;

    public static IReadOnlyList<string> Languages { get; } = ["ru", "en"];

    /// <summary>Least and greatest value by the field's name in the API.</summary>
    public static IReadOnlyDictionary<string, (int Least, int Greatest)> Ranges { get; } = new Dictionary<string, (int, int)>(StringComparer.Ordinal)
    {
        ["ringSeconds"] = (5, 600),
        ["strip"] = (0, DialRule.MostStripped),
    };

    public static Refusal? Check(IncomingRoute route) =>
        PbxRules.CheckName(route.Name)
        ?? CheckPattern(route.Number, "number", mayBeEmpty: true)
        ?? CheckPattern(route.Caller, "caller", mayBeEmpty: true)
        ?? DialplanText.Check(route.NamePrefix, "namePrefix")
        ?? (route.Language.Length == 0 || Languages.Contains(route.Language)
            ? null
            : new("language-unknown", $"'{route.Language}' is not spoken; use {string.Join(" or ", Languages)}.", "language", RefusalKind.Invalid, route.Language, string.Join(", ", Languages)));

    public static Refusal? Check(OutgoingRoute route)
    {
        if ((PbxRules.CheckName(route.Name) ?? TrunkRules.CheckCallerId(route.CallerId) ?? CheckRange("ringSeconds", route.RingSeconds)) is { } invalid)
            return invalid;
        if (route.Rules.IsEmpty)
            return new("rules-missing", "The route takes no number yet; add a pattern.", "rules");
        if (route.Rules.Length > MostRules)
            return new("rules-many", $"At most {MostRules} patterns in a route.", "rules", RefusalKind.Invalid, MostRules);
        return route.Rules.Select(Check).FirstOrDefault(r => r is not null);
    }

    /// <summary>The route with its patterns as they are stored.</summary>
    public static OutgoingRoute Canonical(OutgoingRoute route) =>
        route with { Rules = [.. route.Rules.Select(r => r with { Pattern = DialPattern.TryParse(r.Pattern)?.Text ?? r.Pattern, Prepend = r.Prepend.Trim() })] };

    /// <inheritdoc cref="Canonical(OutgoingRoute)"/>
    public static IncomingRoute Canonical(IncomingRoute route) =>
        route with { Number = DialPattern.TryParse(route.Number)?.Text ?? route.Number.Trim(), Caller = DialPattern.TryParse(route.Caller)?.Text ?? route.Caller.Trim() };

    private static Refusal? Check(DialRule rule) =>
        CheckPattern(rule.Pattern, "rules", mayBeEmpty: false)
        ?? CheckRange("strip", rule.Strip)
        ?? (rule.Prepend.Length <= DialRule.LongestPrepend && rule.Prepend.All(c => char.IsAsciiDigit(c) || c is '+' or '*' or '#')
            ? null
            : new("prepend-invalid", $"'{rule.Prepend}' cannot stand before a number: at most {DialRule.LongestPrepend} digits, + * and #.", "rules", RefusalKind.Invalid, rule.Prepend, DialRule.LongestPrepend));

    private static Refusal? CheckPattern(string text, string field, bool mayBeEmpty) =>
        (mayBeEmpty && text.Length == 0) || DialPattern.TryParse(text) is not null
            ? null
            : new("pattern-invalid", $"'{text}' is no pattern: digits, + * #, X (0-9), Z (1-9), N (2-9), [1-3], and at the end . or !", field, RefusalKind.Invalid, text);

    private static Refusal? CheckRange(string field, int value) =>
        PbxRules.CheckRange(field == "strip" ? "rules" : field, value, Ranges[field].Least, Ranges[field].Greatest);
}

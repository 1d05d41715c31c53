using System.Globalization;

namespace SipRing.Asterisk.Agi;

/// <summary>The answer to a command: <c>200 result=1 (value) endpos=8000</c>.</summary>
/// <param name="Code">200 = done, 510 = unknown command, 511 = the channel is dead, 520 = wrong usage.</param>
/// <param name="Result">What follows <c>result=</c>; may be empty.</param>
/// <param name="Data">What stands in parentheses, or null.</param>
/// <param name="EndPosition">Samples played, or null.</param>
public sealed record AgiReply(int Code, string Result, string? Data, long? EndPosition)
{
    /// <summary>Parses the (last) line of an answer; null where it is none.</summary>
    public static AgiReply? Parse(string line)
    {
        if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
            return null;
        var rest = line.AsSpan(3).TrimStart(' ');
        if (!rest.StartsWith("result=", StringComparison.Ordinal))
            return code == 200 ? null : new AgiReply(code, "", rest.ToString(), null);

        rest = rest["result=".Length..];
        var end = rest.IndexOf(' ');
        var result = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 1)..];

        string? data = null;
        if (rest.StartsWith("("))
        {
            // The value of a variable may hold parentheses of its own: it ends at the last one.
            var close = rest.LastIndexOf(')');
            data = close < 0 ? rest[1..].ToString() : rest[1..close].ToString();
            rest = close < 0 ? [] : rest[(close + 1)..].TrimStart(' ');
        }

        long? position = rest.StartsWith("endpos=", StringComparison.Ordinal)
            && long.TryParse(rest["endpos=".Length..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var samples)
                ? samples
                : null;
        return new AgiReply(code, result.ToString(), data, position);
    }

    /// <summary>The result as a number, or null.</summary>
    public int? Number =>
        int.TryParse(Result, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>The keys a caller pressed.</summary>
/// <param name="Digits">Without the ending <c>#</c>; may be empty.</param>
/// <param name="TimedOut">The caller stopped before the end key or the last digit.</param>
public readonly record struct AgiDigits(string Digits, bool TimedOut);

/// <summary>How playing a file ended.</summary>
/// <param name="Digit">The key that interrupted it, or null.</param>
/// <param name="EndPosition">Samples played.</param>
public readonly record struct AgiPlayback(char? Digit, long EndPosition);

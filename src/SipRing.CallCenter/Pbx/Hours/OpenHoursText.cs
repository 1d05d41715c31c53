using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Pbx.Hours;

/// <summary>The open hours of a day as a person writes them: <c>9:00-13:00, 14:00-18:00</c>. Nothing is closed, <c>0:00-24:00</c> the whole day.</summary>
public static partial class OpenHoursText
{
    private const string Midnight = "24:00";

    public static string Of(IEnumerable<OpenHours> hours) => string.Join(", ", hours.OrderBy(h => h.From).Select(Of));

    public static string Of(OpenHours hours) => $"{Of(hours.From)}-{(hours.To == TimeOnly.MinValue ? Midnight : Of(hours.To))}";

    public static string Of(TimeOnly time) => time.ToString("H:mm", CultureInfo.InvariantCulture);

    /// <summary>Also without minutes, with a point for the colon, and with any dash.</summary>
    /// <param name="field">For the refusal.</param>
    public static Result<ImmutableArray<OpenHours>> Read(string text, string field)
    {
        var hours = ImmutableArray.CreateBuilder<OpenHours>();
        foreach (var part in text.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Interval().Match(part) is not { Success: true } found || Time(found, "from") is not { } from || Time(found, "to") is not { } to || from == TimeSpan.FromDays(1))
                return new Refusal("hours-unread", $"'{part}' are no hours; write 9:00-18:00.", field, RefusalKind.Invalid, part.Length <= 20 ? part : part[..20] + "…");
            hours.Add(new(TimeOnly.FromTimeSpan(from), to == TimeSpan.FromDays(1) ? TimeOnly.MinValue : TimeOnly.FromTimeSpan(to)));
        }

        var read = hours.ToImmutable();
        return HoursRules.CheckDay(read, field) is { } wrong ? wrong : read;
    }

    private static TimeSpan? Time(Match found, string end)
    {
        var minutes = found.Groups[end + "m"];
        var time = new TimeSpan(Number(found.Groups[end + "h"].Value), minutes.Success ? Number(minutes.Value) : 0, 0);
        return time <= TimeSpan.FromDays(1) && (!minutes.Success || Number(minutes.Value) < 60) ? time : null;
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<fromh>[0-9]{1,2})([:.](?<fromm>[0-9]{2}))?\s*[-–—]\s*(?<toh>[0-9]{1,2})([:.](?<tom>[0-9]{2}))?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Interval();
}

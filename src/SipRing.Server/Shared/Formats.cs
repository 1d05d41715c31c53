using System.Globalization;

namespace SipRing.Server.Shared;

/// <summary>Figures as people read them in dense tables: a zero is a dash, durations are m:ss, percents follow the language.</summary>
public static class Formats
{
    public const string Dash = "–";

    public static string DatePattern => IsRussian ? "dd.MM.yyyy" : "d MMM yyyy";

    private static bool IsRussian => CultureInfo.CurrentCulture.TwoLetterISOLanguageName == "ru";

    public static string Count(int value) => value == 0 ? Dash : Whole(value);

    public static string Whole(long value) => value.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>0:07, 12:05, 1:02:03; hours go on beyond a day.</summary>
    public static string Duration(long seconds)
    {
        var s = Math.Max(0, seconds);
        return s < 3600
            ? string.Create(CultureInfo.InvariantCulture, $"{s / 60}:{s % 60:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{s / 3600}:{s / 60 % 60:00}:{s % 60:00}");
    }

    public static string Duration(TimeSpan time) => Duration((long)time.TotalSeconds);

    public static string Duration(double? seconds) => seconds is { } s ? Duration((long)Math.Round(s, MidpointRounding.AwayFromZero)) : Dash;

    /// <param name="value">0 to 100, or null where nothing was counted.</param>
    public static string Percent(double? value) =>
        value is { } percent ? percent.ToString("0.0", CultureInfo.CurrentCulture) + (IsRussian ? "\u00a0%" : "%") : Dash;

    /// <summary>Russian numbers of eleven digits in groups; any other number stays as Asterisk gave it.</summary>
    public static string Phone(string? number)
    {
        if (string.IsNullOrWhiteSpace(number))
        {
            return "";
        }

        var digits = number.StartsWith('+') ? number[1..] : number;
        if (digits.Length != 11 || digits[0] is not ('7' or '8') || !digits.All(char.IsAsciiDigit))
        {
            return number;
        }

        var country = digits[0] == '7' ? "+7" : "8";
        return $"{country} {digits[1..4]} {digits[4..7]}-{digits[7..9]}-{digits[9..]}";
    }
}

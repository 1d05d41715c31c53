using System.Globalization;
using System.Text;
using System.Text.Json;
using SipRing.CallCenter.SystemLog;
using SipRing.Server.Api;

namespace SipRing.Server.SystemLog;

/// <summary>Entries of the log as lines of a file that somebody saves.</summary>
public static class LogFile
{
    /// <summary>The byte order mark tells a spreadsheet that the rest is UTF-8.</summary>
    public const string CsvHead = "\uFEFFtime,level,kind,who,action,text,detail\r\n";

    public static string Csv(TimeLineEntry entry, Moments moments) => string.Join(
        ',',
        moments.Local(entry.At).ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture),
        Lower(entry.Level.ToString()), Lower(entry.Kind.ToString()), Cell(entry.Who), Cell(entry.Action), Cell(entry.Text), Cell(entry.Detail)) + "\r\n";

    public static string Json(TimeLineEntry entry, Moments moments) => JsonSerializer.Serialize(LogItem.Of(entry, moments), StrictJson.Options) + "\n";

    /// <summary>
    /// A spreadsheet takes a cell that begins like a formula for one, and part of a log is typed by strangers: such a cell gets
    /// an apostrophe in front. Quotes around a cell do not help against it.
    /// </summary>
    public static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var safe = text.TrimStart(' ') is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '|' or '%', ..] ? "'" + text : text;
        if (safe.AsSpan().IndexOfAny(",\"\r\n;") < 0)
            return safe;
        return new StringBuilder("\"").Append(safe).Replace("\"", "\"\"", 1, safe.Length).Append('"').ToString();
    }

    private static string Lower(string text) => text.ToLowerInvariant();
}

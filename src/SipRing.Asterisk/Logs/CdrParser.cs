using System.Globalization;

namespace SipRing.Asterisk.Logs;

/// <summary>Splits lines of the <c>Master.csv</c> of cdr_csv. Not thread-safe.</summary>
/// <param name="zone">Zone of the times: UTC where cdr.conf has <c>usegmtime=yes</c>, else the machine's.</param>
public sealed class CdrParser(TimeZoneInfo zone)
{
    private const int LeastFields = 16;

    /// <summary>Behind the fields of cdr_csv, where rows of a table are read.</summary>
    private const int LinkedField = 18;
    private readonly List<string> _fields = [];
    private readonly StringPool _pool = new();

    /// <summary>Splits one line without its line feed.</summary>
    public LineDefect TryParse(ReadOnlySpan<byte> line, out CdrRecord record)
    {
        record = default;
        if (LineCheck.Defect(line) is var defect and not LineDefect.None)
            return defect;
        if (!CsvLine.TrySplit(line, _fields, _pool)
            || _fields.Count < LeastFields
            || LogTime.Parse(_fields[9], zone) is not { } start
            || !int.TryParse(_fields[12], NumberStyles.None, CultureInfo.InvariantCulture, out var duration)
            || !int.TryParse(_fields[13], NumberStyles.None, CultureInfo.InvariantCulture, out var billed))
        {
            return LineDefect.Malformed;
        }

        var uniqueId = _fields.Count > LeastFields ? _fields[16] : "";
        record = new(
            start, _fields[1], _fields[2], _fields[3], _fields[5], _fields[6], duration, billed, _fields[14], uniqueId,
            _fields.Count > LinkedField && _fields[LinkedField].Length > 0 ? _fields[LinkedField] : uniqueId);
        return LineDefect.None;
    }
}

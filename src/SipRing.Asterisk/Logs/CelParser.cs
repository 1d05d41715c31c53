namespace SipRing.Asterisk.Logs;

/// <summary>
/// Splits lines that cel_custom writes. The mappings are known by their number of fields: SipRing's with twelve, or ten of earlier
/// versions (docs/decisions/0003), and the twenty of Asterisk's sample <c>cel_custom.conf</c>. Not thread-safe.
/// </summary>
/// <param name="zone">Zone of the times, where <c>dateformat</c> of cel.conf makes them local date and time.</param>
public sealed class CelParser(TimeZoneInfo zone)
{
    private const int EarlierFields = 10;
    private const int OwnFields = 12;
    private const int SampleFields = 20;
    private readonly List<string> _fields = [];
    private readonly StringPool _pool = new();

    /// <summary>Splits one line without its line feed.</summary>
    public LineDefect TryParse(ReadOnlySpan<byte> line, out CelRecord record)
    {
        record = default;
        if (LineCheck.Defect(line) is var defect and not LineDefect.None)
            return defect;
        if (!CsvLine.TrySplit(line, _fields, _pool) || LogTime.Parse(_fields.Count > 1 ? _fields[1] : "", zone) is not { } time)
            return LineDefect.Malformed;
        if (_fields.Count == OwnFields)
            record = new(time, _fields[0], _fields[2], _fields[3], _fields[6], _fields[7], _fields[5], _fields[9], _fields[4], _fields[10], _fields[11]);
        else if (_fields.Count == EarlierFields)
            record = new(time, _fields[0], _fields[2], _fields[3], _fields[6], _fields[7], _fields[5], _fields[9], _fields[4]);
        else if (_fields.Count == SampleFields)
            record = new(time, _fields[0], _fields[3], _fields[7], _fields[14], _fields[15], _fields[9], _fields[19], _fields[8], _fields[10], _fields[11]);
        else
            return LineDefect.Malformed;
        return LineDefect.None;
    }
}

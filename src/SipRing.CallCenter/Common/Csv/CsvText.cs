using System.Text;

namespace SipRing.CallCenter.Common.Csv;

/// <summary>Writes csv that table programs open with a double click: UTF-8 with its mark, <c>;</c> between cells, CRLF.</summary>
public static class CsvText
{
    public const char Delimiter = ';';
    private static readonly byte[] s_mark = [0xEF, 0xBB, 0xBF];

    public static byte[] Write(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(header))
            text.AppendJoin(Delimiter, row.Select(Cell)).Append("\r\n");
        return [.. s_mark, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>A cell of <see cref="Write"/> without the apostrophe that keeps a table program from calculating it.</summary>
    public static string Plain(string cell) => cell.Length > 1 && cell[0] == '\'' && IsFormula(cell[1..]) ? cell[1..] : cell;

    private static string Cell(string value)
    {
        var safe = IsFormula(value) ? "'" + value : value;
        return safe.AsSpan().IndexOfAny("\";\r\n\t,|") < 0 && safe.Trim().Length == safe.Length ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    // A table program calculates what begins so. A telephone number it only shows.
    private static bool IsFormula(string value) =>
        value.Length > 0 && (value[0] is '=' or '@' or '\t' or '\r' || (value[0] is '+' or '-' && value.AsSpan(1).ContainsAnyExcept("0123456789 ()-")));
}

namespace SipRing.CallCenter.Common.Csv;

/// <summary>A csv file as it was read: the first line names the columns.</summary>
public sealed record CsvTable(CsvFormat Format, IReadOnlyList<string> Header, IReadOnlyList<CsvLine> Lines)
{
    /// <summary>The place of the column that has one of these names, in any case and with blanks around; -1 where there is none.</summary>
    public int Column(params IReadOnlyList<string> names)
    {
        for (var i = 0; i < Header.Count; i++)
        {
            if (names.Contains(Header[i], StringComparer.CurrentCultureIgnoreCase))
                return i;
        }

        return -1;
    }
}

/// <param name="Encoding">As it is called to a person: UTF-8, Windows-1251.</param>
public sealed record CsvFormat(char Delimiter, string Encoding);

/// <param name="Number">Where it begins in the file, from 1: what an editor shows.</param>
public sealed record CsvLine(int Number, IReadOnlyList<string> Cells)
{
    /// <summary>The trimmed cell of a column; empty where the line is shorter or the column is -1.</summary>
    public string this[int column] => column >= 0 && column < Cells.Count ? Cells[column].Trim() : "";
}

using System.Text;
using SipRing.CallCenter.Common.Csv;
using Xunit;

namespace SipRing.Tests.NoServer.Common;

public sealed class CsvFileTests
{
    private static readonly Encoding s_windows = CodePagesEncodingProvider.Instance.GetEncoding(1251)!;

    [Theory]
    [InlineData("number;name\n501;Анна\n", ';')]
    [InlineData("number,name\n501,Анна\n", ',')]
    [InlineData("number\tname\n501\tАнна\n", '\t')]
    [InlineData("number|name\n501|Анна\n", '|')]
    [InlineData("number;name\n501;\"Анна, Мария, Ольга\"\n", ';')]
    [InlineData("number,name\n501,\"Анна; Мария;; Ольга\"\n", ',')]
    [InlineData("sep=,\nnumber,name\n501,Анна\n", ',')]
    public void Read_AnyDelimiter_IsFound(string text, char delimiter)
    {
        var table = CsvFile.Read(Encoding.UTF8.GetBytes(text)).Value!;

        Assert.Equal((delimiter, "UTF-8"), (table.Format.Delimiter, table.Format.Encoding));
        Assert.Equal(["number", "name"], table.Header);
        Assert.StartsWith("Анна", Assert.Single(table.Lines)[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Windows1251_IsFound()
    {
        var table = CsvFile.Read(s_windows.GetBytes("номер;имя\r\n501;Ёлкина Анна — №1\r\n")).Value!;

        Assert.Equal("Windows-1251", table.Format.Encoding);
        Assert.Equal("Ёлкина Анна — №1", table.Lines[0][table.Column("name", "Имя")]);
    }

    [Fact]
    public void Read_MarkOfUtf8_IsNoPartOfTheHeading() =>
        Assert.Equal("number", CsvFile.Read([0xEF, 0xBB, 0xBF, .. "number;name\n501;A"u8]).Value!.Header[0]);

    [Fact]
    public void Read_QuotedLineBreaksAndBlankLines_KeepTheNumbersOfAnEditor()
    {
        var table = CsvFile.Read(Encoding.UTF8.GetBytes("number;name\n501;\"A\nB\"\n\n502;C\n")).Value!;

        Assert.Equal([2, 5], table.Lines.Select(l => l.Number));
        Assert.Equal("A\nB", table.Lines[0].Cells[1]);
    }

    [Fact]
    public void Read_WrongFiles_AreRefused()
    {
        Assert.Equal("csv-empty", CsvFile.Read([]).Refusal?.Id);
        Assert.Equal("csv-empty", CsvFile.Read("\n \n"u8.ToArray()).Refusal?.Id);
        Assert.Equal("csv-not-text", CsvFile.Read([0x50, 0x4B, 3, 4, 0, 0, 0, 8]).Refusal?.Id);
        Assert.Equal("csv-too-large", CsvFile.Read(new byte[CsvFile.LongestBytes + 1]).Refusal?.Id);
        Assert.Equal("csv-too-long", CsvFile.Read(Encoding.UTF8.GetBytes("n\n" + string.Concat(Enumerable.Repeat("1\n", CsvFile.MostLines + 1)))).Refusal?.Id);
    }

    [Fact]
    public void Write_AnyText_IsReadBack()
    {
        string[] row = ["501", "a;b", "с \"кавычками\"", "line\r\nbreak", "+7 495 111-22-33", "", "x,y"];

        var table = CsvFile.Read(CsvText.Write(["a", "b", "c", "d", "e", "f", "g"], [row])).Value!;

        Assert.Equal(row, table.Lines[0].Cells);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"x\")")]
    [InlineData("+cmd|' /C calc'!A0")]
    [InlineData("-2+3+cmd")]
    [InlineData("@SUM(A1)")]
    public void Write_TextThatATableProgramWouldCalculate_IsKeptText(string value)
    {
        var cell = CsvFile.Read(CsvText.Write(["a", "b"], [["1", value]])).Value!.Lines[0].Cells[1];

        Assert.Equal("'" + value, cell);
        Assert.Equal(value, CsvText.Plain(cell));
    }
}

using System.Text;
using System.Text.Unicode;

namespace SipRing.Asterisk.Logs;

/// <summary>
/// Text of a log. Asterisk writes the bytes it was given: UTF-8 today, Windows-1251 where the configuration of an old Russian
/// PBX was typed in it. What is no UTF-8 is read as that, so that names of the past stay readable.
/// </summary>
public static class LogText
{
    private const int LongestSequence = 4;
    private static readonly Encoding s_windows1251 = CodePagesEncodingProvider.Instance.GetEncoding(1251)!;

    /// <summary>Some files begin with the mark of their encoding, which belongs to no line.</summary>
    public static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The characters of one field.</summary>
    public static string Decode(ReadOnlySpan<byte> field) => (Utf8.IsValid(field) || IsCut(field) ? Encoding.UTF8 : s_windows1251).GetString(field);

    // UTF-8 whose last letter Asterisk cut in two, as it does with long lines.
    private static bool IsCut(ReadOnlySpan<byte> field)
    {
        for (var tail = 1; tail < LongestSequence && tail <= field.Length; tail++)
        {
            var first = field[^tail];
            if ((first & 0xC0) == 0x80)
                continue;
            var whole = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
            return tail < whole && Utf8.IsValid(field[..^tail]);
        }

        return false;
    }
}

namespace SipRing.Asterisk.Configuration;

/// <summary>
/// How Asterisk's configuration reader sees a line. A semicolon begins a comment unless a backslash stands before it; the
/// reader takes away exactly that backslash. Blanks around a value are lost, a line break ends it, and nothing else is special.
/// </summary>
/// <remarks>https://docs.asterisk.org/Configuration/Core-Configuration/Asterisk-Configuration-Files/</remarks>
public static class ConfigurationText
{
    /// <summary>The reader's buffer holds 8192 bytes with the closing zero; a longer line would be split in two.</summary>
    public const int LongestLine = 8190;

    /// <summary>Writes a value so that it is read back unchanged.</summary>
    /// <exception cref="ArgumentException">It holds a line break or another control character, or begins or ends with a blank: no writing of it is read back.</exception>
    public static string Escape(string value)
    {
        if (value.Any(char.IsControl))
            throw new ArgumentException("A value of a configuration file cannot hold a line break or another control character.", nameof(value));
        if (value.Length > 0 && (char.IsWhiteSpace(value[0]) || char.IsWhiteSpace(value[^1])))
            throw new ArgumentException("A value of a configuration file cannot begin or end with a blank.", nameof(value));
        return value.Replace(";", "\\;", StringComparison.Ordinal);
    }

    /// <summary>Checks the name of a section, template or key: ASCII letters, digits and <c>_-.*@:</c>, at most 79 characters.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static string Name(string name)
    {
        if (name.Length is 0 or > 79 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '*' or '@' or ':') || name[0] is '-')
            throw new ArgumentException($"'{name}' is no name for a configuration file.", nameof(name));
        return name;
    }

    /// <summary>Splits a line as read from a file into its content, unescaped and trimmed, and its comment with the semicolon.</summary>
    public static (string Content, string Comment) SplitComment(string line)
    {
        var content = new System.Text.StringBuilder(line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] != ';')
            {
                content.Append(line[i]);
            }
            else if (i > 0 && line[i - 1] == '\\')
            {
                content[^1] = ';';
            }
            else
            {
                return (content.ToString().Trim(), line[i..]);
            }
        }

        return (content.ToString().Trim(), "");
    }
}

namespace SipRing.Asterisk.Configuration;

/// <summary>One line of a section: a key with its value, or anything else, kept as it is (comment, empty line, directive).</summary>
public sealed record ConfigurationLine
{
    private ConfigurationLine(string text, string? key, string? value)
    {
        Text = text;
        Key = key;
        Value = value;
    }

    /// <summary>The line as it stands in the file, without its line break.</summary>
    public string Text { get; }

    /// <summary>The key, or null for a comment, an empty line or a directive such as <c>#include</c>.</summary>
    public string? Key { get; }

    /// <summary>The value, unescaped; null where there is no key.</summary>
    public string? Value { get; }

    /// <summary>A line to write.</summary>
    /// <exception cref="ArgumentException">Key or value cannot be written; see <see cref="ConfigurationText"/>.</exception>
    public static ConfigurationLine Create(string key, string value) => Checked(ConfigurationText.Name(key), "=", value);

    /// <summary>A line of a dialplan or any other with an arrow, <c>exten => 450,1,Answer()</c>.</summary>
    /// <inheritdoc cref="Create"/>
    public static ConfigurationLine CreateArrow(string key, string value) => Checked(ConfigurationText.Name(key), "=>", value);

    /// <summary>Reads a line of a file.</summary>
    public static ConfigurationLine Parse(string text)
    {
        var (content, _) = ConfigurationText.SplitComment(text);
        var equals = content.IndexOf('=', StringComparison.Ordinal);
        if (content.Length == 0 || content[0] == '#' || equals < 1)
            return new(text, null, null);
        var value = content[(equals + 1)..];
        if (value.StartsWith('>'))
            value = value[1..];
        return new(text, content[..equals].Trim(), value.Trim());
    }

    internal static ConfigurationLine Verbatim(string text) => new(text, null, null);

    private static ConfigurationLine Checked(string key, string sign, string value)
    {
        var text = $"{key} {sign} {ConfigurationText.Escape(value)}".TrimEnd();
        return System.Text.Encoding.UTF8.GetByteCount(text) <= ConfigurationText.LongestLine
            ? new(text, key, value)
            : throw new ArgumentException($"The line of {key} is longer than Asterisk reads.", nameof(value));
    }
}

using System.Text;

namespace SipRing.Asterisk.Configuration;

/// <summary>
/// An Asterisk configuration file: read, changed and written again with its comments, empty lines and directives where
/// they were. Includes are not followed.
/// </summary>
public sealed class ConfigurationFile
{
    private readonly List<ConfigurationLine> _preamble = [];
    private readonly List<ConfigurationSection> _sections = [];

    /// <summary>The sections, in order.</summary>
    public IReadOnlyList<ConfigurationSection> Sections => _sections;

    /// <summary>Reads a whole file. Block comments (<c>;--</c> to <c>--;</c>) are kept as they are.</summary>
    public static ConfigurationFile Parse(string text)
    {
        var file = new ConfigurationFile();
        var inBlockComment = false;
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        // A file ends with a line break: what follows it is no line.
        foreach (var line in lines[^1].Length == 0 ? lines[..^1] : lines)
        {
            var wasInBlock = inBlockComment;
            inBlockComment = line.StartsWith(";--", StringComparison.Ordinal) && !line.StartsWith(";---", StringComparison.Ordinal)
                ? !line.Contains("--;", StringComparison.Ordinal)
                : inBlockComment && !line.Contains("--;", StringComparison.Ordinal);
            if (!wasInBlock && !inBlockComment && ConfigurationSection.ParseHeading(line) is { } section)
                file._sections.Add(section);
            else
                file.Append(wasInBlock ? ConfigurationLine.Verbatim(line) : ConfigurationLine.Parse(line));
        }

        return file;
    }

    /// <summary>The sections of that name.</summary>
    public IEnumerable<ConfigurationSection> Find(string name) => _sections.Where(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Adds a comment above the first section. It may have several lines.</summary>
    public void AddComment(string comment)
    {
        foreach (var line in comment.ReplaceLineEndings("\n").Split('\n'))
            _preamble.Add(ConfigurationLine.Parse("; " + line));
    }

    /// <summary>Adds a section at the end and returns it.</summary>
    /// <exception cref="ArgumentException">A name cannot be written.</exception>
    public ConfigurationSection Add(string name, params IReadOnlyList<string> templates)
    {
        var section = ConfigurationSection.Create(name, templates);
        _sections.Add(section);
        return section;
    }

    /// <summary>Removes a section; true if it was there.</summary>
    public bool Remove(ConfigurationSection section) => _sections.Remove(section);

    /// <summary>The file's text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var line in _preamble)
            text.Append(line.Text).Append('\n');
        foreach (var section in _sections)
            section.WriteTo(text);
        return text.ToString();
    }

    private void Append(ConfigurationLine line)
    {
        if (_sections.Count == 0)
            _preamble.Add(line);
        else
            _sections[^1].Append(line);
    }
}

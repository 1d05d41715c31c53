using System.Text.RegularExpressions;

namespace SipRing.Asterisk.Configuration;

/// <summary>A section of a configuration file. Names may repeat in a file (PJSIP gives an endpoint and its AOR one name), keys in a section.</summary>
public sealed partial class ConfigurationSection
{
    private readonly List<ConfigurationLine> _lines = [];
    private readonly string _heading;

    private ConfigurationSection(string heading, string name, bool isTemplate, IReadOnlyList<string> templates)
    {
        _heading = heading;
        Name = name;
        IsTemplate = isTemplate;
        Templates = templates;
    }

    /// <summary>The name between the brackets.</summary>
    public string Name { get; }

    /// <summary>True for <c>[name](!)</c>.</summary>
    public bool IsTemplate { get; }

    /// <summary>The templates it is made from, in order.</summary>
    public IReadOnlyList<string> Templates { get; }

    /// <summary>All lines, comments included.</summary>
    public IReadOnlyList<ConfigurationLine> Lines => _lines;

    /// <summary>The first value of a key in this section itself, or null. Keys differ by case in nothing.</summary>
    public string? this[string key] => Values(key).FirstOrDefault();

    /// <summary>A section to write.</summary>
    /// <exception cref="ArgumentException">A name cannot be written.</exception>
    public static ConfigurationSection Create(string name, params IReadOnlyList<string> templates)
    {
        ConfigurationText.Name(name);
        foreach (var template in templates)
            ConfigurationText.Name(template);
        var heading = templates.Count == 0 ? $"[{name}]" : $"[{name}]({string.Join(',', templates)})";
        return new(heading, name, isTemplate: false, templates);
    }

    /// <summary>Every value of a key, in order.</summary>
    public IEnumerable<string> Values(string key) =>
        _lines.Where(l => string.Equals(l.Key, key, StringComparison.OrdinalIgnoreCase)).Select(l => l.Value!);

    /// <summary>Adds a key at the end, beside those of the same name, and returns the section.</summary>
    /// <exception cref="ArgumentException">Key or value cannot be written.</exception>
    public ConfigurationSection Add(string key, string value)
    {
        _lines.Add(ConfigurationLine.Create(key, value));
        return this;
    }

    /// <summary>Adds a line with an arrow, as a dialplan has them, and returns the section.</summary>
    /// <exception cref="ArgumentException">Key or value cannot be written.</exception>
    public ConfigurationSection AddArrow(string key, string value)
    {
        _lines.Add(ConfigurationLine.CreateArrow(key, value));
        return this;
    }

    /// <summary>Gives a key one value: in the place of the first, others of the same key go; at the end if there was none.</summary>
    /// <exception cref="ArgumentException">Key or value cannot be written.</exception>
    public void Set(string key, string value)
    {
        var line = ConfigurationLine.Create(key, value);
        var first = _lines.FindIndex(l => string.Equals(l.Key, key, StringComparison.OrdinalIgnoreCase));
        if (first < 0)
        {
            _lines.Add(line);
            return;
        }

        _lines[first] = line;
        for (var i = _lines.Count - 1; i > first; i--)
        {
            if (string.Equals(_lines[i].Key, key, StringComparison.OrdinalIgnoreCase))
                _lines.RemoveAt(i);
        }
    }

    /// <summary>Removes every line of a key; true if there was one.</summary>
    public bool Remove(string key) => _lines.RemoveAll(l => string.Equals(l.Key, key, StringComparison.OrdinalIgnoreCase)) > 0;

    internal static ConfigurationSection? ParseHeading(string line)
    {
        var match = Heading().Match(ConfigurationText.SplitComment(line).Content);
        if (!match.Success)
            return null;
        var marks = match.Groups[2].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new(line, match.Groups[1].Value, marks.Contains("!"), [.. marks.Where(m => m is not ("!" or "+"))]);
    }

    internal void Append(ConfigurationLine line) => _lines.Add(line);

    internal void WriteTo(System.Text.StringBuilder text)
    {
        text.Append(_heading).Append('\n');
        foreach (var line in _lines)
            text.Append(line.Text).Append('\n');
    }

    [GeneratedRegex(@"^\[([^\]]+)\](?:\(([^)]*)\))?")]
    private static partial Regex Heading();
}

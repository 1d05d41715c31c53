using System.Text.RegularExpressions;

namespace SipRing.Tests.NoServer.Resources;

/// <summary>A place in the sources that makes a refusal: its id, and how many arguments it hands to the translation.</summary>
internal sealed partial record RefusalSite(string File, string Id, int Arguments)
{
    /// <summary>Id, message, field and kind come before what the sentence names.</summary>
    private const int BeforeArguments = 4;

    // Verbs of the command line begin as refusals do: a word and a sentence.
    private static readonly List<(string File, string Code)> s_sources =
        [.. Sources.Code().Where(file => !file.EndsWith("Command.cs", StringComparison.Ordinal)).Select(file => (file, System.IO.File.ReadAllText(file)))];

    public static IReadOnlyList<RefusalSite> All() => [.. s_sources.SelectMany(source => Of(source.File, source.Code))];

    internal static IEnumerable<RefusalSite> Of(string file, string code)
    {
        foreach (Match match in Start().Matches(code))
        {
            var arguments = Split(code, match.Index + match.Length);
            if (arguments.Count < 2 || !IsSentence(arguments[1]) || IdIn(arguments[0], code) is not { } id)
                continue;

            // A helper ("Refuse(id, message, …)") puts field and kind in itself.
            var made = match.Value.StartsWith("new", StringComparison.Ordinal);
            yield return new(Path.GetFileName(file), id, Math.Max(0, arguments.Count - (made ? BeforeArguments : 2)));
        }
    }

    private static string? IdIn(string argument, string code)
    {
        if (Kebab().Match(argument) is { Success: true } literal)
            return literal.Groups["id"].Value;
        if (!Name().IsMatch(argument))
            return null;
        var constant = argument.Split('.')[^1];
        var declared = new Regex($"const string {constant} = \"(?<id>[a-z0-9-]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        return s_sources.Select(source => source.Code).Prepend(code).Select(text => declared.Match(text)).FirstOrDefault(found => found.Success)?.Groups["id"].Value;
    }

    // A sentence for a person, which tells a refusal from everything else that begins with a word in quotes.
    private static bool IsSentence(string argument) => Sentence().IsMatch(argument);

    /// <summary>What stands between the commas of a call, up to the bracket that ends it; strings, with their holes, are kept whole.</summary>
    private static List<string> Split(string code, int from)
    {
        var (parts, begin, depth) = (new List<string>(), from, 0);
        for (var i = from; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '"':
                    i = EndOfString(code, i);
                    break;
                case '(' or '[' or '{':
                    depth++;
                    break;
                case ')' or ']' or '}' when depth == 0:
                    parts.Add(code[begin..i].Trim());
                    return parts;
                case ')' or ']' or '}':
                    depth--;
                    break;
                case ',' when depth == 0:
                    parts.Add(code[begin..i].Trim());
                    begin = i + 1;
                    break;
            }
        }

        return [];
    }

    private static int EndOfString(string code, int quote)
    {
        var (holes, interpolated) = (0, quote > 0 && code[quote - 1] == '$');
        for (var i = quote + 1; i < code.Length; i++)
        {
            if (code[i] == '\\')
                i++;
            else if (interpolated && code[i] == '{')
                holes++;
            else if (holes > 0 && code[i] == '}')
                holes--;
            else if (code[i] == '"' && holes > 0)
                i = EndOfString(code, i);
            else if (code[i] == '"')
                return i;
        }

        return code.Length;
    }

    [GeneratedRegex(@"\b(new|new Refusal|Refuse|Refused|Invalid)\s*\(\s*(?=[""A-Z])")]
    private static partial Regex Start();

    [GeneratedRegex(@"^""(?<id>[a-z0-9]+(-[a-z0-9]+)*)""$", RegexOptions.ExplicitCapture)]
    private static partial Regex Kebab();

    [GeneratedRegex(@"^[A-Z][\w.]*$")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\$?""[^""]* .*[.?:}]""$", RegexOptions.Singleline)]
    private static partial Regex Sentence();
}

using System.Text;

namespace SipRing.Asterisk.Agi;

/// <summary>Builds the line of a command so that no argument can end itself, another one or the line.</summary>
public static class AgiCommand
{
    /// <summary>Asterisk reads 2,048 bytes of a line, its end included.</summary>
    public const int MaxLineBytes = 2000;

    /// <summary>The line, without its end. The name is taken as it is, every argument is quoted.</summary>
    /// <exception cref="ArgumentException">An argument holds CR, LF or NUL, or the line is too long.</exception>
    public static string Line(string name, params ReadOnlySpan<string> arguments)
    {
        var line = new StringBuilder(name);
        foreach (var argument in arguments)
        {
            Refuse(argument, name);
            line.Append(' ').Append('"');
            foreach (var character in argument)
            {
                if (character is '"' or '\\')
                    line.Append('\\');
                line.Append(character);
            }

            line.Append('"');
        }

        var text = line.ToString();
        return Encoding.UTF8.GetByteCount(text) <= MaxLineBytes
            ? text
            : throw new ArgumentException($"{name}: the command is longer than the {MaxLineBytes} bytes that Asterisk reads.", nameof(arguments));
    }

    /// <summary>
    /// Joins the arguments of a dialplan application. What would separate or group them there is escaped, so each arrives as it is.
    /// </summary>
    /// <exception cref="ArgumentException">An argument holds CR, LF or NUL.</exception>
    public static string ApplicationArguments(IReadOnlyList<string> arguments)
    {
        var joined = new StringBuilder();
        for (var i = 0; i < arguments.Count; i++)
        {
            Refuse(arguments[i], "Arguments");
            if (i > 0)
                joined.Append(',');
            foreach (var character in arguments[i])
            {
                if (character is ',' or '"' or '\\' or '(' or ')' or '[' or ']')
                    joined.Append('\\');
                joined.Append(character);
            }
        }

        return joined.ToString();
    }

    private static void Refuse(string argument, string command)
    {
        if (argument.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0)
            throw new ArgumentException($"{command}: an argument holds a line break or a NUL, which AGI cannot carry.", nameof(argument));
    }
}

using System.Buffers;
using System.Text;

namespace SipRing.Asterisk.Ami;

/// <summary>Writes an action as the bytes of the wire, within what Asterisk can read.</summary>
/// <remarks>
/// Asterisk 22 reads at most 1,022 bytes in a line and 127 lines in an action. It answers more with an error that bears no
/// ActionID, so it is refused here, before anything is sent.
/// </remarks>
internal static class AmiEncoder
{
    public const int MaxLineBytes = 1022;
    public const int MaxLines = 127;

    /// <exception cref="ArgumentException">A line is too long or there are too many.</exception>
    public static ArrayBufferWriter<byte> Encode(AmiAction action, string actionId)
    {
        if (action.Headers.Count + 2 > MaxLines)
            throw new ArgumentException($"{action.Name} has {action.Headers.Count} headers; Asterisk reads at most {MaxLines - 2}.", nameof(action));

        var output = new ArrayBufferWriter<byte>(256);
        WriteLine(output, action, "Action", action.Name);
        WriteLine(output, action, "ActionID", actionId);
        foreach (var (name, value) in action.Headers)
            WriteLine(output, action, name, value);
        output.Write("\r\n"u8);
        return output;
    }

    private static void WriteLine(ArrayBufferWriter<byte> output, AmiAction action, string name, string value)
    {
        var before = output.WrittenCount;
        Encoding.UTF8.GetBytes(name, output);
        output.Write(": "u8);
        Encoding.UTF8.GetBytes(value, output);
        if (output.WrittenCount - before > MaxLineBytes)
            throw new ArgumentException($"{action.Name}: the header {name} is too long; Asterisk reads at most {MaxLineBytes} bytes in a line.", nameof(action));
        output.Write("\r\n"u8);
    }
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SipRing.Asterisk.Ami;

namespace SipRing.Bench;

/// <summary>What Asterisk sent in a recording, repeated as later calls: unique ids, times and channel numbers go on.</summary>
internal static partial class AmiStream
{
    public static byte[] Load(int copies)
    {
        var once = Received();
        var all = new StringBuilder();
        for (var copy = 0; copy < copies; copy++)
        {
            var shift = copy;
            var later = Epoch().Replace(once, m => (long.Parse(m.Value, CultureInfo.InvariantCulture) + (shift * 20)).ToString(CultureInfo.InvariantCulture));
            all.Append(ChannelNumber().Replace(later, m =>
                "-" + (int.Parse(m.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture) + (shift * 16)).ToString("x8", CultureInfo.InvariantCulture)));
        }

        return Encoding.UTF8.GetBytes(all.ToString());
    }

    private static string Received()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Recordings", "calls.ami"));
        var text = Encoding.UTF8.GetString(
            [.. AmiRecordingFormat.Read(file).Where(r => r.Kind == AmiRecordKind.Received).SelectMany(r => r.Bytes)]);

        // Without the banner.
        return text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..];
    }

    [GeneratedRegex(@"\b1[0-9]{9}(?=\.[0-9])")]
    private static partial Regex Epoch();

    [GeneratedRegex(@"-([0-9a-f]{8})\b")]
    private static partial Regex ChannelNumber();
}

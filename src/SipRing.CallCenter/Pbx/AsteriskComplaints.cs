using System.Text;
using System.Text.RegularExpressions;

namespace SipRing.CallCenter.Pbx;

/// <summary>What Asterisk says in its own log about files that it reads again: it answers "reloaded" also where it refused half of them.</summary>
internal sealed partial class AsteriskComplaints(PbxFolders folders)
{
    private const int Longest = 300;
    private const int MostBytes = 64 * 1024;
    private long _from;

    /// <summary>Forgets what was said up to now.</summary>
    public void Begin() => _from = File.Exists(folders.Messages) ? new FileInfo(folders.Messages).Length : 0;

    /// <summary>The first complaint of a reader of files since <see cref="Begin"/>, without time and source; null where there is none.</summary>
    public string? First()
    {
        if (!File.Exists(folders.Messages))
            return null;
        using var stream = new FileStream(folders.Messages, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        // Set aside meanwhile: it begins anew.
        stream.Position = stream.Length >= _from ? _from : 0;
        var bytes = new byte[Math.Min(stream.Length - stream.Position, MostBytes)];
        stream.ReadExactly(bytes);
        var match = Complaint().Match(Encoding.UTF8.GetString(bytes));
        if (!match.Success)
            return null;
        var text = match.Groups["text"].Value.Trim();
        return text.Length <= Longest ? text : text[..Longest];
    }

    // [2026-11-24 04:31:01.123] ERROR[4711] config_options.c: Could not find option suitable for ...
    // Other warnings of these sources are about calls; those about a file name what they could not read.
    [GeneratedRegex(@"(?m)^\[[^\]]*\] (?:ERROR|WARNING)\[\d+\] (?:config|config_options|pbx_config|pbx|res_sorcery_config|sorcery|res_musiconhold|app_queue|res_pjsip/\w+)\.c: (?<text>.*)$")]
    private static partial Regex Complaint();
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SipRing.CallCenter.SystemLog;

namespace SipRing.CallCenter.Pbx.Trunks;

public enum TrunkFaultKind
{
    /// <summary>It answered with a refusal; <see cref="TrunkFault.Code"/> says which.</summary>
    Refused,

    NoAnswer,
}

/// <summary>Why a trunk is not up.</summary>
/// <param name="Code">The SIP status of a refusal, 401 where user or secret are wrong; 0 where there was none.</param>
/// <param name="At">When Asterisk noticed; null where it does not say.</param>
public sealed record TrunkFault(TrunkFaultKind Kind, int Code = 0, DateTimeOffset? At = null);

/// <summary>
/// What Asterisk wrote into its log of registrations that fail: the manager interface says "Rejected" and never why, neither
/// for a wrong secret nor for a provider that is not there.
/// </summary>
public sealed partial class TrunkFaults(PbxFolders folders)
{
    // A registration that fails writes a line every 20 seconds at most; this holds hours of them.
    private const int MostBytes = 256 * 1024;

    /// <summary>The newest failure of each of these trunks; those that never failed are missing.</summary>
    public IReadOnlyDictionary<string, TrunkFault> Newest(IReadOnlyCollection<Trunk> trunks)
    {
        var found = new Dictionary<string, TrunkFault>(StringComparer.Ordinal);
        if (trunks.Count == 0)
            return found;
        foreach (var line in Tail().Split('\n'))
        {
            if (!line.Contains("res_pjsip_outbound_registration.c", StringComparison.Ordinal) || AsteriskMessage.Parse(line, TimeZoneInfo.Local) is not { } message
                || Failure().Match(message.Text) is not { Success: true } failure)
                continue;
            // Two accounts of one provider differ in the second address only.
            var (server, client) = (failure.Groups["server"].Value, failure.Groups["client"].Value);
            foreach (var trunk in trunks.Where(t => TrunkSections.ServerUri(t) == server && TrunkSections.ClientUri(t) == client))
                found[trunk.Id] = Of(failure.Groups["code"].Value, message.At);
        }

        return found;
    }

    private static TrunkFault Of(string code, DateTimeOffset at) => int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
        ? new(TrunkFaultKind.Refused, status, at)
        : new(TrunkFaultKind.NoAnswer, 0, at);

    private string Tail()
    {
        try
        {
            if (!File.Exists(folders.Messages))
                return "";
            using var file = new FileStream(folders.Messages, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file.Position = Math.Max(0, file.Length - MostBytes);
            var bytes = new byte[file.Length - file.Position];
            return Encoding.UTF8.GetString(bytes, 0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Without the log the state alone is told.
            return "";
        }
    }

    // Temporal response '401' received from 'sip:H' on registration attempt to 'sip:U@H', retrying in '20'
    // No response received from 'sip:H' on registration attempt to 'sip:U@H', retrying in '20'
    // 403 Forbidden fatal response received from ... / '404' fatal response received from ... / Fatal response '404' received from ...
    [GeneratedRegex(@"(?:'?(?<code>[1-6][0-9]{2})'?[ A-Za-z]*|No response )received from '(?<server>[^']*)' on registration attempt to '(?<client>[^']*)'")]
    private static partial Regex Failure();
}

using System.Text.RegularExpressions;

namespace SipRing.CallCenter.Pbx.Versions;

/// <summary>Lines of generated files as a person may see them.</summary>
internal static partial class SecretMask
{
    public static string Apply(string line) => Secret().Replace(line, "$1••••••");

    [GeneratedRegex(@"^(\s*(?:password|password_digest|md5_cred|secret|dbpass)\s*=>?\s*).+$", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}

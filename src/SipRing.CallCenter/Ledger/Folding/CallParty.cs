namespace SipRing.CallCenter.Ledger.Folding;

/// <summary>
/// What a channel's name says of who it is: <c>PJSIP/501-0000001a</c> is phone 501. A phone goes by a short number; whatever has
/// another name, or comes in where trunks do, is a trunk. The log alone decides, or a replay would depend on the settings of today.
/// </summary>
internal static class CallParty
{
    private const int LongestExtension = 6;
    private static readonly string[] s_trunkContexts = ["from-trunk", "from-pstn", "from-did", "from-digital", "from-analog"];

    public static string Of(string channel)
    {
        var slash = channel.IndexOf('/', StringComparison.Ordinal);
        var name = channel[(slash + 1)..];
        var dash = name.LastIndexOf('-');
        name = dash > 0 ? name[..dash] : name;
        var at = name.IndexOf('@', StringComparison.Ordinal);
        return at > 0 ? name[..at] : name;
    }

    public static bool IsTrunk(string channel, string context)
    {
        var party = Of(channel);
        return party.Length is 0 or > LongestExtension
            || !party.All(char.IsAsciiDigit)
            || s_trunkContexts.Any(c => context.StartsWith(c, StringComparison.OrdinalIgnoreCase));
    }
}

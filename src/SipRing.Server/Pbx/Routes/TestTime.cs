using System.Globalization;

namespace SipRing.Server.Pbx.Routes;

/// <summary>What a field of date and time holds: the clock of the call centre, or nothing for now.</summary>
internal static class TestTime
{
    private static readonly string[] s_forms = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    public static DateTime? Of(string text) => DateTime.TryParseExact(text, s_forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null;
}

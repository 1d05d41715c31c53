using System.Globalization;
using SipRing.Asterisk.Configuration;

namespace SipRing.CallCenter.Pbx.Routes;

/// <summary>
/// The incoming routes as dialplan. The base configuration has put the called number into SIPRING_DID, the caller's into
/// SIPRING_CALLER and the trunk into SIPRING_TRUNK, each with harmless signs only.
/// </summary>
public static class IncomingDialplan
{
    public const string Context = "sipring-incoming";

    public static void Write(ConfigurationFile file, IEnumerable<IncomingRoute> routes)
    {
        var ordered = PbxOrder.Of(routes).Where(r => r.Enabled).ToList();
        var context = new DialplanContext(file, Context).Extension("s", "NoOp()");
        foreach (var route in ordered)
            context.Step($"GotoIf($[{Condition(route)}]?{Label(route)})");
        context.Step("Log(NOTICE,No incoming route takes ${SIPRING_DID} from ${SIPRING_CALLER} at trunk ${SIPRING_TRUNK})").Step("Hangup(1)");
        foreach (var route in ordered)
            context.Steps(Steps(route), Label(route));
    }

    private static string Condition(IncomingRoute route)
    {
        var conditions = new List<string>();
        if (DialPattern.TryParse(route.Number) is { } number)
            conditions.Add(Fits(number, "SIPRING_DID"));
        if (DialPattern.TryParse(route.Caller) is { } caller)
            conditions.Add(Fits(caller, "SIPRING_CALLER"));
        if (route.Trunk.Length > 0)
            conditions.Add($"\"${{SIPRING_TRUNK}}\" = \"{PbxRules.Safe(route.Trunk)}\"");
        return conditions.Count == 0 ? "1" : string.Join(" & ", conditions);
    }

    private static IEnumerable<string> Steps(IncomingRoute route)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"Set(SIPRING_ROUTE={PbxRules.Safe(route.Id)})");
        if (route.NamePrefix.Length > 0)
            yield return $"Set(CALLERID(name)={DialplanText.Safe(route.NamePrefix)} ${{CALLERID(name)}})";
        if (route.Language.Length > 0)
            yield return $"Set(CHANNEL(language)={PbxRules.Safe(route.Language)})";
        foreach (var step in DestinationDialplan.Steps(route.Destination))
            yield return step;
    }

    internal static string Fits(DialPattern pattern, string variable) => $"${{REGEX(\"{pattern.Expression}\" ${{{variable}}})}}";

    private static string Label(IncomingRoute route) => "to-" + route.Id;
}

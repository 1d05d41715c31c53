using System.Globalization;
using SipRing.Asterisk.Configuration;
using SipRing.CallCenter.Pbx.Hours;
using SipRing.CallCenter.Pbx.Trunks;

namespace SipRing.CallCenter.Pbx.Routes;

/// <summary>
/// The outgoing routes as dialplan: <c>sipring-outgoing</c> asks them in their order, each is a subroutine that returns where it
/// does not take the call. The base configuration finds out who calls (SIPRING_WHO) and dials (<c>sipring-send</c>).
/// </summary>
public static class OutgoingDialplan
{
    public const string Context = "sipring-outgoing";

    public static void Write(ConfigurationFile file, PbxConfiguration configuration)
    {
        var ordered = PbxOrder.Of(configuration.OutgoingRoutes).Where(r => r.Enabled).ToList();
        var context = new DialplanContext(file, Context);
        // Without routes every number that is not ours stays unknown, and no pattern stands for it.
        if (ordered.Count == 0)
            return;
        context
            .Extension("_[0-9+*#]!", "Set(OUT_NUMBER=${FILTER(0-9+*#,${EXTEN})})")
            .Step("Gosub(sipring-who,s,1)")
            .Step("Set(OUT_REFUSED=)")
            .Steps(ordered.Select(r => $"Gosub({ContextOf(r.Id)},s,1)"))
            .Step("Hangup(${IF($[\"${OUT_REFUSED}\" = \"\"]?1:21)})");
        foreach (var route in ordered)
        {
            var allowed = OutgoingRights.Of(route, configuration);
            WriteRoute(file, route, configuration.Trunks, isLimited: allowed is not null);
            if (allowed is not null)
                WriteAllowed(file, route, allowed);
        }
    }

    public static string ContextOf(string id) => "sipring-out-" + PbxRules.Safe(id);

    private static void WriteRoute(ConfigurationFile file, OutgoingRoute route, PbxItems<Trunk> trunks, bool isLimited)
    {
        var rules = route.Rules.Select((rule, i) => (Rule: rule, Pattern: DialPattern.TryParse(rule.Pattern)!, Label: "rule" + i.ToString(CultureInfo.InvariantCulture))).ToList();
        var context = new DialplanContext(file, ContextOf(route.Id)).Extension("s", "NoOp()");
        foreach (var (_, pattern, label) in rules)
            context.Step($"GotoIf({IncomingDialplan.Fits(pattern, "OUT_NUMBER")}?{label})");
        context.Step("Return()");
        foreach (var (rule, _, label) in rules)
            context.Step($"Set(OUT_DIAL={Prepended(rule)}${{OUT_NUMBER:{rule.Strip.ToString(CultureInfo.InvariantCulture)}}})", label).Step("Goto(may)");

        context.Step("NoOp()", "may");
        if (isLimited)
            context.Step($"GotoIf($[${{DIALPLAN_EXISTS({AllowedContext(route)},${{SIPRING_WHO}},1)}} = 0]?not)");
        if (route.Schedule.Length > 0)
            context.Step("Set(HOURS_NOW=${EPOCH})").Step($"Gosub({HoursDialplan.OpenContext(route.Schedule)},s,1)").Step("GotoIf($[\"${HOURS}\" != \"open\"]?not)");
        var usable = route.Trunks.Select(id => trunks[id]).OfType<Trunk>().Where(t => t.Enabled).ToList();
        if (route.Refuses)
        {
            context.Step("Hangup(21)");
        }
        else
        {
            context.Step($"Set(SIPRING_ROUTE={PbxRules.Safe(route.Id)})");
            foreach (var trunk in usable)
                context.Step($"Gosub(sipring-send,s,1({trunk.Id},{Number(route.RingSeconds)},{Number(trunk.MaxChannels)},{Shown(route.CallerId)},{Shown(trunk.CallerId)}))");
            context.Step("Hangup(34)");
        }

        context.Step("Set(OUT_REFUSED=yes)", "not").Step("Return()");
    }

    // An extension of the dialplan each: a list in one line would be cut where it is long.
    private static void WriteAllowed(ConfigurationFile file, OutgoingRoute route, IReadOnlyList<string> allowed)
    {
        var context = new DialplanContext(file, AllowedContext(route));
        foreach (var extension in allowed)
            context.Extension(PbxRules.Safe(extension), "NoOp()");
    }

    private static string Prepended(DialRule rule) =>
        rule.Prepend.All(c => char.IsAsciiDigit(c) || c is '+' or '*' or '#') ? rule.Prepend : throw new ArgumentException("What is prepended holds signs that the dialplan would read.", nameof(rule));

    private static string Shown(string number) =>
        number.All(c => char.IsAsciiDigit(c) || c == '+') ? number : throw new ArgumentException("The caller's number holds signs that the dialplan would read.", nameof(number));

    private static string AllowedContext(OutgoingRoute route) => "sipring-may-" + PbxRules.Safe(route.Id);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using SipRing.CallCenter.Pbx.Hours;
using SipRing.CallCenter.Pbx.Trunks;

namespace SipRing.CallCenter.Pbx.Routes;

/// <summary>What a dialled number is inside: such a number never goes out.</summary>
public enum OutgoingInside
{
    Extension,
    Queue,

    /// <summary>A code such as *45.</summary>
    Code,
}

/// <summary>Why a route does not take a number that its patterns fit.</summary>
public enum OutgoingPassed
{
    NotThisExtension,
    OutOfHours,
}

/// <summary>A route that was passed over.</summary>
public sealed record OutgoingPassedRoute(OutgoingRoute Route, OutgoingPassed Why);

/// <summary>One trunk that the call is tried by.</summary>
/// <param name="Shown">The number that the other side sees; empty where nobody says one.</param>
public sealed record OutgoingTry(Trunk Trunk, string Shown);

/// <param name="Inside">Not null: it stays here, and no route is asked.</param>
/// <param name="Route">Null where no route takes it.</param>
/// <param name="Sent">The number as the trunk gets it.</param>
/// <param name="Tries">The trunks that are switched on, in their order.</param>
/// <param name="Passed">Routes that fit but were passed over, with the reason.</param>
public sealed record OutgoingAnswer(OutgoingInside? Inside, OutgoingRoute? Route, string Sent, IReadOnlyList<OutgoingTry> Tries, IReadOnlyList<OutgoingPassedRoute> Passed);

/// <summary>Says of a number which route it would go by: the same order and rules as the dialplan.</summary>
public static class OutgoingTest
{
    // pbx/etc/extensions.conf, sipring-features.
    private static readonly DialPattern[] s_codes = [.. ((string[])["*8", "*45", "*45X.", "*46", "*46X", "*46XX", "*48", "*49"]).Select(p => DialPattern.TryParse(p)!)];

    /// <summary>The signs of it that a phone's call keeps.</summary>
    public static string Dialled(string number) => string.Concat(number.Where(c => char.IsAsciiDigit(c) || c is '+' or '*' or '#'));

    /// <param name="extension">Empty asks for one that may use every route.</param>
    /// <param name="local">The time of the call centre.</param>
    public static OutgoingAnswer Ask(PbxConfiguration configuration, string number, string extension, DateTime local)
    {
        var dialled = Dialled(number);
        if (Inside(configuration, dialled) is { } inside)
            return new(inside, null, "", [], []);
        var passed = new List<OutgoingPassedRoute>();
        foreach (var route in PbxOrder.Of(configuration.OutgoingRoutes).Where(r => r.Enabled))
        {
            if (route.Rules.FirstOrDefault(r => DialPattern.TryParse(r.Pattern)?.Matches(dialled) == true) is not { } rule)
                continue;
            if (extension.Length > 0 && OutgoingRights.Of(route, configuration)?.Contains(extension) == false)
                passed.Add(new(route, OutgoingPassed.NotThisExtension));
            else if (configuration.Schedules[route.Schedule] is { } schedule && !new ScheduleClock(schedule, configuration.Holidays).IsOpen(local))
                passed.Add(new(route, OutgoingPassed.OutOfHours));
            else
                return new(null, route, rule.Change(dialled), Tries(configuration, route, extension), passed);
        }

        return new(null, null, "", [], passed);
    }

    private static OutgoingInside? Inside(PbxConfiguration configuration, string dialled) =>
        configuration.Extensions.Contains(dialled) ? OutgoingInside.Extension
        : configuration.Queues.Contains(dialled) ? OutgoingInside.Queue
        : s_codes.Any(c => c.Matches(dialled)) ? OutgoingInside.Code
        : null;

    private static IReadOnlyList<OutgoingTry> Tries(PbxConfiguration configuration, OutgoingRoute route, string extension) =>
        [.. route.Trunks.Select(id => configuration.Trunks[id]).OfType<Trunk>().Where(t => t.Enabled).Select(t => new OutgoingTry(t, Shown(configuration, route, t, extension)))];

    private static string Shown(PbxConfiguration configuration, OutgoingRoute route, Trunk trunk, string extension) =>
        ((string[])[route.CallerId, configuration.Extensions[extension]?.OutsideNumber ?? "", trunk.CallerId, extension]).FirstOrDefault(n => n.Length > 0, "");
}

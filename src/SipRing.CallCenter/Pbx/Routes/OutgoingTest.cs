using SipRing.CallCenter.Pbx.Hours;

namespace SipRing.CallCenter.Pbx.Routes;

/// <summary>Why a route does not take a number that its patterns fit.</summary>
public enum OutgoingPassed
{
    NotThisExtension,
    OutOfHours,
}

/// <param name="Route">Null where no route takes it.</param>
/// <param name="Sent">The number as the trunk gets it.</param>
/// <param name="Passed">Routes that fit but were passed over, with the reason.</param>
public sealed record OutgoingAnswer(OutgoingRoute? Route, string Sent, IReadOnlyList<(OutgoingRoute Route, OutgoingPassed Why)> Passed);

/// <summary>Says of a number which route it would go by: the same order and rules as the dialplan.</summary>
public static class OutgoingTest
{
    /// <param name="extension">Empty asks for one that may use every route.</param>
    /// <param name="local">The time of the call centre.</param>
    public static OutgoingAnswer Ask(PbxConfiguration configuration, string number, string extension, DateTime local)
    {
        var dialled = string.Concat(number.Where(c => char.IsAsciiDigit(c) || c is '+' or '*' or '#'));
        var passed = new List<(OutgoingRoute, OutgoingPassed)>();
        foreach (var route in RouteOrder.Of(configuration.OutgoingRoutes).Where(r => r.Enabled))
        {
            if (route.Rules.FirstOrDefault(r => DialPattern.TryParse(r.Pattern)?.Matches(dialled) == true) is not { } rule)
                continue;
            if (extension.Length > 0 && OutgoingRights.Of(route, configuration)?.Contains(extension) == false)
                passed.Add((route, OutgoingPassed.NotThisExtension));
            else if (configuration.Schedules[route.Schedule] is { } schedule && !new ScheduleClock(schedule, configuration.Holidays).IsOpen(local))
                passed.Add((route, OutgoingPassed.OutOfHours));
            else
                return new(route, rule.Change(dialled), passed);
        }

        return new(null, "", passed);
    }
}

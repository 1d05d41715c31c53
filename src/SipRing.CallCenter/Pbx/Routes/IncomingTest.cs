using SipRing.CallCenter.Pbx.Hours;

namespace SipRing.CallCenter.Pbx.Routes;

/// <summary>One place on the way of a call.</summary>
/// <param name="To">Where it is; what comes after an announcement is a step of its own.</param>
/// <param name="Hours">At working hours: whether they are open then, and how long.</param>
public sealed record IncomingStep(Destination To, ScheduleState? Hours = null);

/// <param name="Route">Null where none takes it: the caller hears that there is no such number.</param>
/// <param name="Way">Up to where somebody answers, a caller chooses, or the call ends.</param>
public sealed record IncomingAnswer(IncomingRoute? Route, IReadOnlyList<IncomingStep> Way);

/// <summary>Says of a call from outside where it would go: the same order and rules as the dialplan.</summary>
public static class IncomingTest
{
    private const int Longest = 50;

    /// <param name="called">As the provider sends it.</param>
    /// <param name="caller">Empty is a hidden number.</param>
    /// <param name="trunk">The id of a trunk; empty is one that no route names.</param>
    /// <param name="local">The time of the call centre.</param>
    public static IncomingAnswer Ask(PbxConfiguration configuration, string called, string caller, string trunk, DateTime local)
    {
        var number = OutgoingTest.Dialled(called);
        var from = string.Concat(caller.Where(c => char.IsAsciiDigit(c) || c == '+'));
        var route = PbxOrder.Of(configuration.IncomingRoutes).FirstOrDefault(r =>
            r.Enabled && Fits(r.Number, number) && Fits(r.Caller, from) && (r.Trunk.Length == 0 || r.Trunk == trunk));
        return new(route, route is null ? [] : [.. Way(configuration, route.Destination, local)]);
    }

    private static bool Fits(string pattern, string number) => DialPattern.TryParse(pattern)?.Matches(number) ?? true;

    private static IEnumerable<IncomingStep> Way(PbxConfiguration configuration, Destination from, DateTime local)
    {
        var at = from;
        for (var i = 0; i < Longest; i++)
        {
            var hours = at.Kind == DestinationKind.Schedule && configuration.Schedules[at.Target] is { } schedule
                ? (Schedule: schedule, State: new ScheduleClock(schedule, configuration.Holidays).At(local))
                : ((Schedule Schedule, ScheduleState State)?)null;
            yield return new(at with { Then = null }, hours?.State);
            if (hours is { } known)
                at = known.State.IsOpen ? known.Schedule.Open : known.State.Holiday is null ? known.Schedule.Closed : known.Schedule.OnHoliday ?? known.Schedule.Closed;
            else if (at.Kind == DestinationKind.Announcement)
                at = at.Then ?? Destination.HangUp;
            else
                yield break;
        }
    }
}

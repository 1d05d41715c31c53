using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Pbx;

/// <summary>One way that a call may go on from a place.</summary>
/// <param name="Field">The field that says so, for a refusal.</param>
/// <param name="ByItself">Without a caller's doing; a key of a menu is pressed by somebody.</param>
public sealed record CallStep(string Field, Destination? Destination, bool ByItself = true);

/// <summary>What is odd about a key, and may be meant so.</summary>
public enum CallFlowNote
{
    None,

    /// <summary>Its destination is not chosen yet, or is not there any more.</summary>
    LeadsNowhere,

    /// <summary>The call ends without a word.</summary>
    EndsAtOnce,

    /// <summary>Whatever the caller does there, the call comes back.</summary>
    OnlyComesBack,
}

/// <summary>
/// The ways of calls through menus, schedules and queues: none is left open, and no caller is led in a circle without an
/// answer. That what they lead to exists is seen to by <see cref="PbxIntegrity"/>.
/// </summary>
public sealed class CallFlow(PbxConfiguration configuration)
{
    /// <summary>What is wrong with the ways on from a route, which nothing leads back to.</summary>
    public static Refusal? Check(IEnumerable<CallStep> steps) => steps.Select(CheckShape).FirstOrDefault(r => r is not null);

    /// <summary>The same for a menu, a schedule or a queue of the configuration.</summary>
    public Refusal? CheckPlace(DestinationKind kind, string id) =>
        Check(StepsOf(kind, id)) ?? StepsOf(kind, id).Where(s => s.ByItself).Select(s => CheckCircle(s, (kind, id))).FirstOrDefault(r => r is not null);

    /// <summary>What a person should know of a key before it is saved, where nothing has to be refused.</summary>
    /// <param name="kind">Of the place that the key belongs to.</param>
    /// <param name="id">Which one.</param>
    public CallFlowNote NoteOf(DestinationKind kind, string id, Destination destination)
    {
        if (PbxReference.Of(destination, "").Any(r => configuration.Find(r.Kind, r.Key) is null))
            return CallFlowNote.LeadsNowhere;
        if (IsEnd(destination.Kind))
            return CallFlowNote.EndsAtOnce;
        return Reaches(destination, (kind, id)) ? CallFlowNote.None : CallFlowNote.OnlyComesBack;
    }

    // Whether a call gets anywhere from here but back to the start: to people, or to its end.
    private bool Reaches(Destination from, (DestinationKind, string) start)
    {
        var seen = new HashSet<(DestinationKind, string)> { start };
        var open = new Stack<Destination?>([from]);
        while (open.TryPop(out var at))
        {
            // An announcement that is followed by nothing hangs up.
            if (at is null || IsEnd(at.Kind) || at.Kind is DestinationKind.Queue or DestinationKind.Extension)
                return true;
            if (at.Kind == DestinationKind.Announcement)
                open.Push(at.Then);
            if (at.Kind is DestinationKind.Announcement || !seen.Add((at.Kind, at.Target)))
                continue;
            // On a holiday a schedule may go on as when it is closed, which is a step of its own.
            foreach (var step in StepsOf(at.Kind, at.Target).Where(s => s.Destination is not null))
                open.Push(step.Destination);
        }

        return false;
    }

    private static bool IsEnd(DestinationKind kind) => kind is DestinationKind.HangUp or DestinationKind.Busy;

    private static Refusal? CheckShape(CallStep step)
    {
        var all = All(step.Destination).ToList();
        if (all.Count > Destination.DeepestThen + 1)
            return new("destination-deep", $"At most {Destination.DeepestThen} announcements in a row.", step.Field, RefusalKind.Invalid, Destination.DeepestThen);
        if (all.Any(d => d.Then is not null && d.Kind != DestinationKind.Announcement))
            return new("destination-then", "Only an announcement goes on to something else.", step.Field);
        return all.Any(d => d.Target.Length == 0 && d.Kind is not (DestinationKind.HangUp or DestinationKind.Busy))
            ? new("destination-missing", "Choose where the call goes.", step.Field)
            : null;
    }

    private Refusal? CheckCircle(CallStep from, (DestinationKind Kind, string Id) start)
    {
        var seen = new HashSet<(DestinationKind, string)>();
        var open = new Stack<Destination>(All(from.Destination));
        while (open.TryPop(out var at))
        {
            var place = (at.Kind, at.Target);
            if (place == start)
                return new("destination-circle", "The call would come back here without anybody answering it.", from.Field);
            if (!seen.Add(place))
                continue;
            foreach (var next in StepsOf(at.Kind, at.Target).Where(s => s.ByItself).SelectMany(s => All(s.Destination)))
                open.Push(next);
        }

        return null;
    }

    private IEnumerable<CallStep> StepsOf(DestinationKind kind, string id) => kind switch
    {
        DestinationKind.Menu => configuration.Menus[id] is { } menu
            ? [.. menu.Keys.Select(k => new CallStep("keys", k.Destination, ByItself: false)), new("noKey", menu.NoKey)]
            : [],
        DestinationKind.Queue => configuration.Queues[id] is { } queue
            ? [.. queue.Keys.Select(k => new CallStep("keys", k.Destination, ByItself: false)), new("afterTimeout", queue.AfterTimeout), new("afterFull", queue.AfterFull), new("afterEmpty", queue.AfterEmpty)]
            : [],
        DestinationKind.Schedule => configuration.Schedules[id] is { } schedule
            ? [new("open", schedule.Open), new("closed", schedule.Closed), new("onHoliday", schedule.OnHoliday)]
            : [],
        DestinationKind.Extension or DestinationKind.Announcement or DestinationKind.HangUp or DestinationKind.Busy => [],
    };

    // A destination and those after its announcements.
    private static IEnumerable<Destination> All(Destination? destination)
    {
        for (var at = destination; at is not null; at = at.Then)
            yield return at;
    }
}

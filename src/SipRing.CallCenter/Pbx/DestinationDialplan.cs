namespace SipRing.CallCenter.Pbx;

/// <summary>A destination as steps of the dialplan. Targets are numbers and ids, which hold nothing that the dialplan would read.</summary>
public static class DestinationDialplan
{
    /// <summary>Where announcements lie, below each language of the spoken words and found from all of them.</summary>
    public const string SoundFolder = "sipring-own";

    /// <summary>Applications in order; the last one takes the call elsewhere or ends it.</summary>
    public static IReadOnlyList<string> Steps(Destination destination) => destination.Kind switch
    {
        DestinationKind.HangUp => ["Hangup(16)"],
        DestinationKind.Busy => ["Busy(10)"],
        DestinationKind.Queue => [$"Goto(sipring-queues,{PbxRules.Safe(destination.Target)},1)"],
        DestinationKind.Extension => [$"Goto(sipring-extensions,{PbxRules.Safe(destination.Target)},1)"],
        DestinationKind.Menu => [$"Goto({MenuContext(destination.Target)},s,1)"],
        DestinationKind.Schedule => [$"Goto({ScheduleContext(destination.Target)},s,1)"],
        DestinationKind.Announcement => ["Answer()", $"Playback({SoundPath(destination.Target)})", .. Steps(destination.Then ?? Destination.HangUp)],
    };

    public static string MenuContext(string id) => "sipring-menu-" + PbxRules.Safe(id);

    public static string ScheduleContext(string id) => "sipring-hours-" + PbxRules.Safe(id);

    public static string SoundPath(string id) => $"{SoundFolder}/{PbxRules.Safe(id)}";
}

namespace SipRing.CallCenter.Pbx;

/// <summary>A destination as steps of the dialplan. Targets are numbers and ids, which hold nothing that the dialplan would read.</summary>
public static class DestinationDialplan
{
    /// <summary>Where uploaded sounds lie, beside the languages of the spoken words and so found from all of them.</summary>
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
        DestinationKind.Announcement => [$"Gosub({SoundContext(destination.Target)},s,1)", .. Steps(destination.Then ?? Destination.HangUp)],
    };

    public static string MenuContext(string id) => "sipring-menu-" + PbxRules.Safe(id);

    public static string ScheduleContext(string id) => "sipring-hours-" + PbxRules.Safe(id);

    /// <summary>A subroutine: another file may be uploaded for a sound, and what plays it stays as it is.</summary>
    public static string SoundContext(string id) => "sipring-sound-" + PbxRules.Safe(id);
}

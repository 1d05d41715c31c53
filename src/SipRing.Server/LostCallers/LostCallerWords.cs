using SipRing.CallCenter.LostCallers;

namespace SipRing.Server.LostCallers;

/// <summary>Class and word of what became of a lost caller: colour, shape and word say the same.</summary>
public static class LostCallerWords
{
    public static readonly LostCallerEnd[] ByHand =
        [LostCallerEnd.ReachedOtherwise, LostCallerEnd.NotNeeded, LostCallerEnd.WrongNumber, LostCallerEnd.GaveUp, LostCallerEnd.Other];

    public static string Class(LostCaller caller) => (caller.State, caller.Urgency) switch
    {
        (LostCallerState.Reached, _) => "free",
        (LostCallerState.Closed, _) => "pause",
        (LostCallerState.Hidden, _) => "off",
        (_, LostCallerUrgency.Overdue) => "late",
        (_, LostCallerUrgency.Taken) => "talk",
        _ => "ring",
    };

    public static string State(LostCaller caller) => (caller.State, caller.Urgency) switch
    {
        (LostCallerState.Reached, _) => "lost-callers.reached",
        (LostCallerState.Closed, _) => "lost-callers.closed",
        (LostCallerState.Hidden, _) => "lost-callers.hidden",
        (_, LostCallerUrgency.Overdue) => "lost-callers.overdue",
        (_, LostCallerUrgency.Taken) => "lost-callers.taken",
        _ => "lost-callers.waits",
    };

    public static string View(LostCallerView view) => view switch
    {
        LostCallerView.Open => "lost-callers.view-open",
        LostCallerView.Taken => "lost-callers.view-taken",
        LostCallerView.Overdue => "lost-callers.view-overdue",
        LostCallerView.Closed => "lost-callers.view-closed",
        LostCallerView.Hidden => "lost-callers.view-hidden",
        LostCallerView.All => "lost-callers.view-all",
    };

    public static string End(LostCallerEnd end) => end switch
    {
        LostCallerEnd.Queue => "lost-callers.end-queue",
        LostCallerEnd.Extension => "lost-callers.end-extension",
        LostCallerEnd.CalledBack => "lost-callers.end-called-back",
        LostCallerEnd.ReachedOtherwise => "lost-callers.end-otherwise",
        LostCallerEnd.NotNeeded => "lost-callers.end-not-needed",
        LostCallerEnd.WrongNumber => "lost-callers.end-wrong-number",
        LostCallerEnd.GaveUp => "lost-callers.end-gave-up",
        LostCallerEnd.Other => "lost-callers.end-other",
    };

    public static string Step(string what) => what switch
    {
        "lost" => "lost-callers.step-lost",
        "tried" => "lost-callers.step-tried",
        "answered" => "lost-callers.step-answered",
        "calledBack" => "lost-callers.step-called-back",
        "take" => "lost-callers.step-take",
        "release" => "lost-callers.step-release",
        "close" => "lost-callers.step-close",
        "reopen" => "lost-callers.step-reopen",
        _ => "lost-callers.step-note",
    };
}

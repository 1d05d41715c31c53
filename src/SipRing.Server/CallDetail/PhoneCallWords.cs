using SipRing.CallCenter.Ledger;

namespace SipRing.Server.CallDetail;

/// <summary>Keys of the words for what a call is and became.</summary>
internal static class PhoneCallWords
{
    public static string Direction(CallDirection direction) => direction switch
    {
        CallDirection.Internal => "calls.internal",
        CallDirection.Incoming => "calls.incoming",
        CallDirection.Outgoing => "calls.outgoing",
    };

    public static string Result(CallResult result) => result switch
    {
        CallResult.Answered => "calls.answered",
        CallResult.NoAnswer => "calls.no-answer",
        CallResult.Busy => "calls.busy",
        CallResult.Failed => "calls.failed",
        CallResult.Served => "calls.served",
    };

    public static string State(LegState state) => state switch
    {
        LegState.Ringing => "leg.ringing",
        LegState.Queued => "leg.queued",
        LegState.Talking => "leg.talking",
        LegState.Held => "leg.held",
        LegState.Served => "leg.served",
    };

    /// <summary>The class that colours a span.</summary>
    public static string StateClass(LegState state) => state switch
    {
        LegState.Ringing => "ring",
        LegState.Queued => "queue",
        LegState.Talking => "talk",
        LegState.Held => "hold",
        LegState.Served => "pbx",
    };
}

using SipRing.CallCenter.Floor;

namespace SipRing.Server.Floor;

/// <summary>Class and word of every state: the same colour, shape and word on every page.</summary>
public static class StateLook
{
    /// <summary>The order of meter and legend.</summary>
    public static IReadOnlyList<MemberState> Meter { get; } =
        [MemberState.Free, MemberState.Ringing, MemberState.Talking, MemberState.WrapUp, MemberState.Paused, MemberState.Unreachable];

    public static string Class(MemberState state) => state switch
    {
        MemberState.Free => "free",
        MemberState.Ringing => "ring",
        MemberState.Talking => "talk",
        MemberState.WrapUp => "wrap",
        MemberState.Paused => "pause",
        MemberState.Unreachable => "off",
    };

    public static string Word(MemberState state) => state switch
    {
        MemberState.Free => "state.free",
        MemberState.Ringing => "state.ringing",
        MemberState.Talking => "state.talking",
        MemberState.WrapUp => "state.wrap-up",
        MemberState.Paused => "state.paused",
        MemberState.Unreachable => "state.unreachable",
    };

    public static string LegendWord(MemberState state) => state switch
    {
        MemberState.Free => "legend.free",
        MemberState.Ringing => "legend.ringing",
        MemberState.Talking => "legend.talking",
        MemberState.WrapUp => "legend.wrap-up",
        MemberState.Paused => "legend.paused",
        MemberState.Unreachable => "legend.unreachable",
    };

    public static string TileClass(ExtensionState state) => state switch
    {
        ExtensionState.Idle => "idle",
        ExtensionState.Ringing => "ring",
        ExtensionState.Talking => "talk",
        ExtensionState.Unreachable => "away",
    };

    public static string ShapeClass(ExtensionState state) => state switch
    {
        ExtensionState.Idle => "free",
        ExtensionState.Ringing => "ring",
        ExtensionState.Talking => "talk",
        ExtensionState.Unreachable => "off",
    };

    public static string Word(ExtensionState state) => state switch
    {
        ExtensionState.Idle => "state.free",
        ExtensionState.Ringing => "state.ringing",
        ExtensionState.Talking => "state.talking",
        ExtensionState.Unreachable => "state.unreachable",
    };
}

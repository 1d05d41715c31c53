using SipRing.CallCenter.Floor.Model;

namespace SipRing.CallCenter.Floor.Projection;

internal static class ExtensionView
{
    public static FloorExtension Of(FloorModel model, FloorSources sources, PhoneModel phone)
    {
        var agent = sources.AtPhone(phone.Number);
        var present = phone.Device.Present;
        var shown = new FloorExtension
        {
            Number = phone.Number,
            Name = sources.ExtensionName(phone.Number) ?? NameOfStatic(phone) ?? phone.Number,
            State = StateOf(phone, present),
            Since = present?.Since ?? phone.Device.IdleSince,
            AgentId = agent?.AgentId,
            AgentName = agent?.AgentName ?? phone.Members.Find(m => m.Dynamic && m.Name != m.Interface)?.Name,
        };
        if (present is null)
            return shown;
        var (number, name) = Peers.Of(model, sources, present);
        return shown with { Peer = number, PeerName = name, Queue = present.Call?.Queue, CallId = present.Call?.Id };
    }

    public static ExtensionState StateOf(PhoneModel phone, ChannelModel? present) => present?.Phase switch
    {
        ChannelPhase.Ringing => ExtensionState.Ringing,
        ChannelPhase.Up or ChannelPhase.Dialling => ExtensionState.Talking,
        _ => phone.Device.Reachable == true ? ExtensionState.Idle : ExtensionState.Unreachable,
    };

    /// <summary>Without a directory, the name that a static member gives to the phone.</summary>
    private static string? NameOfStatic(PhoneModel phone) => phone.Members.Find(m => !m.Dynamic && m.Name != m.Interface)?.Name;
}

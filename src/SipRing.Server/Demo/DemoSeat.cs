using SipRing.Phone;

namespace SipRing.Server.Demo;

/// <summary>An operator of the demo with a phone and the PIN of this run.</summary>
public sealed record DemoSeat(DemoPerson Person, int AgentId, string Pin, SipPhone Phone)
{
    /// <summary>In no call and not away.</summary>
    public bool IsFree { get; set; }
}

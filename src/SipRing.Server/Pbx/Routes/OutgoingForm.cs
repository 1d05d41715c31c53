using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx.Routes;
using SipRing.Server.Pbx.Trunks;

namespace SipRing.Server.Pbx.Routes;

/// <summary>What stands in the fields of an outgoing route's form.</summary>
public sealed class OutgoingForm(OutgoingRoute route)
{
    private static readonly OutgoingRoute s_defaults = new() { Id = "", Name = "" };

    public string Name { get; set; } = route.Name;
    public bool Enabled { get; set; } = route.Enabled;
    public List<DialRule> Rules { get; } = [.. route.Rules];
    public List<string> Trunks { get; } = [.. route.Trunks];
    public string CallerId { get; set; } = route.CallerId;
    public bool Everybody { get; set; } = route.Extensions.IsEmpty;
    public HashSet<string> Extensions { get; } = [.. route.Extensions];
    public string Schedule { get; set; } = route.Schedule;
    public int? RingSeconds { get; set; } = route.RingSeconds;

    public void Toggle(string extension)
    {
        if (!Extensions.Remove(extension))
        {
            Extensions.Add(extension);
        }
    }

    /// <summary>An empty list of extensions stands for everybody: who unticks that and forgets to tick somebody must not open the route to all.</summary>
    public Refusal? Check() => Everybody || Extensions.Count > 0
        ? null
        : new("route-nobody", "Tick at least one extension, or let everybody use the route.", "extensions");

    /// <summary>Its place in the order stays.</summary>
    public OutgoingRoute ToRoute(string id) => new()
    {
        Id = id,
        Name = Name.Trim(),
        Enabled = Enabled,
        Rules = [.. Rules],
        Trunks = [.. Trunks],
        CallerId = TrunkForm.Plain(CallerId),
        Extensions = Everybody ? [] : [.. Extensions.Order(StringComparer.Ordinal)],
        Schedule = Schedule,
        RingSeconds = RingSeconds ?? s_defaults.RingSeconds,
    };
}

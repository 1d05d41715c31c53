using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Routes;

namespace SipRing.Server.Pbx.Routes;

/// <summary>What stands in the fields of an incoming route's form.</summary>
public sealed class IncomingForm(IncomingRoute route)
{
    public string Name { get; set; } = route.Name;
    public bool Enabled { get; set; } = route.Enabled;
    public string Number { get; set; } = route.Number;
    public string Caller { get; set; } = route.Caller;
    public string Trunk { get; set; } = route.Trunk;
    public string NamePrefix { get; set; } = route.NamePrefix;
    public string Language { get; set; } = route.Language;
    public Destination? Destination { get; set; } = route.Destination;

    /// <summary>Its place in the order stays.</summary>
    public IncomingRoute ToRoute(string id) => new()
    {
        Id = id,
        Name = Name.Trim(),
        Enabled = Enabled,
        Number = Number.Trim(),
        Caller = Caller.Trim(),
        Trunk = Trunk,
        NamePrefix = NamePrefix.Trim(),
        Language = Language,
        Destination = Destination ?? CallCenter.Pbx.Destination.HangUp,
    };
}

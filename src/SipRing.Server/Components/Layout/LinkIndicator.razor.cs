using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Floor;

namespace SipRing.Server.Components.Layout;

/// <summary>Whether the picture is live, in words; if not, since when it is not.</summary>
public sealed partial class LinkIndicator
{
    [Parameter, EditorRequired]
    public FloorLink Link { get; set; } = null!;

    private string Class => Link.State switch
    {
        LinkState.Live => "",
        LinkState.Stale => "stale",
        LinkState.Starting => "starting",
    };
}

using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Floor.Model;

namespace SipRing.CallCenter.Floor;

/// <summary>What the loop of the floor takes, one after the other.</summary>
internal abstract record FloorInput
{
    /// <summary>From the manager connection.</summary>
    public sealed record Feed(AmiFeedItem Item) : FloorInput;

    /// <summary>The feed broke off because the floor fell behind; it is subscribed anew.</summary>
    public sealed record FeedBroken(string Reason) : FloorInput;

    /// <summary>The lists that the session was asked for; null where they could not be had.</summary>
    public sealed record Listed(long Session, FloorLists? Lists) : FloorInput;

    public sealed record Directory(FloorDirectory Value) : FloorInput;

    public sealed record Figures(FloorFigures Value) : FloorInput;

    /// <summary>Time has passed: something may end by itself.</summary>
    public sealed record Tick : FloorInput;
}

using System.Text.Json.Serialization;

namespace SipRing.CallCenter.Pbx;

public enum DestinationKind
{
    HangUp,

    /// <summary>The caller hears the busy tone.</summary>
    Busy,
    Queue,
    Extension,
    Menu,

    /// <summary>Working hours: goes on by the branch for open or closed.</summary>
    Schedule,

    /// <summary>Plays a sound, then goes on.</summary>
    Announcement,
}

/// <summary>
/// Where a call goes on: what an incoming route, a key of a menu, a branch of a schedule and a queue after its longest wait
/// have in common.
/// </summary>
/// <param name="Kind">What it goes to.</param>
/// <param name="Target">The number of a queue or extension, the id of a menu, schedule or sound; empty for the other kinds.</param>
/// <param name="Then">After an announcement; null hangs up. Null for the other kinds.</param>
public sealed record Destination(
    DestinationKind Kind,
    string Target = "",
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Destination? Then = null)
{
    /// <summary>Announcements one after the other; a menu or schedule begins anew.</summary>
    public const int DeepestThen = 4;

    public static Destination HangUp { get; } = new(DestinationKind.HangUp);

    public static Destination Busy { get; } = new(DestinationKind.Busy);

    public static Destination Queue(string number) => new(DestinationKind.Queue, number);

    public static Destination Extension(string number) => new(DestinationKind.Extension, number);

    public static Destination Menu(string id) => new(DestinationKind.Menu, id);

    public static Destination Schedule(string id) => new(DestinationKind.Schedule, id);

    public static Destination Announcement(string sound, Destination? then = null) => new(DestinationKind.Announcement, sound, then);
}

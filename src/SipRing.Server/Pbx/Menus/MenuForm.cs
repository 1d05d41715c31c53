using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Menus;

namespace SipRing.Server.Pbx.Menus;

/// <summary>What stands in the fields of a menu's form. A number that was emptied is its default again.</summary>
public sealed class MenuForm(Menu menu)
{
    private static readonly Menu s_defaults = new() { Id = "", Name = "", Greeting = "" };

    public string Id { get; } = menu.Id;
    public string Name { get; set; } = menu.Name;
    public string Greeting { get; set; } = menu.Greeting;
    public List<MenuKey> Keys { get; } = [.. menu.Keys];
    public int? WaitSeconds { get; set; } = menu.WaitSeconds;
    public int? Plays { get; set; } = menu.Plays;
    public Destination NoKey { get; set; } = menu.NoKey;
    public string WrongKey { get; set; } = menu.WrongKey;
    public bool DialExtensions { get; set; } = menu.DialExtensions;

    /// <summary>A menu that has nothing yet but its first key.</summary>
    public static MenuForm New(PbxConfiguration configuration) => new(s_defaults with
    {
        Greeting = configuration.Announcements.FirstOrDefault()?.Id ?? "",
        Keys = [new("1", configuration.Queues.FirstOrDefault() is { } queue ? Destination.Queue(queue.Number) : Destination.HangUp)],
    });

    /// <summary>The first key that leads nowhere yet.</summary>
    public void AddKey() =>
        Keys.Add(new(Menu.AllKeys.Select(c => c.ToString()).FirstOrDefault(c => Keys.All(k => k.Key != c), "1"), Keys.LastOrDefault()?.Destination ?? Destination.HangUp));

    public Menu ToMenu() => new()
    {
        Id = Id,
        Name = Name.Trim(),
        Greeting = Greeting,
        Keys = [.. Keys],
        WaitSeconds = WaitSeconds ?? s_defaults.WaitSeconds,
        Plays = Plays ?? s_defaults.Plays,
        NoKey = NoKey,
        WrongKey = WrongKey,
        DialExtensions = DialExtensions,
    };
}

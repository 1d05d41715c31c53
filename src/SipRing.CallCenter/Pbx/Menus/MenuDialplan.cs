using System.Globalization;
using SipRing.Asterisk.Configuration;

namespace SipRing.CallCenter.Pbx.Menus;

/// <summary>A voice menu as dialplan.</summary>
public static class MenuDialplan
{
    /// <param name="greeting">The path of a sound for Asterisk.</param>
    /// <param name="wrongKey">The same, or null.</param>
    public static void Write(ConfigurationFile file, Menu menu, string greeting, string? wrongKey)
    {
        var context = new DialplanContext(file, DestinationDialplan.MenuContext(menu.Id))
            .Extension("s", "Answer()")
            .Step("Set(MENU_PLAYS=0)")
            .Step("Set(TIMEOUT(digit)=3)")
            .Step("Set(MENU_PLAYS=$[${MENU_PLAYS} + 1])", "again")
            .Step($"GotoIf($[${{MENU_PLAYS}} > {Number(menu.Plays)}]?none)")
            .Step($"Background({greeting})")
            .Step($"WaitExten({Number(menu.WaitSeconds)})")
            .Step("Goto(again)")
            .Steps(DestinationDialplan.Steps(menu.NoKey), "none")
            .Extension("t", "Goto(s,again)")
            .Extension("i", wrongKey is null ? "NoOp()" : $"Playback({wrongKey})")
            .Step("Goto(s,again)");
        foreach (var (key, destination) in menu.Keys.OrderBy(k => Menu.AllKeys.IndexOf(k.Key, StringComparison.Ordinal)))
        {
            var steps = DestinationDialplan.Steps(destination);
            context.Extension(Key(key), steps[0]).Steps(steps.Skip(1));
        }

        // Last: the keys come before extensions of one digit, of which there are none.
        if (menu.DialExtensions)
            context.Include("sipring-extensions");
    }

    private static string Key(string key) =>
        key.Length == 1 && Menu.AllKeys.Contains(key, StringComparison.Ordinal) ? key : throw new ArgumentException($"'{key}' is no key of a telephone.", nameof(key));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

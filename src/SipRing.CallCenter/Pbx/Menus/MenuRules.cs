using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Pbx.Menus;

/// <summary>What the values of a menu may be; what it leads to is checked by <see cref="CallFlow"/>.</summary>
public static class MenuRules
{
    /// <summary>Least and greatest value by the field's name in the API.</summary>
    public static IReadOnlyDictionary<string, (int Least, int Greatest)> Ranges { get; } = new Dictionary<string, (int, int)>(StringComparer.Ordinal)
    {
        ["waitSeconds"] = (1, 60),
        ["plays"] = (1, 10),
    };

    public static Refusal? Check(Menu menu)
    {
        if (PbxRules.CheckName(menu.Name) is { } badName)
            return badName;
        if (menu.Greeting.Length == 0)
            return new("menu-greeting-missing", "A menu needs a greeting that tells the choices; upload one under sounds.", "greeting");
        if (menu.Keys.IsEmpty && !menu.DialExtensions)
            return new("menu-keys-missing", "The menu leads nowhere yet; give a key its destination.", "keys");
        if (menu.Keys.Select(k => k.Key).FirstOrDefault(k => k.Length != 1 || !Menu.AllKeys.Contains(k, StringComparison.Ordinal)) is { } wrong)
            return new("menu-key-invalid", $"'{wrong}' is no key of a telephone.", "keys", RefusalKind.Invalid, wrong);
        if (menu.Keys.GroupBy(k => k.Key).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return new("menu-key-twice", $"Key {twice.Key} leads to two places.", "keys", RefusalKind.Invalid, twice.Key);
        return CheckRange("waitSeconds", menu.WaitSeconds) ?? CheckRange("plays", menu.Plays);
    }

    private static Refusal? CheckRange(string field, int value) => PbxRules.CheckRange(field, value, Ranges[field].Least, Ranges[field].Greatest);
}

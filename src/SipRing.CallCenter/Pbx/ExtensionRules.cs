using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Pbx;

/// <summary>What the values of an extension may be.</summary>
public static class ExtensionRules
{
    public const int LongestOutsideNumber = 20;
    public const int LongestGroup = 20;

    public static IReadOnlyList<string> Languages { get; } = ["ru", "en"];

    public static Refusal? Check(Extension extension) =>
        PbxRules.CheckNumber(extension.Number)
        ?? PbxRules.CheckName(extension.Name)
        ?? CheckOutside(extension)
        ?? CheckGroup(extension.PickupGroup)
        ?? (extension.Language is null || Languages.Contains(extension.Language)
            ? null
            : new("language-unknown", $"There is no language '{extension.Language}'; use one of {string.Join(", ", Languages)}.", "language", RefusalKind.Invalid, extension.Language, string.Join(", ", Languages)));

    private static Refusal? CheckOutside(Extension extension)
    {
        var digits = extension.OutsideNumber.StartsWith('+') ? extension.OutsideNumber[1..] : extension.OutsideNumber;
        if (extension.OutsideNumber.Length > 0 && (digits.Length is < 2 or > LongestOutsideNumber || !digits.All(char.IsAsciiDigit)))
            return new("outside-number-invalid", $"A number shown outside has 2 to {LongestOutsideNumber} digits, with or without a + before them.", "outsideNumber", RefusalKind.Invalid, LongestOutsideNumber);
        return extension.OutsideName.Length == 0 || PbxRules.CheckName(extension.OutsideName) is null
            ? null
            : new("outside-name-invalid", $"A name shown outside has at most {PbxRules.LongestName} characters, without line breaks and without blanks around it.", "outsideName", RefusalKind.Invalid, PbxRules.LongestName);
    }

    // Asterisk reads a comma as the end of a group.
    private static Refusal? CheckGroup(string group) =>
        group.Length <= LongestGroup && group.All(c => char.IsLetterOrDigit(c) || c is '-' or '_')
            ? null
            : new("pickup-group-invalid", $"A pickup group has at most {LongestGroup} letters, digits, '-' and '_'.", "pickupGroup", RefusalKind.Invalid, LongestGroup);
}

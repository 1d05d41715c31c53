using System.Globalization;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Contacts.OwnFields;

public enum OwnFieldKind
{
    Text,
    Number,
    Date,

    /// <summary>One of a list.</summary>
    Choice,
}

/// <summary>A field that this call centre keeps of its contacts beside the usual ones.</summary>
/// <param name="Id">0 for one that is not kept yet.</param>
/// <param name="Choices">Of a list; empty for every other kind.</param>
/// <param name="Place">Its place in the card, from 0.</param>
public sealed record OwnField(int Id, string Name, OwnFieldKind Kind, IReadOnlyList<string> Choices, int Place)
{
    public const int NameLimit = 60;
    public const int ValueLimit = 500;
    public const int MostChoices = 60;
    public const int Most = 30;

    /// <summary>The name by which a refusal names the field of one contact.</summary>
    public string FormName => FormNameOf(Id);

    public static string FormNameOf(int id) => string.Create(CultureInfo.InvariantCulture, $"own{id}");

    /// <summary>The value as it is kept: a date as yyyy-MM-dd, a number with a point, a choice as the list has it.</summary>
    public Result<string> Read(string typed)
    {
        var text = ContactRules.Line(typed);
        if (text.Length > ValueLimit || !ContactRules.IsText(text))
            return new Refusal("own-value-long", $"{Name}: at most {ValueLimit} characters.", FormName, RefusalKind.Invalid, Name, ValueLimit);
        switch (Kind)
        {
            case OwnFieldKind.Number:
                return decimal.TryParse(text.Replace(" ", "", StringComparison.Ordinal).Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                    ? number.ToString(CultureInfo.InvariantCulture)
                    : new Refusal("own-value-number", $"{Name}: '{text}' is no number.", FormName, RefusalKind.Invalid, Name, text);
            case OwnFieldKind.Date:
                return DateOnly.TryParseExact(text, ["yyyy-MM-dd", "dd.MM.yyyy", "d.M.yyyy", "dd/MM/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                    ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                    : new Refusal("own-value-date", $"{Name}: '{text}' is no date; write it as 31.12.2026 or 2026-12-31.", FormName, RefusalKind.Invalid, Name, text);
            case OwnFieldKind.Choice:
                return Choices.FirstOrDefault(c => ContactWords.Fold(c) == ContactWords.Fold(text)) is { } choice
                    ? choice
                    : new Refusal("own-value-choice", $"{Name}: '{text}' is not in the list: {string.Join(", ", Choices)}.", FormName, RefusalKind.Invalid, Name, text, string.Join(", ", Choices));
            case OwnFieldKind.Text:
            default:
                return text;
        }
    }

    internal static Refusal Unknown(int id) => new("own-field-unknown", $"There is no own field {id}.", null, RefusalKind.NotFound, id);
}

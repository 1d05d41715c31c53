namespace SipRing.CallCenter.Contacts;

/// <summary>A number as somebody wrote it, perhaps with an extension behind it: "+7 495 111-22-33 доб. 12".</summary>
public sealed record TypedNumber(string Text, NumberKind Kind = NumberKind.Work);

/// <summary>What a person, a file or a program says of a contact, before it was looked at.</summary>
public sealed record ContactDraft
{
    public string LastName { get; init; } = "";
    public string FirstName { get; init; } = "";
    public string MiddleName { get; init; } = "";
    public string Company { get; init; } = "";
    public string Email { get; init; } = "";
    public string Notes { get; init; } = "";
    public IReadOnlyList<TypedNumber> Numbers { get; init; } = [];
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Own fields by their id, as typed.</summary>
    public IReadOnlyDictionary<int, string> Own { get; init; } = new Dictionary<int, string>();

    public static ContactDraft Of(Contact contact) => new()
    {
        LastName = contact.LastName,
        FirstName = contact.FirstName,
        MiddleName = contact.MiddleName,
        Company = contact.Company,
        Email = contact.Email,
        Notes = contact.Notes,
        Numbers = [.. contact.Numbers.Select(n => new TypedNumber(n.Typed, n.Kind))],
        Tags = contact.Tags,
        Own = contact.Own,
    };
}

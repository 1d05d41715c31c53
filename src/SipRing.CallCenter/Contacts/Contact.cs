using System.Globalization;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Contacts;

/// <summary>Somebody outside or inside who calls and is called.</summary>
public sealed record Contact
{
    public const int PartLimit = 100;
    public const int CompanyLimit = 200;
    public const int EmailLimit = 254;
    public const int NotesLimit = 4000;
    public const int TagLimit = 60;
    public const int MostNumbers = 20;
    public const int MostTags = 30;

    public required long Id { get; init; }
    public string LastName { get; init; } = "";
    public string FirstName { get; init; } = "";

    /// <summary>The father's name, or any other middle name.</summary>
    public string MiddleName { get; init; } = "";
    public string Company { get; init; } = "";
    public string Email { get; init; } = "";
    public string Notes { get; init; } = "";
    public IReadOnlyList<ContactNumber> Numbers { get; init; } = [];
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Own fields by their id; a date as yyyy-MM-dd, a number with a point.</summary>
    public IReadOnlyDictionary<int, string> Own { get; init; } = new Dictionary<int, string>();
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>Changes at every change: an editor that was open meanwhile does not overwrite what somebody else did.</summary>
    public int Version { get; init; }

    public string Name => NameOf(LastName, FirstName, MiddleName, Company);

    /// <summary>The person as the country writes it, or the company where no person is named.</summary>
    internal static string NameOf(string last, string first, string middle, string company)
    {
        var person = string.Join(' ', new[] { last, first, middle }.Where(p => p.Length > 0));
        return person.Length > 0 ? person : company;
    }

    /// <summary>As the audit names it.</summary>
    internal static string Target(long id) => string.Create(CultureInfo.InvariantCulture, $"contact {id}");

    internal static Refusal Changed(Contact now) =>
        new("contact-changed", $"Somebody has changed {now.Name} meanwhile; open it again.", null, RefusalKind.Conflict, now.Name);

    internal static Refusal Unknown(long id) => new("contact-unknown", $"There is no contact {id}.", null, RefusalKind.NotFound, id);
}

/// <param name="Number">E.164, or the digits of a number of the PBX.</param>
/// <param name="Typed">As a person wrote it.</param>
public sealed record ContactNumber(string Number, string Typed, NumberKind Kind = NumberKind.Work);

public enum NumberKind
{
    Work,
    Mobile,
    Home,
    Fax,
    Other,
}

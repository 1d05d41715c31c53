using System.Globalization;
using SipRing.CallCenter.Contacts.OwnFields;

namespace SipRing.CallCenter.Contacts.Import;

/// <summary>What a column of a file fills. Kept by its text, which is also what the API takes.</summary>
public static class ContactColumn
{
    public const string Nothing = "";
    public const string FullName = "fullName";
    public const string LastName = "lastName";
    public const string FirstName = "firstName";
    public const string MiddleName = "middleName";
    public const string Company = "company";
    public const string Email = "email";
    public const string Notes = "notes";
    public const string Tags = "tags";
    private const string Number = "number";
    private const string Own = "own";

    public static IReadOnlyList<string> Usual { get; } =
    [
        FullName, LastName, FirstName, MiddleName, Company, OfNumber(NumberKind.Work), OfNumber(NumberKind.Mobile), OfNumber(NumberKind.Home),
        OfNumber(NumberKind.Fax), OfNumber(NumberKind.Other), Email, Tags, Notes,
    ];

    public static string OfNumber(NumberKind kind) => Number + kind;

    public static string OfOwn(int id) => string.Create(CultureInfo.InvariantCulture, $"{Own}{id}");

    /// <summary>Null for a column that is none of numbers.</summary>
    public static NumberKind? KindOf(string column) =>
        column.StartsWith(Number, StringComparison.Ordinal) && Enum.TryParse<NumberKind>(column.AsSpan(Number.Length), out var kind) && Enum.IsDefined(kind) ? kind : null;

    /// <summary>Null for a column that is no own field.</summary>
    public static int? OwnOf(string column) =>
        column.StartsWith(Own, StringComparison.Ordinal) && int.TryParse(column.AsSpan(Own.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    public static bool IsKnown(string column, IReadOnlyList<OwnField> fields) =>
        column == Nothing || Usual.Contains(column, StringComparer.Ordinal) || (OwnOf(column) is { } id && fields.Any(f => f.Id == id));
}

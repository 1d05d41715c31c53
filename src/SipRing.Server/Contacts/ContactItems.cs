using SipRing.CallCenter.Contacts;
using SipRing.Server.Api;

namespace SipRing.Server.Contacts;

/// <summary>A contact as the API tells it.</summary>
/// <param name="Name">The person, or the company where no person is named.</param>
/// <param name="Own">Own fields by their id.</param>
/// <param name="Version">To be given back with a change: it is refused where somebody else was faster.</param>
public sealed record ContactItem(
    long Id, string Name, string LastName, string FirstName, string MiddleName, string Company, string Email, string Notes,
    IReadOnlyList<ContactNumberItem> Numbers, IReadOnlyList<string> Tags, IReadOnlyDictionary<int, string> Own, DateTimeOffset ChangedAt, int Version)
{
    internal static ContactItem Of(Contact contact, Moments moments) => new(
        contact.Id, contact.Name, contact.LastName, contact.FirstName, contact.MiddleName, contact.Company, contact.Email, contact.Notes,
        [.. contact.Numbers.Select(n => new ContactNumberItem(n.Number, n.Typed, n.Kind))], contact.Tags, contact.Own, moments.Local(contact.ChangedAt), contact.Version);
}

/// <param name="Number">E.164, or the digits of a number of the PBX.</param>
/// <param name="Typed">As it was written.</param>
public sealed record ContactNumberItem(string Number, string Typed, NumberKind Kind);

/// <summary>A contact to add or to put in the place of what is there: what is left out is empty.</summary>
/// <param name="Own">Own fields by their id.</param>
/// <param name="Version">That of the contact as it was read; left out, whatever is there is overwritten.</param>
public sealed record ContactBody(
    string? LastName = null,
    string? FirstName = null,
    string? MiddleName = null,
    string? Company = null,
    string? Email = null,
    string? Notes = null,
    IReadOnlyList<ContactNumberBody>? Numbers = null,
    IReadOnlyList<string>? Tags = null,
    IReadOnlyDictionary<string, string>? Own = null,
    int? Version = null)
{
    internal ContactDraft ToDraft() => new()
    {
        LastName = LastName ?? "",
        FirstName = FirstName ?? "",
        MiddleName = MiddleName ?? "",
        Company = Company ?? "",
        Email = Email ?? "",
        Notes = Notes ?? "",
        Numbers = [.. (Numbers ?? []).Select(n => new TypedNumber(n.Number ?? "", n.Kind))],
        Tags = [.. (Tags ?? []).Where(t => t is not null)],
        // What is no id is no field either, and refused as one that is not there.
        Own = (Own ?? new Dictionary<string, string>()).ToDictionary(o => int.TryParse(o.Key, System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : -1, o => o.Value ?? ""),
    };
}

/// <param name="Number">In any form.</param>
public sealed record ContactNumberBody(string Number, NumberKind Kind = NumberKind.Work);

/// <param name="Other">The contact that is merged into the one of the address, and then gone.</param>
public sealed record ContactMergeBody(long Other);

/// <param name="Kind">Cannot be changed later.</param>
/// <param name="Choices">Of a list.</param>
public sealed record OwnFieldBody(string Name, CallCenter.Contacts.OwnFields.OwnFieldKind Kind = CallCenter.Contacts.OwnFields.OwnFieldKind.Text, IReadOnlyList<string>? Choices = null, int Place = 0);

/// <summary>What became of a file.</summary>
/// <param name="Import">By which it can be taken back; null for a trial.</param>
/// <param name="Told">Rows that were not taken, or not taken whole; the first thousand.</param>
public sealed record ContactImportAnswer(long? Import, int Rows, int Added, int Changed, int Same, int Skipped, int Refused, IReadOnlyList<ContactImportTold> Told);

/// <param name="Line">Its line in the file, from 1.</param>
public sealed record ContactImportTold(int Line, CallCenter.Contacts.Import.RowOutcome Outcome, string Code, string? Field, string Message);

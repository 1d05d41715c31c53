using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.Contacts.OwnFields;

namespace SipRing.Server.Contacts;

/// <summary>What stands in the fields of a card.</summary>
public sealed class ContactForm
{
    public string LastName { get; set; } = "";
    public string FirstName { get; set; } = "";
    public string MiddleName { get; set; } = "";
    public string Company { get; set; } = "";
    public string Email { get; set; } = "";
    public string Notes { get; set; } = "";
    public string Tags { get; set; } = "";
    public List<NumberLine> Numbers { get; } = [];
    public Dictionary<int, string> Own { get; } = [];

    public static ContactForm New(string? number)
    {
        var form = new ContactForm();
        form.Numbers.Add(new() { Text = number ?? "" });
        return form;
    }

    public static ContactForm Of(Contact contact)
    {
        var form = new ContactForm
        {
            LastName = contact.LastName,
            FirstName = contact.FirstName,
            MiddleName = contact.MiddleName,
            Company = contact.Company,
            Email = contact.Email,
            Notes = contact.Notes,
            Tags = string.Join(", ", contact.Tags),
        };
        form.Numbers.AddRange(contact.Numbers.Select(n => new NumberLine { Text = n.Typed, Kind = n.Kind, Known = n.Number }));
        foreach (var (id, value) in contact.Own)
            form.Own[id] = value;
        return form;
    }

    public string ValueOf(OwnField field) => Own.GetValueOrDefault(field.Id, "");

    public ContactDraft ToDraft() => new()
    {
        LastName = LastName,
        FirstName = FirstName,
        MiddleName = MiddleName,
        Company = Company,
        Email = Email,
        Notes = Notes,
        Numbers = [.. Numbers.Select(n => new TypedNumber(n.Text, n.Kind))],
        Tags = Tags.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        Own = Own,
    };

    public sealed class NumberLine
    {
        public string Text { get; set; } = "";
        public NumberKind Kind { get; set; }

        /// <summary>The one form of it, as it is saved; null for one that is only typed yet.</summary>
        public string? Known { get; init; }
    }
}

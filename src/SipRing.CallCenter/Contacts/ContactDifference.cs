using SipRing.CallCenter.Contacts.OwnFields;

namespace SipRing.CallCenter.Contacts;

/// <summary>What changed in a contact, in words for the audit.</summary>
internal static class ContactDifference
{
    public static string Describe(Contact contact) =>
        string.Join(", ", new[] { contact.Name, contact.Company == contact.Name ? "" : contact.Company, Numbers(contact) }.Where(p => p.Length > 0));

    /// <summary>Empty where nothing did.</summary>
    public static string Between(Contact before, Contact after, IReadOnlyList<OwnField> fields)
    {
        var changes = new List<string>();
        Add("last name", before.LastName, after.LastName);
        Add("first name", before.FirstName, after.FirstName);
        Add("middle name", before.MiddleName, after.MiddleName);
        Add("company", before.Company, after.Company);
        Add("numbers", Numbers(before), Numbers(after));
        Add("mail", before.Email, after.Email);
        Add("tags", string.Join(", ", before.Tags), string.Join(", ", after.Tags));
        foreach (var id in before.Own.Keys.Union(after.Own.Keys).Order())
            Add(fields.FirstOrDefault(f => f.Id == id)?.Name ?? OwnField.FormNameOf(id), before.Own.GetValueOrDefault(id, ""), after.Own.GetValueOrDefault(id, ""));
        Add("notes", before.Notes, after.Notes);
        return string.Join("; ", changes);

        void Add(string field, string old, string now)
        {
            if (old != now)
                changes.Add($"{field}: {Shown(old)} → {Shown(now)}");
        }
    }

    private static string Numbers(Contact contact) => string.Join(", ", contact.Numbers.Select(n => n.Kind == NumberKind.Work ? n.Typed : $"{n.Typed} ({n.Kind})"));

    private static string Shown(string text) => text.Length == 0 ? "–" : text.Length <= 120 ? text : text[..120] + "…";
}

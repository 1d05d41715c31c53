using System.Text;
using System.Text.RegularExpressions;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Contacts.OwnFields;

namespace SipRing.CallCenter.Contacts;

/// <summary>Makes a contact of what was typed, or says what is wrong with it. Blanks around and between words go by themselves.</summary>
public sealed partial class ContactRules(NumberForms forms)
{
    public const int TypedLimit = 40;

    /// <returns>The contact without id and version.</returns>
    public Result<Contact> Check(ContactDraft draft, IReadOnlyList<OwnField> fields)
    {
        var (last, first, middle, company) = (Line(draft.LastName), Line(draft.FirstName), Line(draft.MiddleName), Line(draft.Company));
        var (email, notes) = (draft.Email.Trim(), Notes(draft.Notes));
        if ((CheckText(last, Contact.PartLimit, "lastName") ?? CheckText(first, Contact.PartLimit, "firstName") ?? CheckText(middle, Contact.PartLimit, "middleName")
            ?? CheckText(company, Contact.CompanyLimit, "company") ?? CheckText(notes, Contact.NotesLimit, "notes") ?? CheckEmail(email)) is { } wrong)
            return wrong;
        var numbers = Numbers(draft.Numbers);
        if (!numbers.Succeeded)
            return numbers.Refusal;
        var tags = Tags(draft.Tags);
        if (!tags.Succeeded)
            return tags.Refusal;
        var own = Own(draft.Own, fields);
        if (!own.Succeeded)
            return own.Refusal;
        if (last.Length + first.Length + middle.Length + company.Length == 0 && numbers.Value.Count == 0)
            return new Refusal("contact-empty", "A contact has a name, a company or a number at least.", "lastName");
        return new Contact
        {
            Id = 0,
            LastName = last,
            FirstName = first,
            MiddleName = middle,
            Company = company,
            Email = email,
            Notes = notes,
            Numbers = numbers.Value,
            Tags = tags.Value,
            Own = own.Value,
        };
    }

    /// <summary>The one form of a number that may have an extension behind it; null where it is none.</summary>
    public string? NumberOf(string typed)
    {
        var text = typed.Trim();
        return text.Length is 0 or > TypedLimit ? null : forms.Normalize(Behind().Match(text) is { Success: true } behind ? text[..behind.Index] : text);
    }

    private Result<IReadOnlyList<ContactNumber>> Numbers(IReadOnlyList<TypedNumber> typed)
    {
        var numbers = new List<ContactNumber>();
        foreach (var (text, kind) in typed.Select(n => (Line(n.Text), n.Kind)).Where(n => n.Item1.Length > 0))
        {
            if (text.Length > TypedLimit || NumberOf(text) is not { } number)
                return new Refusal("contact-number-invalid", $"'{Shown(text)}' is no telephone number: it has digits, blanks, brackets, dashes, a plus, and perhaps an extension behind it.", "numbers", RefusalKind.Invalid, Shown(text));
            if (!numbers.Exists(n => n.Number == number))
                numbers.Add(new(number, text, kind));
        }

        return numbers.Count > Contact.MostNumbers
            ? new Refusal("contact-numbers-many", $"A contact has at most {Contact.MostNumbers} numbers.", "numbers", RefusalKind.Invalid, Contact.MostNumbers)
            : Result.Of<IReadOnlyList<ContactNumber>>(numbers);
    }

    private static Result<IReadOnlyList<string>> Tags(IReadOnlyList<string> typed)
    {
        var tags = typed.Select(Line).Where(t => t.Length > 0).DistinctBy(ContactWords.Bare).ToList();
        if (tags.Exists(t => t.Length > Contact.TagLimit || t.Contains(',', StringComparison.Ordinal) || !IsText(t)))
            return new Refusal("contact-tag-invalid", $"A tag has at most {Contact.TagLimit} characters and no comma.", "tags", RefusalKind.Invalid, Contact.TagLimit);
        return tags.Count > Contact.MostTags
            ? new Refusal("contact-tags-many", $"A contact has at most {Contact.MostTags} tags.", "tags", RefusalKind.Invalid, Contact.MostTags)
            : Result.Of<IReadOnlyList<string>>(tags);
    }

    private static Result<IReadOnlyDictionary<int, string>> Own(IReadOnlyDictionary<int, string> typed, IReadOnlyList<OwnField> fields)
    {
        var own = new SortedDictionary<int, string>();
        foreach (var (id, text) in typed.Where(o => !string.IsNullOrWhiteSpace(o.Value)))
        {
            if (fields.FirstOrDefault(f => f.Id == id) is not { } field)
                return OwnField.Unknown(id);
            var value = field.Read(text);
            if (!value.Succeeded)
                return value.Refusal;
            own[id] = value.Value;
        }

        return Result.Of<IReadOnlyDictionary<int, string>>(own);
    }

    private static Refusal? CheckText(string text, int limit, string field)
    {
        if (text.Length > limit)
            return new("contact-text-long", $"At most {limit} characters; these are {text.Length}.", field, RefusalKind.Invalid, limit, text.Length);
        return IsText(text) ? null : new("contact-text-invalid", "The text holds characters that are none, as of a file read in the wrong encoding.", field);
    }

    private static Refusal? CheckEmail(string email) =>
        email.Length == 0 || (email.Length <= Contact.EmailLimit && Email().IsMatch(email) && IsText(email))
            ? null
            : new("contact-email-invalid", $"'{Shown(email)}' is no mail address.", "email", RefusalKind.Invalid, Shown(email));

    internal static bool IsText(string text) => !text.EnumerateRunes().Contains(Rune.ReplacementChar);

    /// <summary>One line of text: whatever stands between its words is one blank.</summary>
    internal static string Line(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Printable)).Trim();

    private static string Notes(string text) =>
        string.Join('\n', text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n').Select(line => Printable(line.Replace('\t', ' ')).TrimEnd())).Trim();

    private static string Printable(string text) => text.Any(char.IsControl) ? string.Concat(text.Where(c => !char.IsControl(c))) : text;

    private static string Shown(string text) => text.Length <= TypedLimit ? text : text[..TypedLimit] + "…";

    [GeneratedRegex(@"[\s,;]*(доб(ав|авочный)?|вн(утр|утренний)?|ext(ension)?|x)\.?\s*:?\s*\d{1,8}$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Behind();

    [GeneratedRegex(@"^[^\s@<>,;""]+@[^\s@<>,;""]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Email();
}

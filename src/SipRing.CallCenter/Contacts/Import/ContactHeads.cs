using SipRing.CallCenter.Contacts.OwnFields;

namespace SipRing.CallCenter.Contacts.Import;

/// <summary>What the heads of address books mean: ours, Outlook's, Google's, and those that people write by hand.</summary>
public static class ContactHeads
{
    private static readonly Dictionary<string, string> s_known = new(StringComparer.Ordinal)
    {
        ["фио"] = ContactColumn.FullName, ["имя и фамилия"] = ContactColumn.FullName, ["контакт"] = ContactColumn.FullName, ["контактное лицо"] = ContactColumn.FullName,
        ["клиент"] = ContactColumn.FullName, ["name"] = ContactColumn.FullName, ["full name"] = ContactColumn.FullName, ["contact"] = ContactColumn.FullName, ["display name"] = ContactColumn.FullName,
        ["фамилия"] = ContactColumn.LastName, ["last name"] = ContactColumn.LastName, ["surname"] = ContactColumn.LastName, ["family name"] = ContactColumn.LastName, ["lastname"] = ContactColumn.LastName,
        ["имя"] = ContactColumn.FirstName, ["first name"] = ContactColumn.FirstName, ["given name"] = ContactColumn.FirstName, ["firstname"] = ContactColumn.FirstName,
        ["отчество"] = ContactColumn.MiddleName, ["middle name"] = ContactColumn.MiddleName, ["additional name"] = ContactColumn.MiddleName, ["middlename"] = ContactColumn.MiddleName,
        ["компания"] = ContactColumn.Company, ["организация"] = ContactColumn.Company, ["название"] = ContactColumn.Company, ["фирма"] = ContactColumn.Company, ["company"] = ContactColumn.Company,
        ["organization"] = ContactColumn.Company, ["organization name"] = ContactColumn.Company, ["organization 1 - name"] = ContactColumn.Company,
        ["email"] = ContactColumn.Email, ["e-mail"] = ContactColumn.Email, ["e-mail address"] = ContactColumn.Email, ["почта"] = ContactColumn.Email, ["эл. почта"] = ContactColumn.Email,
        ["электронная почта"] = ContactColumn.Email, ["mail"] = ContactColumn.Email, ["e-mail 1 - value"] = ContactColumn.Email,
        ["заметки"] = ContactColumn.Notes, ["примечание"] = ContactColumn.Notes, ["примечания"] = ContactColumn.Notes, ["комментарий"] = ContactColumn.Notes, ["комментарии"] = ContactColumn.Notes,
        ["notes"] = ContactColumn.Notes, ["note"] = ContactColumn.Notes, ["comment"] = ContactColumn.Notes, ["comments"] = ContactColumn.Notes,
        ["метки"] = ContactColumn.Tags, ["теги"] = ContactColumn.Tags, ["группа"] = ContactColumn.Tags, ["группы"] = ContactColumn.Tags, ["категории"] = ContactColumn.Tags,
        ["tags"] = ContactColumn.Tags, ["labels"] = ContactColumn.Tags, ["categories"] = ContactColumn.Tags, ["group"] = ContactColumn.Tags,
        ["телефон"] = Work, ["телефоны"] = Work, ["номер"] = Work, ["номера"] = Work, ["тел"] = Work, ["рабочий"] = Work, ["рабочий телефон"] = Work, ["телефон рабочий"] = Work, ["phone"] = Work, ["phones"] = Work,
        ["number"] = Work, ["numbers"] = Work, ["phone number"] = Work, ["telephone"] = Work, ["business phone"] = Work, ["work phone"] = Work, ["phone 1 - value"] = Work, ["work"] = Work,
        ["мобильный"] = Mobile, ["мобильный телефон"] = Mobile, ["телефон мобильный"] = Mobile, ["сотовый"] = Mobile, ["mobile"] = Mobile, ["mobile phone"] = Mobile, ["cell"] = Mobile, ["cell phone"] = Mobile,
        ["домашний"] = Home, ["домашний телефон"] = Home, ["телефон домашний"] = Home, ["home"] = Home, ["home phone"] = Home,
        ["факс"] = Fax, ["fax"] = Fax, ["business fax"] = Fax,
        ["другой"] = Other, ["другой телефон"] = Other, ["другой номер"] = Other, ["other"] = Other, ["other phone"] = Other, ["phone 2 - value"] = Other,
    };

    private static string Work => ContactColumn.OfNumber(NumberKind.Work);

    private static string Mobile => ContactColumn.OfNumber(NumberKind.Mobile);

    private static string Home => ContactColumn.OfNumber(NumberKind.Home);

    private static string Fax => ContactColumn.OfNumber(NumberKind.Fax);

    private static string Other => ContactColumn.OfNumber(NumberKind.Other);

    /// <summary>Heads are remembered and compared so: "Телефон 2" is another "телефон".</summary>
    public static string Key(string head)
    {
        var folded = ContactWords.Fold(head).TrimEnd('.', ':', '*');
        return s_known.ContainsKey(folded) ? folded : folded.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').TrimEnd(' ', '_', '№', '#');
    }

    /// <param name="head">As it stands in the file.</param>
    /// <param name="remembered">What people chose for heads before.</param>
    /// <param name="fields">Own fields, by whose names heads are known too.</param>
    public static string Guess(string head, IReadOnlyDictionary<string, string> remembered, IReadOnlyList<OwnField> fields)
    {
        if (remembered.GetValueOrDefault(ContactWords.Fold(head)) is { } chosen && ContactColumn.IsKnown(chosen, fields))
            return chosen;
        if (fields.FirstOrDefault(f => ContactWords.Fold(f.Name) == ContactWords.Fold(head)) is { } own)
            return ContactColumn.OfOwn(own.Id);
        return s_known.GetValueOrDefault(Key(head), ContactColumn.Nothing);
    }

    /// <summary>Whether a first row names columns: one of its cells is a head that is known, and none holds a number.</summary>
    public static bool AreHeads(IReadOnlyList<string> cells, IReadOnlyDictionary<string, string> remembered, IReadOnlyList<OwnField> fields) =>
        cells.Any(c => Guess(c, remembered, fields) != ContactColumn.Nothing) && !cells.Any(c => NumberForms.Digits(c).Length > NumberForms.LongestInternal);
}

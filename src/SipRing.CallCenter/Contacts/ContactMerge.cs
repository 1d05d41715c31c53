namespace SipRing.CallCenter.Contacts;

/// <summary>One contact of two: what the first one lacks comes from the second; numbers, tags and notes of both are kept.</summary>
internal static class ContactMerge
{
    /// <summary>Fields in which both say something else; the first one's word stands.</summary>
    public static IEnumerable<string> Kept(Contact first, Contact second) =>
        new[]
        {
            ("lastName", first.LastName, second.LastName), ("firstName", first.FirstName, second.FirstName), ("middleName", first.MiddleName, second.MiddleName),
            ("company", first.Company, second.Company), ("email", first.Email, second.Email),
        }
        .Concat(second.Own.Select(o => (OwnFields.OwnField.FormNameOf(o.Key), first.Own.GetValueOrDefault(o.Key, ""), o.Value)))
        .Where(f => f.Item2.Length > 0 && f.Item3.Length > 0 && f.Item2 != f.Item3).Select(f => f.Item1);

    public static Contact Of(Contact first, Contact second) => first with
    {
        LastName = Or(first.LastName, second.LastName),
        FirstName = Or(first.FirstName, second.FirstName),
        MiddleName = Or(first.MiddleName, second.MiddleName),
        Company = Or(first.Company, second.Company),
        Email = Or(first.Email, second.Email),
        Notes = Notes(first.Notes, second.Notes),
        Numbers = [.. first.Numbers.Concat(second.Numbers).DistinctBy(n => n.Number).Take(Contact.MostNumbers)],
        Tags = [.. first.Tags.Concat(second.Tags).DistinctBy(ContactWords.Bare).Take(Contact.MostTags)],
        Own = second.Own.Concat(first.Own).GroupBy(o => o.Key).ToDictionary(g => g.Key, g => g.Last().Value),
    };

    /// <summary>Too much for one: nothing may be lost.</summary>
    public static bool Fits(Contact first, Contact second) =>
        first.Numbers.Concat(second.Numbers).DistinctBy(n => n.Number).Count() <= Contact.MostNumbers
        && first.Tags.Concat(second.Tags).DistinctBy(ContactWords.Bare).Count() <= Contact.MostTags
        && Notes(first.Notes, second.Notes).Length <= Contact.NotesLimit;

    private static string Or(string first, string second) => first.Length > 0 ? first : second;

    private static string Notes(string first, string second) =>
        second.Length == 0 || first.Contains(second, StringComparison.Ordinal) ? first : first.Length == 0 ? second : first + "\n" + second;
}

using SipRing.CallCenter.Common;
using SipRing.CallCenter.Common.Csv;
using SipRing.CallCenter.Contacts.OwnFields;

namespace SipRing.CallCenter.Contacts.Import;

/// <summary>Makes a contact of a row, by what each column fills. Several columns may fill the same: numbers and notes add up.</summary>
internal sealed class ContactRowReader(IReadOnlyList<string> columns, ContactRules rules, IReadOnlyList<OwnField> fields)
{
    private static readonly char[] s_between = [';', ',', '\n', '|'];

    public Result<Contact> Read(CsvRow row)
    {
        // Cells beyond the columns hold something that would be lost.
        if (row.Fields.Count > columns.Count && row.Fields.Skip(columns.Count).Any(f => f.Length > 0))
            return new Refusal("import-cells", $"The row has {row.Fields.Count} cells and the file {columns.Count} columns; is a quote missing in it?", null, RefusalKind.Invalid, row.Fields.Count, columns.Count);
        var draft = new ContactDraft();
        var numbers = new List<TypedNumber>();
        var own = new Dictionary<int, string>();
        for (var i = 0; i < columns.Count; i++)
        {
            var (column, cell) = (columns[i], row[i]);
            if (cell.Length == 0 || column == ContactColumn.Nothing)
                continue;
            if (ContactColumn.KindOf(column) is { } kind)
                numbers.AddRange(NumbersIn(cell).Select(n => new TypedNumber(n, kind)));
            else if (ContactColumn.OwnOf(column) is { } id)
                own[id] = cell;
            else
                draft = With(draft, column, cell);
        }

        return rules.Check(draft with { Numbers = numbers, Own = own }, fields);
    }

    private static ContactDraft With(ContactDraft draft, string column, string cell) => column switch
    {
        ContactColumn.FullName => Named(draft, cell),
        ContactColumn.LastName => draft with { LastName = Joined(draft.LastName, cell, ' ') },
        ContactColumn.FirstName => draft with { FirstName = Joined(draft.FirstName, cell, ' ') },
        ContactColumn.MiddleName => draft with { MiddleName = Joined(draft.MiddleName, cell, ' ') },
        ContactColumn.Company => draft with { Company = Joined(draft.Company, cell, ' ') },
        ContactColumn.Email => draft with { Email = draft.Email.Length == 0 ? cell : draft.Email, Notes = draft.Email.Length == 0 ? draft.Notes : Joined(draft.Notes, cell, '\n') },
        ContactColumn.Notes => draft with { Notes = Joined(draft.Notes, cell, '\n') },
        ContactColumn.Tags => draft with { Tags = [.. draft.Tags, .. cell.Split(s_between, StringSplitOptions.RemoveEmptyEntries)] },
        _ => draft,
    };

    // As the country writes it: last, first, middle. Together they read as the file had them.
    private static ContactDraft Named(ContactDraft draft, string cell)
    {
        var words = cell.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return draft with
        {
            LastName = Joined(draft.LastName, words.FirstOrDefault(""), ' '),
            FirstName = Joined(draft.FirstName, words.Skip(1).FirstOrDefault(""), ' '),
            MiddleName = Joined(draft.MiddleName, string.Join(' ', words.Skip(2)), ' '),
        };
    }

    private static string Joined(string before, string cell, char between) => before.Length == 0 ? cell : cell.Length == 0 || before == cell ? before : $"{before}{between}{cell}";

    // "8 (495) 123-45-67, доб. 12" is one number with an extension, not two.
    private IEnumerable<string> NumbersIn(string cell) =>
        rules.NumberOf(cell) is not null ? [cell] : cell.Split(s_between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

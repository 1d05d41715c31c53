using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.Contacts.Import;
using SipRing.CallCenter.Contacts.OwnFields;

namespace SipRing.Server.Contacts;

/// <summary>The keys of the words for kinds, outcomes and columns of the directory.</summary>
public static class ContactWordKeys
{
    public static string Of(NumberKind kind) => kind switch
    {
        NumberKind.Work => "directory.number-work",
        NumberKind.Mobile => "directory.number-mobile",
        NumberKind.Home => "directory.number-home",
        NumberKind.Fax => "directory.number-fax",
        NumberKind.Other => "directory.number-other",
    };

    public static string Of(OwnFieldKind kind) => kind switch
    {
        OwnFieldKind.Text => "directory.kind-text",
        OwnFieldKind.Number => "directory.kind-number",
        OwnFieldKind.Date => "directory.kind-date",
        OwnFieldKind.Choice => "directory.kind-choice",
    };

    public static string Of(RowOutcome outcome) => outcome switch
    {
        RowOutcome.Added => "pbx.csv-added",
        RowOutcome.Changed => "directory.row-changed",
        RowOutcome.Same => "pbx.csv-same",
        RowOutcome.Skipped => "directory.row-skipped",
        RowOutcome.Refused => "pbx.csv-is-refused",
    };

    public static string Of(DuplicateRule rule) => rule switch
    {
        DuplicateRule.Skip => "directory.duplicates-skip",
        DuplicateRule.Merge => "directory.duplicates-merge",
        DuplicateRule.Replace => "directory.duplicates-replace",
    };

    public static string HintOf(DuplicateRule rule) => rule switch
    {
        DuplicateRule.Skip => "directory.duplicates-skip-hint",
        DuplicateRule.Merge => "directory.duplicates-merge-hint",
        DuplicateRule.Replace => "directory.duplicates-replace-hint",
    };

    /// <summary>Null for an own field, which has a name of its own.</summary>
    public static string? OfColumn(string column) => column switch
    {
        ContactColumn.Nothing => "directory.column-nothing",
        ContactColumn.FullName => "directory.full-name",
        ContactColumn.LastName => "directory.last-name",
        ContactColumn.FirstName => "directory.first-name",
        ContactColumn.MiddleName => "directory.middle-name",
        ContactColumn.Company => "directory.company",
        ContactColumn.Email => "directory.email",
        ContactColumn.Notes => "directory.notes",
        ContactColumn.Tags => "directory.tags",
        _ when ContactColumn.KindOf(column) is { } kind => Of(kind),
        _ => null,
    };

    /// <summary>Of what the audit calls an act.</summary>
    public static string OfAction(string action) => action switch
    {
        "contact.create" => "directory.did-create",
        "contact.merge" => "directory.did-merge",
        "contact.import" => "directory.did-import",
        _ => "directory.did-change",
    };
}

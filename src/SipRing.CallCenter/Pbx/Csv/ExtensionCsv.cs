using SipRing.CallCenter.Common;
using SipRing.CallCenter.Common.Csv;

namespace SipRing.CallCenter.Pbx.Csv;

/// <summary>Extensions as rows of a table.</summary>
public static class ExtensionCsv
{
    private static readonly string[] s_yes = ["yes", "true", "1", "да", "always", "всегда"];
    private static readonly string[] s_no = ["no", "false", "0", "", "нет", "never", "никогда"];

    public static IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new("number", "number", "номер", "extension", "внутренний номер"),
        new("name", "name", "название", "имя", "фио"),
        new("secret", "secret", "секрет", "password", "пароль"),
        new("outsideNumber", "outside number", "номер снаружи"),
        new("outsideName", "outside name", "имя снаружи"),
        new("pickupGroup", "pickup group", "группа перехвата"),
        new("recordCalls", "record calls", "запись"),
        new("language", "language", "язык"),
    ];

    public static IReadOnlyList<string> Needed { get; } = ["number", "name"];

    /// <summary>A row of the export. Secrets are known to nobody.</summary>
    public static IEnumerable<string> Write(Extension extension) =>
    [
        extension.Number, extension.Name, "", extension.OutsideNumber, extension.OutsideName, extension.PickupGroup, extension.RecordCalls ? "yes" : "no", extension.Language ?? "",
    ];

    internal static Result<SaveExtension.Request> Read(ImportTable table, CsvRow row)
    {
        bool? record = null;
        if (table.Value(row, "recordCalls") is { } written)
        {
            var isYes = s_yes.Contains(written, StringComparer.OrdinalIgnoreCase);
            if (!isYes && !s_no.Contains(written, StringComparer.OrdinalIgnoreCase))
                return new Refusal("import-yes-no", $"'{written}' is neither yes nor no.", "recordCalls", RefusalKind.Invalid, written);
            record = isYes;
        }

        return new SaveExtension.Request(table.Value(row, "number") ?? "", table.Value(row, "name") ?? "", table.Value(row, "secret") is { Length: > 0 } secret ? secret : null)
        {
            OutsideNumber = table.Value(row, "outsideNumber"),
            OutsideName = table.Value(row, "outsideName"),
            PickupGroup = table.Value(row, "pickupGroup"),
            RecordCalls = record,
            Language = table.Value(row, "language")?.ToLowerInvariant(),
        };
    }
}

using Microsoft.Extensions.Localization;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Versions;
using SipRing.Server.Resources;

namespace SipRing.Server.Pbx;

/// <summary>What a version changed, as a line of the history.</summary>
internal static class HistoryWords
{
    private const int Named = 3;

    public static string Of(IStringLocalizer<Texts> texts, PbxVersion version)
    {
        var items = string.Join("; ", version.Summary.First.Take(Named).Select(c => Of(texts, c)));
        var rest = version.Summary.Count - Math.Min(Named, version.Summary.First.Count);
        if (rest > 0)
            items = items.Length == 0 ? texts["pbx.items", rest] : texts["pbx.and-more", items, rest];
        return version.Kind switch
        {
            PbxVersionKind.Change => items,
            PbxVersionKind.Import => texts["pbx.kind-import", version.Note ?? "", items],
            PbxVersionKind.Undo => texts["pbx.kind-undo", version.Note ?? "", items],
            PbxVersionKind.Conversion => texts["pbx.kind-conversion", items],
        };
    }

    public static string Word(PbxKind kind) => kind switch
    {
        PbxKind.Extension => "pbx.kind-extension",
        PbxKind.Queue => "pbx.kind-queue",
        PbxKind.Trunk => "pbx.kind-trunk",
        PbxKind.IncomingRoute => "pbx.kind-incoming-route",
        PbxKind.OutgoingRoute => "pbx.kind-outgoing-route",
        PbxKind.Menu => "pbx.kind-menu",
        PbxKind.Schedule => "pbx.kind-schedule",
        PbxKind.Holiday => "pbx.kind-holiday",
        PbxKind.MusicClass => "pbx.kind-music",
        PbxKind.Announcement => "pbx.kind-announcement",
    };

    private static string Of(IStringLocalizer<Texts> texts, PbxItemChange change)
    {
        var item = $"{texts[Word(change.Kind)]} {(change.Kind is PbxKind.Extension or PbxKind.Queue ? $"{change.Key} {change.Name}" : change.Name)}";
        return change.Change switch
        {
            PbxItemChangeKind.Added => texts["pbx.item-added", item],
            PbxItemChangeKind.Changed => texts["pbx.item-changed", item],
            PbxItemChangeKind.Removed => texts["pbx.item-removed", item],
        };
    }
}

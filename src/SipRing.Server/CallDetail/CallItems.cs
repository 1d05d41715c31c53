using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.Ledger;
using SipRing.Server.Api;

namespace SipRing.Server.CallDetail;

/// <summary>A call of the PBX as the API tells it. The id is text: it is too long for numbers of some languages.</summary>
public sealed record PhoneCallItem(
    string Id,
    string Pbx,
    string CallId,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    CallDirection Direction,
    CallResult Result,
    string From,
    string? FromName,
    string To,
    string? ToName,
    int WaitSeconds,
    int TalkSeconds,
    IReadOnlyList<string> Extensions,
    string? Trunk,
    string? Queue,
    IReadOnlyList<PhoneCallTransfer> Transfers,
    string? Recording)
{
    internal static PhoneCallItem Of(PhoneCall call, Moments moments, ICallerNames names) => new(
        call.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), call.Pbx, call.CallId, moments.Local(call.StartedAt), moments.Local(call.EndedAt),
        call.Direction, call.Result, call.From, names.Find(call.From)?.Name, call.To, names.Find(call.To)?.Name, call.WaitSeconds, call.TalkSeconds, call.Extensions,
        Null(call.Trunk), Null(call.Queue), [.. call.Transfers.Select(t => t with { At = moments.Local(t.At) })], call.Recording);

    private static string? Null(string text) => text.Length == 0 ? null : text;
}

public sealed record CallLegItem(
    string Channel,
    string Party,
    bool IsTrunk,
    string Number,
    string? Operator,
    DateTimeOffset StartedAt,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset EndedAt,
    int Cause,
    IReadOnlyList<CallLegSpan> Spans);

public sealed record PhoneCallStoryItem(
    PhoneCallItem Call, IReadOnlyList<CallLegItem> Legs, IReadOnlyList<QueueCallItem> QueueCalls, IReadOnlyList<CallRecordingLink> Recordings)
{
    internal static PhoneCallStoryItem Of(PhoneCallStory story, Moments moments, ICallerNames names) => new(
        PhoneCallItem.Of(story.Call, moments, names),
        [.. story.Legs.Select(l => new CallLegItem(
            l.Channel, l.Party, l.IsTrunk, l.Number, l.Operator, moments.Local(l.StartedAt), l.AnsweredAt is { } at ? moments.Local(at) : null, moments.Local(l.EndedAt), l.Cause,
            [.. l.Spans.Select(s => s with { From = moments.Local(s.From), To = moments.Local(s.To) })]))],
        [.. story.Visits.Select(v => QueueCallItem.Of(v, moments, names))],
        [.. story.Recordings.Select(r => r with { At = moments.Local(r.At) })]);
}

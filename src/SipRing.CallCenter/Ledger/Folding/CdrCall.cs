using SipRing.CallCenter.Ledger.Tables;

namespace SipRing.CallCenter.Ledger.Folding;

/// <summary>A call as CDR alone tells it, for PBXs that write no CEL: who, when, how long; not what was rung when.</summary>
internal static class CdrCall
{
    public const int FromCdr = 2;
    private const string Answered = "ANSWERED";

    /// <param name="rows">All rows of one conversation, at least one.</param>
    public static PhoneCallFact Of(IEnumerable<CallRecordRow> rows)
    {
        var all = rows.OrderBy(r => r.StartedAt).ThenBy(r => r.Id).ToList();
        var first = all[0];
        var (linked, end) = (LinkedId(first), all.Max(End));
        var id = FactId.Of(first.StartedAt, "cdr-call", first.Pbx, linked);
        var caller = Trunk(first.Channel, first.Context);
        var talks = SpanText.Union(all.Where(Talked).Select(r => new LegSpan(End(r) - (r.BilledSeconds * 1000L), End(r))));
        var callees = all.Where(r => r.DestinationChannel.Length > 0).ToList();
        var trunk = caller ? first.Channel : callees.Find(r => Trunk(r.DestinationChannel, ""))?.DestinationChannel ?? "";
        var call = new PhoneCallRow
        {
            Id = id,
            Pbx = first.Pbx,
            CallId = linked,
            Source = FromCdr,
            StartedAt = first.StartedAt,
            EndedAt = end,
            Direction = (int)(caller ? CallDirection.Incoming : trunk.Length > 0 ? CallDirection.Outgoing : CallDirection.Internal),
            Result = (int)Result(all),
            WaitSeconds = CallShape.Seconds((talks.Count > 0 ? talks[0].From : end) - first.StartedAt),
            TalkSeconds = CallShape.Seconds(talks.Sum(t => t.To - t.From)),
            From = caller ? first.Source : CallParty.Of(first.Channel),
            To = first.Destination,
            Parties = Parties(all),
            Trunk = trunk.Length > 0 ? CallParty.Of(trunk) : "",
            Queue = "",
            Transfers = "",
        };
        List<CallLegRow> legs = [Leg(call, 0, first.CallId, first.Channel, caller, call.From, first.StartedAt, end, talks)];
        foreach (var row in callees)
        {
            var toTrunk = Trunk(row.DestinationChannel, "");
            LegSpan[] talk = Talked(row) ? [new(End(row) - (row.BilledSeconds * 1000L), End(row))] : [];
            legs.Add(Leg(call, legs.Count, "", row.DestinationChannel, toTrunk, toTrunk ? row.Destination : CallParty.Of(row.DestinationChannel), row.StartedAt, End(row), talk));
        }

        return new(call, legs);
    }

    public static string LinkedId(CallRecordRow row) => row.LinkedId.Length > 0 ? row.LinkedId : row.CallId;

    private static long End(CallRecordRow row) => row.StartedAt + (row.DurationSeconds * 1000L);

    private static bool Talked(CallRecordRow row) => row.Disposition == Answered && row.DestinationChannel.Length > 0 && row.BilledSeconds > 0;

    private static bool Trunk(string channel, string context) => CallParty.IsTrunk(channel, context) && !channel.StartsWith("Local/", StringComparison.OrdinalIgnoreCase);

    private static CallResult Result(List<CallRecordRow> rows)
    {
        if (rows.Exists(Talked))
            return CallResult.Answered;
        if (rows.TrueForAll(r => r.DestinationChannel.Length == 0))
            return rows.Exists(r => r.Disposition == Answered) ? CallResult.Served : CallResult.Failed;
        return rows.Exists(r => r.Disposition == "BUSY") ? CallResult.Busy
            : rows.TrueForAll(r => r.Disposition is "FAILED" or "CONGESTION") ? CallResult.Failed : CallResult.NoAnswer;
    }

    private static string Parties(List<CallRecordRow> rows)
    {
        (string Channel, string Context)[] channels = [.. rows.Select(r => (r.Channel, r.Context)), .. rows.Select(r => (r.DestinationChannel, ""))];
        var phones = channels.Where(c => c.Channel.Length > 0 && !CallParty.IsTrunk(c.Channel, c.Context)).Select(c => CallParty.Of(c.Channel)).Distinct(StringComparer.Ordinal);
        return $" {string.Concat(phones.Take(40).Select(p => p + " "))}";
    }

    private static CallLegRow Leg(
        PhoneCallRow call, int place, string channelId, string channel, bool trunk, string number, long from, long to, IReadOnlyList<LegSpan> talks)
    {
        var leg = new OpenLeg { Id = channelId, Channel = channel, StartMs = from, EndMs = to, AnswerMs = talks.Count > 0 ? talks[0].From : null, Bridged = [.. talks] };
        return new()
        {
            Call = call.Id,
            Place = place,
            Pbx = call.Pbx,
            ChannelId = channelId,
            Channel = channel,
            Party = CallParty.Of(channel),
            Trunk = trunk,
            Number = number,
            StartedAt = from,
            AnsweredAt = leg.AnswerMs,
            EndedAt = to,
            Cause = 0,
            Spans = SpanText.Of(leg, call.StartedAt),
        };
    }
}

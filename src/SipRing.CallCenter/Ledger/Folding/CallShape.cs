using SipRing.CallCenter.Ledger.Tables;

namespace SipRing.CallCenter.Ledger.Folding;

internal sealed record PhoneCallFact(PhoneCallRow Call, IReadOnlyList<CallLegRow> Legs);

/// <summary>Makes rows of a conversation that has ended. Uses nothing but what the log said, so that every replay makes the same.</summary>
internal static class CallShape
{
    public const int FromCel = 1;
    private const int BusyCause = 17;

    /// <summary>Null where the log does not hold the beginning.</summary>
    public static PhoneCallFact? Of(string pbx, OpenCall call)
    {
        var all = call.Legs.OrderBy(l => l.StartMs).ThenBy(l => l.Id, StringComparer.Ordinal).ToList();
        var root = all.Find(l => call.LinkedIds.Contains(l.Id));
        if (root is null)
            return null;
        var legs = all.FindAll(l => !l.IsLocal);
        // A Local channel alone: nothing that anybody's phone took part in.
        if (legs.Count == 0)
            return null;
        var first = root.IsLocal ? legs[0] : root;
        var end = all.Max(l => l.EndMs ?? l.LastMs);
        var talks = SpanText.Union(legs.SelectMany(l => l.Bridged));
        var talked = legs.Count > 1 && talks.Count > 0;
        var id = FactId.Of(root.StartMs, "call", pbx, root.Id);
        var callees = legs.FindAll(l => l != first);
        var trunk = legs.Find(IsTrunk);
        var row = new PhoneCallRow
        {
            Id = id,
            Pbx = pbx,
            CallId = Fit.CallId(root.Id),
            Source = FromCel,
            StartedAt = root.StartMs,
            EndedAt = end,
            Direction = (int)(IsTrunk(first) ? CallDirection.Incoming : callees.Exists(IsTrunk) ? CallDirection.Outgoing : CallDirection.Internal),
            Result = (int)(talked ? CallResult.Answered : Unanswered(first, root, callees, all)),
            WaitSeconds = Seconds((talked ? talks[0].From : end) - root.StartMs),
            TalkSeconds = talked ? Seconds(talks.Sum(t => t.To - t.From)) : 0,
            From = Fit.Name(NumberOf(first, null)),
            To = Fit.Name(Dialled(root, callees)),
            Parties = Parties(legs),
            Trunk = trunk is null ? "" : Fit.Name(CallParty.Of(trunk.Channel)),
            Queue = Fit.Name(all.Find(l => l.Queue.Length > 0)?.Queue ?? ""),
            Transfers = Transfers(call, legs, root.StartMs),
        };
        return new(row, [.. legs.Select((leg, place) => Leg(row, leg, place, first, root))]);
    }

    public static int Seconds(long ms) => (int)Math.Clamp(ms / 1000, 0, int.MaxValue);

    private static CallLegRow Leg(PhoneCallRow call, OpenLeg leg, int place, OpenLeg first, OpenLeg root) => new()
    {
        Call = call.Id,
        Place = place,
        Pbx = call.Pbx,
        ChannelId = Fit.CallId(leg.Id),
        Channel = Fit.Name(leg.Channel),
        Party = Fit.Name(CallParty.Of(leg.Channel)),
        Trunk = IsTrunk(leg),
        Number = Fit.Name(NumberOf(leg, leg == first ? null : root)),
        StartedAt = leg.StartMs,
        AnsweredAt = leg.AnswerMs,
        EndedAt = leg.EndMs ?? leg.LastMs,
        Cause = leg.Cause,
        Spans = SpanText.Of(leg, call.StartedAt),
    };

    private static CallResult Unanswered(OpenLeg first, OpenLeg root, List<OpenLeg> callees, List<OpenLeg> all)
    {
        var status = root.DialStatus.Length > 0 ? root.DialStatus : first.DialStatus;
        if (status == "BUSY")
            return CallResult.Busy;
        if (all.Exists(l => l.Queue.Length > 0) || status is "NOANSWER" or "CANCEL")
            return CallResult.NoAnswer;
        if (status is "CONGESTION" or "CHANUNAVAIL" or "INVALIDARGS" or "DONTCALL")
            return CallResult.Failed;
        if (callees.Count == 0)
            return first.AnswerMs is not null ? CallResult.Served : CallResult.Failed;
        return callees.TrueForAll(l => l.Cause == BusyCause) ? CallResult.Busy : CallResult.NoAnswer;
    }

    private static bool IsTrunk(OpenLeg leg) => CallParty.IsTrunk(leg.Channel, leg.Context);

    private static string NumberOf(OpenLeg leg, OpenLeg? caller)
    {
        if (!IsTrunk(leg))
            return CallParty.Of(leg.Channel);
        // Called by the PBX: the number is what was dialled, if the channel does not tell.
        return leg.Number.Length > 0 ? leg.Number : caller?.Extension ?? "";
    }

    private static string Dialled(OpenLeg root, List<OpenLeg> callees) =>
        root.Extension.Length > 0 ? root.Extension : callees.Count > 0 ? NumberOf(callees[0], null) : "";

    private static string Parties(List<OpenLeg> legs)
    {
        var text = " ";
        foreach (var party in legs.Where(l => !IsTrunk(l)).Select(l => CallParty.Of(l.Channel)).Distinct(StringComparer.Ordinal))
        {
            if (text.Length + party.Length < 400)
                text += party + " ";
        }

        return text;
    }

    // One to a line: kind, milliseconds from the beginning, by whom, to which number.
    private static string Transfers(OpenCall call, List<OpenLeg> legs, long began)
    {
        var lines = new List<string>();
        foreach (var mark in call.Marks.OrderBy(m => m.AtMs).ThenBy(m => m.Leg, StringComparer.Ordinal))
        {
            var leg = call.Legs.Find(l => l.Id == mark.Leg);
            var by = leg is null ? "" : NumberOf(leg, null);
            lines.Add($"{mark.Kind}\t{mark.AtMs - began}\t{by}\t{(mark.Number.Length > 0 || mark.Kind == 'B' ? mark.Number : Target(legs, by, mark.AtMs))}");
        }

        while (lines.Sum(l => l.Length + 1) > 1000)
            lines.RemoveAt(lines.Count - 1);
        return string.Join('\n', lines);
    }

    /// <summary>Whom the one who transferred had called last.</summary>
    private static string Target(List<OpenLeg> legs, string by, long at) =>
        legs.Where(l => l.StartMs < at && NumberOf(l, null) != by && l != legs[0]).MaxBy(l => l.StartMs) is { } target ? NumberOf(target, null) : "";
}

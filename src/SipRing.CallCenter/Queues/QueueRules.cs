using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;

namespace SipRing.CallCenter.Queues;

/// <summary>What the values of a queue may be.</summary>
public static class QueueRules
{
    public const int MostRules = 20;
    public const int MostPenalties = 1000;
    public const int GreatestPenalty = 100;
    private const string KeySigns = "0123456789*#";

    /// <summary>Least and greatest value by the field's name in the API.</summary>
    public static IReadOnlyDictionary<string, (int Least, int Greatest)> Ranges { get; } = new Dictionary<string, (int, int)>(StringComparer.Ordinal)
    {
        ["ringSeconds"] = (1, 300),

        // Asterisk takes 0 for its default of 5.
        ["retrySeconds"] = (1, 300),
        ["wrapUpSeconds"] = (0, 3600),
        ["timeoutSeconds"] = (0, 86400),
        ["maxLength"] = (0, 10000),
        ["serviceLevelSeconds"] = (1, 3600),
        ["weight"] = (0, 100),
        ["memberDelaySeconds"] = (0, 60),
        ["announcements.frequencySeconds"] = (0, 3600),
        ["announcements.leastPauseSeconds"] = (0, 3600),
        ["positionLimit"] = (1, 100),
        ["periodicSeconds"] = (5, 3600),
        ["penaltiesFromOperators"] = (0, 100),
    };

    public static Refusal? Check(CallQueue queue) =>
        PbxRules.CheckNumber(queue.Number)
        ?? PbxRules.CheckName(queue.Name)
        ?? CheckRange("ringSeconds", queue.RingSeconds)
        ?? CheckRange("retrySeconds", queue.RetrySeconds)
        ?? CheckRange("wrapUpSeconds", queue.WrapUpSeconds)
        ?? CheckRange("timeoutSeconds", queue.TimeoutSeconds)
        ?? CheckRange("maxLength", queue.MaxLength)
        ?? CheckRange("serviceLevelSeconds", queue.ServiceLevelSeconds)
        ?? CheckRange("weight", queue.Weight)
        ?? CheckRange("memberDelaySeconds", queue.MemberDelaySeconds)
        ?? CheckRange("announcements.frequencySeconds", queue.Announcements.FrequencySeconds)
        ?? CheckRange("announcements.leastPauseSeconds", queue.Announcements.LeastPauseSeconds)
        ?? CheckRange("positionLimit", queue.Announcements.PositionLimit)
        ?? CheckRange("periodicSeconds", queue.Announcements.PeriodicSeconds)
        ?? CheckRange("penaltiesFromOperators", queue.PenaltiesFromOperators)
        ?? CheckPenalties(queue)
        ?? CheckKeys(queue)
        ?? CheckDestinations(queue);

    private static Refusal? CheckRange(string field, int value) => PbxRules.CheckRange(field, value, Ranges[field].Least, Ranges[field].Greatest);

    private static Refusal? CheckPenalties(CallQueue queue)
    {
        if (queue.PenaltyRules.Count > MostRules)
            return TooMany("penaltyRules", MostRules);
        if (queue.Penalties.Count > MostPenalties)
            return TooMany("penalties", MostPenalties);
        if (queue.PenaltyRules.Any(r => r.AfterSeconds is < 0 or > 3600 || !IsPenalty(r.LeastPenalty) || !IsPenalty(r.GreatestPenalty) || r.LeastPenalty > r.GreatestPenalty))
            return new("penalty-rule-invalid", $"A rule has 0 to 3600 seconds and a range of penalties from 0 to {GreatestPenalty}, the lower one first.", "penaltyRules", RefusalKind.Invalid, GreatestPenalty);
        if (queue.Penalties.Any(p => p.AgentId < 1 || !IsPenalty(p.Penalty)))
            return new("penalty-invalid", $"A penalty is a number from 0 to {GreatestPenalty}.", "penalties", RefusalKind.Invalid, GreatestPenalty);
        return queue.Penalties.DistinctBy(p => p.AgentId).Count() < queue.Penalties.Count
            ? new("penalty-twice", "One operator has two penalties in this queue.", "penalties")
            : null;
    }

    private static Refusal? CheckKeys(CallQueue queue)
    {
        if (queue.Keys.FirstOrDefault(k => k.Key.Length != 1 || !KeySigns.Contains(k.Key, StringComparison.Ordinal)) is not null)
            return new("key-invalid", "A key is one of 0 to 9, * and #.", "keys");
        return queue.Keys.DistinctBy(k => k.Key).Count() < queue.Keys.Count ? new("key-twice", "One key leads to two places.", "keys") : null;
    }

    // A full or empty queue that sends its callers to itself would turn them in a circle.
    private static Refusal? CheckDestinations(CallQueue queue)
    {
        (Destination? To, string Field)[] all = [(queue.AfterTimeout, "afterTimeout"), (queue.AfterFull, "afterFull"), (queue.AfterEmpty, "afterEmpty")];
        foreach (var (to, field) in all)
        {
            if (to is not null && Last(to) is { Kind: DestinationKind.Queue } queueAgain && queueAgain.Target == queue.Number)
                return new("queue-leads-to-itself", "Callers who cannot stay in this queue would come back to it at once; choose another place.", field);
        }

        return null;
    }

    private static Destination Last(Destination destination) => destination.Then is { } then ? Last(then) : destination;

    private static bool IsPenalty(int penalty) => penalty is >= 0 and <= GreatestPenalty;

    private static Refusal TooMany(string field, int most) => new("too-many", $"{field}: at most {most}.", field, RefusalKind.Invalid, most);
}

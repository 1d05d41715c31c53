using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;

namespace SipRing.CallCenter.Queues;

/// <summary>What the values of a queue may be.</summary>
public static class QueueRules
{
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
    };

    public static Refusal? Check(CallQueue queue) =>
        PbxRules.CheckNumber(queue.Number)
        ?? PbxRules.CheckName(queue.Name)
        ?? CheckRange("ringSeconds", queue.RingSeconds)
        ?? CheckRange("retrySeconds", queue.RetrySeconds)
        ?? CheckRange("wrapUpSeconds", queue.WrapUpSeconds)
        ?? CheckRange("timeoutSeconds", queue.TimeoutSeconds)
        ?? CheckRange("maxLength", queue.MaxLength)
        ?? CheckRange("serviceLevelSeconds", queue.ServiceLevelSeconds);

    private static Refusal? CheckRange(string field, int value) => PbxRules.CheckRange(field, value, Ranges[field].Least, Ranges[field].Greatest);
}

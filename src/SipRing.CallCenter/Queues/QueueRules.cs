using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;

namespace SipRing.CallCenter.Queues;

/// <summary>What the values of a queue may be.</summary>
public static class QueueRules
{
    public static Refusal? Check(CallQueue queue) =>
        PbxRules.CheckNumber(queue.Number)
        ?? PbxRules.CheckName(queue.Name)
        ?? PbxRules.CheckRange("ringSeconds", queue.RingSeconds, 1, 300)
        // Asterisk takes 0 for its default of 5.
        ?? PbxRules.CheckRange("retrySeconds", queue.RetrySeconds, 1, 300)
        ?? PbxRules.CheckRange("wrapUpSeconds", queue.WrapUpSeconds, 0, 3600)
        ?? PbxRules.CheckRange("timeoutSeconds", queue.TimeoutSeconds, 1, 86400)
        ?? PbxRules.CheckRange("maxLength", queue.MaxLength, 0, 10000)
        ?? PbxRules.CheckRange("serviceLevelSeconds", queue.ServiceLevelSeconds, 1, 3600);
}

using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Queues;

namespace SipRing.Server.Queues;

/// <summary>The whole queue: what is left out gets its default.</summary>
/// <param name="Number">May be given, as it was read; then it is that of the address.</param>
public sealed record QueueBody(
    string Name,
    string? Strategy = null,
    int? RingSeconds = null,
    int? RetrySeconds = null,
    int? WrapUpSeconds = null,
    int? TimeoutSeconds = null,
    int? MaxLength = null,
    int? ServiceLevelSeconds = null,
    int? Weight = null,
    QueueEmptyRule? JoinEmpty = null,
    QueueEmptyRule? LeaveEmpty = null,
    QueueAnnouncements? Announcements = null,
    string? MusicClass = null,
    bool? RingInUse = null,
    bool? AutoFill = null,
    bool? ReportHoldTime = null,
    int? MemberDelaySeconds = null,
    bool? RingTimeRestarts = null,
    bool? LongestWaitFirst = null,
    int? PenaltiesFromOperators = null,
    IReadOnlyList<PenaltyRule>? PenaltyRules = null,
    IReadOnlyList<OperatorPenalty>? Penalties = null,
    IReadOnlyList<QueueKey>? Keys = null,
    Destination? AfterTimeout = null,
    Destination? AfterFull = null,
    Destination? AfterEmpty = null,
    string? Number = null)
{
    internal Result<CallQueue> ToQueue(string number)
    {
        var queue = new CallQueue { Number = number, Name = Name };
        var strategy = Strategy is null ? queue.Strategy : QueueStrategies.Read(Strategy);
        if (!strategy.Succeeded)
            return strategy.Refusal;
        return queue with
        {
            Strategy = strategy.Value,
            RingSeconds = RingSeconds ?? queue.RingSeconds,
            RetrySeconds = RetrySeconds ?? queue.RetrySeconds,
            WrapUpSeconds = WrapUpSeconds ?? queue.WrapUpSeconds,
            TimeoutSeconds = TimeoutSeconds ?? queue.TimeoutSeconds,
            MaxLength = MaxLength ?? queue.MaxLength,
            ServiceLevelSeconds = ServiceLevelSeconds ?? queue.ServiceLevelSeconds,
            Weight = Weight ?? queue.Weight,
            JoinEmpty = JoinEmpty ?? queue.JoinEmpty,
            LeaveEmpty = LeaveEmpty ?? queue.LeaveEmpty,
            Announcements = Announcements ?? queue.Announcements,
            MusicClass = MusicClass,
            RingInUse = RingInUse ?? queue.RingInUse,
            AutoFill = AutoFill ?? queue.AutoFill,
            ReportHoldTime = ReportHoldTime ?? queue.ReportHoldTime,
            MemberDelaySeconds = MemberDelaySeconds ?? queue.MemberDelaySeconds,
            RingTimeRestarts = RingTimeRestarts ?? queue.RingTimeRestarts,
            LongestWaitFirst = LongestWaitFirst ?? queue.LongestWaitFirst,
            PenaltiesFromOperators = PenaltiesFromOperators ?? queue.PenaltiesFromOperators,
            PenaltyRules = PenaltyRules ?? queue.PenaltyRules,
            Penalties = Penalties ?? queue.Penalties,
            Keys = Keys ?? queue.Keys,
            AfterTimeout = AfterTimeout,
            AfterFull = AfterFull,
            AfterEmpty = AfterEmpty,
        };
    }
}

/// <summary>A queue as it is read.</summary>
public sealed record QueueItem(
    string Number, string Name, string Strategy, int RingSeconds, int RetrySeconds, int WrapUpSeconds, int TimeoutSeconds, int MaxLength, int ServiceLevelSeconds,
    int Weight, QueueEmptyRule JoinEmpty, QueueEmptyRule LeaveEmpty, QueueAnnouncements Announcements, string? MusicClass, bool RingInUse, bool AutoFill, bool ReportHoldTime,
    int MemberDelaySeconds, bool RingTimeRestarts, bool LongestWaitFirst, int PenaltiesFromOperators, IReadOnlyList<PenaltyRule> PenaltyRules, IReadOnlyList<OperatorPenalty> Penalties,
    IReadOnlyList<QueueKey> Keys, Destination? AfterTimeout, Destination? AfterFull, Destination? AfterEmpty)
{
    internal static QueueItem Of(CallQueue queue) => new(
        queue.Number, queue.Name, queue.Strategy.ToAsterisk(), queue.RingSeconds, queue.RetrySeconds, queue.WrapUpSeconds, queue.TimeoutSeconds, queue.MaxLength, queue.ServiceLevelSeconds,
        queue.Weight, queue.JoinEmpty, queue.LeaveEmpty, queue.Announcements, queue.MusicClass, queue.RingInUse, queue.AutoFill, queue.ReportHoldTime,
        queue.MemberDelaySeconds, queue.RingTimeRestarts, queue.LongestWaitFirst, queue.PenaltiesFromOperators, queue.PenaltyRules, queue.Penalties,
        queue.Keys, queue.AfterTimeout, queue.AfterFull, queue.AfterEmpty);
}

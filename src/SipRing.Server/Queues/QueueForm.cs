using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Queues;

namespace SipRing.Server.Queues;

/// <summary>What stands in the fields of a queue's form. A number that was emptied is its default again.</summary>
public sealed class QueueForm(CallQueue queue)
{
    private static readonly CallQueue s_defaults = new() { Number = "", Name = "" };

    public string Number { get; set; } = queue.Number;
    public string Name { get; set; } = queue.Name;
    public QueueStrategy Strategy { get; set; } = queue.Strategy;
    public int? RingSeconds { get; set; } = queue.RingSeconds;
    public int? RetrySeconds { get; set; } = queue.RetrySeconds;
    public int? WrapUpSeconds { get; set; } = queue.WrapUpSeconds;
    public int? TimeoutSeconds { get; set; } = queue.TimeoutSeconds;
    public int? MaxLength { get; set; } = queue.MaxLength;
    public int? ServiceLevelSeconds { get; set; } = queue.ServiceLevelSeconds;
    public int? Weight { get; set; } = queue.Weight;
    public QueueEmptyRule JoinEmpty { get; set; } = queue.JoinEmpty;
    public QueueEmptyRule LeaveEmpty { get; set; } = queue.LeaveEmpty;
    public int? AnnounceSeconds { get; set; } = queue.Announcements.FrequencySeconds;
    public int? AnnouncePauseSeconds { get; set; } = queue.Announcements.LeastPauseSeconds;
    public PositionAnnouncement Position { get; set; } = queue.Announcements.Position;
    public int? PositionLimit { get; set; } = queue.Announcements.PositionLimit;
    public HoldTimeAnnouncement HoldTime { get; set; } = queue.Announcements.HoldTime;
    public string Periodic { get; set; } = queue.Announcements.Periodic ?? "";
    public int? PeriodicSeconds { get; set; } = queue.Announcements.PeriodicSeconds;
    public string ToOperator { get; set; } = queue.Announcements.ToOperator ?? "";
    public string MusicClass { get; set; } = queue.MusicClass ?? "";
    public bool RingInUse { get; set; } = queue.RingInUse;
    public bool AutoFill { get; set; } = queue.AutoFill;
    public bool ReportHoldTime { get; set; } = queue.ReportHoldTime;
    public int? MemberDelaySeconds { get; set; } = queue.MemberDelaySeconds;
    public bool RingTimeRestarts { get; set; } = queue.RingTimeRestarts;
    public bool LongestWaitFirst { get; set; } = queue.LongestWaitFirst;
    public int? PenaltiesFromOperators { get; set; } = queue.PenaltiesFromOperators;
    public List<PenaltyRule> PenaltyRules { get; } = [.. queue.PenaltyRules];
    public List<OperatorPenalty> Penalties { get; } = [.. queue.Penalties];
    public List<QueueKey> Keys { get; } = [.. queue.Keys];
    public Destination? AfterTimeout { get; set; } = queue.AfterTimeout;
    public Destination? AfterFull { get; set; } = queue.AfterFull;
    public Destination? AfterEmpty { get; set; } = queue.AfterEmpty;

    public CallQueue ToQueue() => new()
    {
        Number = Number.Trim(),
        Name = Name.Trim(),
        Strategy = Strategy,
        RingSeconds = RingSeconds ?? s_defaults.RingSeconds,
        RetrySeconds = RetrySeconds ?? s_defaults.RetrySeconds,
        WrapUpSeconds = WrapUpSeconds ?? s_defaults.WrapUpSeconds,
        TimeoutSeconds = TimeoutSeconds ?? s_defaults.TimeoutSeconds,
        MaxLength = MaxLength ?? s_defaults.MaxLength,
        ServiceLevelSeconds = ServiceLevelSeconds ?? s_defaults.ServiceLevelSeconds,
        Weight = Weight ?? s_defaults.Weight,
        JoinEmpty = JoinEmpty,
        LeaveEmpty = LeaveEmpty,
        Announcements = new()
        {
            FrequencySeconds = AnnounceSeconds ?? s_defaults.Announcements.FrequencySeconds,
            LeastPauseSeconds = AnnouncePauseSeconds ?? s_defaults.Announcements.LeastPauseSeconds,
            Position = Position,
            PositionLimit = PositionLimit ?? s_defaults.Announcements.PositionLimit,
            HoldTime = HoldTime,
            Periodic = Chosen(Periodic),
            PeriodicSeconds = PeriodicSeconds ?? s_defaults.Announcements.PeriodicSeconds,
            ToOperator = Chosen(ToOperator),
        },
        MusicClass = Chosen(MusicClass),
        RingInUse = RingInUse,
        AutoFill = AutoFill,
        ReportHoldTime = ReportHoldTime,
        MemberDelaySeconds = MemberDelaySeconds ?? s_defaults.MemberDelaySeconds,
        RingTimeRestarts = RingTimeRestarts,
        LongestWaitFirst = LongestWaitFirst,
        PenaltiesFromOperators = PenaltiesFromOperators ?? s_defaults.PenaltiesFromOperators,
        PenaltyRules = [.. PenaltyRules],
        Penalties = [.. Penalties],
        Keys = [.. Keys],
        AfterTimeout = AfterTimeout,
        AfterFull = AfterFull,
        AfterEmpty = AfterEmpty,
    };

    private static string? Chosen(string id) => id.Length == 0 ? null : id;
}

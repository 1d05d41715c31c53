using LinqToDB.Mapping;

namespace SipRing.CallCenter.Ledger.Tables;

/// <summary>What happened in one UTC hour (by entry), per queue and operator; operator 0 is nobody.</summary>
[Table("queue_hours")]
internal sealed record HourRow
{
    [Column("pbx"), PrimaryKey(0)] public required string Pbx { get; init; }
    [Column("queue"), PrimaryKey(1)] public required string Queue { get; init; }
    [Column("agent_id"), PrimaryKey(2)] public required int AgentId { get; init; }

    /// <summary>Hours since 1970.</summary>
    [Column("hour"), PrimaryKey(3)] public required int Hour { get; init; }
    [Column("answered")] public int Answered { get; init; }
    [Column("lost")] public int Lost { get; init; }

    /// <summary>Greatest place on entry, of answered calls.</summary>
    [Column("longest")] public int Longest { get; init; }

    /// <summary>Greatest place on entry, of lost calls.</summary>
    [Column("lost_longest")] public int LostLongest { get; init; }
    [Column("talk_total")] public long TalkTotal { get; init; }
    [Column("talk_min")] public int? TalkMin { get; init; }
    [Column("talk_max")] public int? TalkMax { get; init; }
    [Column("wait_total")] public long WaitTotal { get; init; }
    [Column("wait_min")] public int? WaitMin { get; init; }
    [Column("wait_max")] public int? WaitMax { get; init; }
    [Column("lost_wait_total")] public long LostWaitTotal { get; init; }
    [Column("lost_wait_min")] public int? LostWaitMin { get; init; }
    [Column("lost_wait_max")] public int? LostWaitMax { get; init; }
}

[Table("queue_hour_waits")]
internal sealed record HourWaitRow
{
    [Column("pbx"), PrimaryKey(0)] public required string Pbx { get; init; }
    [Column("queue"), PrimaryKey(1)] public required string Queue { get; init; }
    [Column("hour"), PrimaryKey(2)] public required int Hour { get; init; }
    [Column("wait_s"), PrimaryKey(3)] public required int WaitSeconds { get; init; }
    [Column("answered")] public required int Answered { get; init; }
}

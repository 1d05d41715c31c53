using LinqToDB.Mapping;

namespace SipRing.CallCenter.Ledger.Tables;

/// <summary>One visit of a call to a queue. Times are UTC milliseconds, spans whole seconds.</summary>
[Table("queue_calls")]
internal sealed record QueueCallRow
{
    [Column("id"), PrimaryKey] public required long Id { get; init; }
    [Column("pbx")] public required string Pbx { get; init; }
    [Column("call_id")] public required string CallId { get; init; }
    [Column("queue")] public required string Queue { get; init; }
    [Column("agent_id")] public int? AgentId { get; init; }
    [Column("agent_name")] public string? AgentName { get; init; }
    [Column("extension")] public string? Extension { get; init; }
    [Column("agent_channel")] public string? AgentChannel { get; init; }
    [Column("caller")] public required string Caller { get; init; }
    [Column("entered_at")] public required long EnteredAt { get; init; }
    [Column("ended_at")] public required long EndedAt { get; init; }
    [Column("wait_s")] public required int WaitSeconds { get; init; }
    [Column("ring_s")] public int? RingSeconds { get; init; }
    [Column("talk_s")] public int? TalkSeconds { get; init; }

    /// <summary>How long the operator was left alone after it; null while that lasts, and where no wrap-up followed.</summary>
    [Column("wrap_s")] public int? WrapUpSeconds { get; init; }
    [Column("position")] public required int Position { get; init; }
    [Column("outcome")] public required int Outcome { get; init; }
    [Column("ended_by")] public int? EndedBy { get; init; }
    [Column("transferred_to")] public string? TransferredTo { get; init; }
    [Column("recording")] public string? Recording { get; init; }
    [Column("recording_path")] public string? RecordingPath { get; init; }

    /// <summary>A <see cref="FactSource"/>.</summary>
    [Column("source")] public int Source { get; init; }
}

[Table("missed_rings")]
internal sealed record MissedRingRow
{
    [Column("id"), PrimaryKey] public required long Id { get; init; }
    [Column("pbx")] public required string Pbx { get; init; }
    [Column("call_id")] public required string CallId { get; init; }
    [Column("queue")] public required string Queue { get; init; }
    [Column("agent_id")] public int? AgentId { get; init; }
    [Column("agent_name")] public string? AgentName { get; init; }
    [Column("extension")] public string? Extension { get; init; }
    [Column("at")] public required long At { get; init; }
    [Column("ring_ms")] public required int RingMs { get; init; }
    [Column("source")] public int Source { get; init; }
}

[Table("agent_sessions")]
internal sealed record AgentSessionRow
{
    [Column("id"), PrimaryKey] public required long Id { get; init; }
    [Column("pbx")] public required string Pbx { get; init; }
    [Column("queue")] public required string Queue { get; init; }
    [Column("extension")] public required string Extension { get; init; }
    [Column("agent_id")] public int? AgentId { get; init; }
    [Column("agent_name")] public required string AgentName { get; init; }
    [Column("login_at")] public required long LoginAt { get; init; }
    [Column("logout_at")] public long? LogoutAt { get; init; }
    [Column("source")] public int Source { get; init; }
}

[Table("agent_pauses")]
internal sealed record AgentPauseRow
{
    [Column("id"), PrimaryKey] public required long Id { get; init; }
    [Column("session_id")] public required long SessionId { get; init; }
    [Column("from_at")] public required long FromAt { get; init; }
    [Column("to_at")] public long? ToAt { get; init; }
    [Column("reason")] public string? Reason { get; init; }
}

/// <summary>The time after a call in which an operator was left alone.</summary>
[Table("agent_wrap_ups")]
internal sealed record AgentWrapUpRow
{
    [Column("id"), PrimaryKey] public required long Id { get; init; }
    [Column("pbx")] public required string Pbx { get; init; }
    [Column("call_id")] public required string CallId { get; init; }
    [Column("queue")] public required string Queue { get; init; }
    [Column("extension")] public required string Extension { get; init; }
    [Column("agent_id")] public int? AgentId { get; init; }
    [Column("from_at")] public required long FromAt { get; init; }
    [Column("to_at")] public long? ToAt { get; init; }
    [Column("planned_s")] public required int PlannedSeconds { get; init; }

    /// <summary>How it ended, as the log has it.</summary>
    [Column("ended")] public string? End { get; init; }
}

/// <summary>An attended transfer as CEL tells it, with the number that queue_log does not hold.</summary>
[Table("ledger_transfers")]
internal sealed record TransferRow
{
    [Column("id"), PrimaryKey] public required long Id { get; init; }
    [Column("pbx")] public required string Pbx { get; init; }
    [Column("call_id")] public required string CallId { get; init; }
    [Column("agent_channel")] public required string AgentChannel { get; init; }
    [Column("at")] public required long At { get; init; }
    [Column("number")] public required string Number { get; init; }
}

/// <summary>One row of Asterisk's call detail records.</summary>
[Table("call_records")]
internal sealed record CallRecordRow
{
    [Column("id"), PrimaryKey] public required long Id { get; init; }
    [Column("pbx")] public required string Pbx { get; init; }
    [Column("call_id")] public required string CallId { get; init; }

    /// <summary>The first channel's of the conversation; the call's own where the log does not tell.</summary>
    [Column("linked_id")] public required string LinkedId { get; init; }
    [Column("started_at")] public required long StartedAt { get; init; }
    [Column("source")] public required string Source { get; init; }
    [Column("destination")] public required string Destination { get; init; }
    [Column("context")] public required string Context { get; init; }
    [Column("channel")] public required string Channel { get; init; }
    [Column("destination_channel")] public required string DestinationChannel { get; init; }
    [Column("duration_s")] public required int DurationSeconds { get; init; }
    [Column("billed_s")] public required int BilledSeconds { get; init; }
    [Column("disposition")] public required string Disposition { get; init; }
}

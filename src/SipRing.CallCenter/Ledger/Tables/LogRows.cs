using LinqToDB.Mapping;

namespace SipRing.CallCenter.Ledger.Tables;

/// <summary>How far one log file was read, known by its content rather than its name, and the fold's state after that line.</summary>
[Table("ledger_logs")]
internal sealed record LogRow
{
    [Column("id"), PrimaryKey, Identity] public long Id { get; init; }
    [Column("pbx")] public required string Pbx { get; init; }
    [Column("kind")] public required int Kind { get; init; }
    [Column("head_length")] public required int HeadLength { get; init; }
    [Column("head_hash")] public required string HeadHash { get; init; }
    [Column("tail_length")] public required int TailLength { get; init; }
    [Column("tail_hash")] public required string TailHash { get; init; }
    [Column("position")] public required long Position { get; init; }
    [Column("lines")] public required long Lines { get; init; }
    [Column("broken")] public required long Broken { get; init; }
    [Column("first_at")] public required long FirstAt { get; init; }
    [Column("last_at")] public required long LastAt { get; init; }
    [Column("state")] public required string State { get; init; }
}

[Table("ledger_unknown_events")]
internal sealed record UnknownEventRow
{
    [Column("pbx"), PrimaryKey(0)] public required string Pbx { get; init; }
    [Column("event"), PrimaryKey(1)] public required string Event { get; init; }
    [Column("count")] public required long Count { get; init; }
    [Column("first_at")] public required long FirstAt { get; init; }
    [Column("last_at")] public required long LastAt { get; init; }
    [Column("sample")] public required string Sample { get; init; }
}

[Table("ledger_broken_lines")]
internal sealed record BrokenLineRow
{
    [Column("id"), PrimaryKey] public required long Id { get; init; }
    [Column("pbx")] public required string Pbx { get; init; }
    [Column("kind")] public required int Kind { get; init; }
    [Column("defect")] public required int Defect { get; init; }

    /// <summary>The time of the last good line before it.</summary>
    [Column("after_at")] public required long AfterAt { get; init; }
    [Column("text")] public required string Text { get; init; }
}

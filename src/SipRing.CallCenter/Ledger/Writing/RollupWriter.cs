using LinqToDB;
using LinqToDB.Data;
using SipRing.CallCenter.Ledger.Tables;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Ledger.Writing;

/// <summary>Adds sums to the roll-ups: into a temporary table in bulk, then by one statement, for linq2db has no upsert that adds.</summary>
internal static class RollupWriter
{
    private const string HoursDelta = "queue_hours_delta";
    private const string WaitsDelta = "queue_hour_waits_delta";

    public static async Task AddAsync(DataConnection db, DatabaseKind kind, HourSums sums, CancellationToken cancellationToken)
    {
        foreach (var statement in kind == DatabaseKind.Sqlite ? s_sqliteTables : s_mariaDbTables)
            await db.ExecuteAsync(statement, cancellationToken);
        var options = new BulkCopyOptions { BulkCopyType = BulkCopyType.MultipleRows };
        await db.BulkCopyAsync(options with { TableName = HoursDelta }, sums.Hours, cancellationToken);
        await db.BulkCopyAsync(options with { TableName = WaitsDelta }, sums.Waits, cancellationToken);
        foreach (var statement in kind == DatabaseKind.Sqlite ? s_sqliteAdds : s_mariaDbAdds)
            await db.ExecuteAsync(statement, cancellationToken);
    }

    private static readonly string[] s_sqliteTables =
    [
        "CREATE TEMPORARY TABLE IF NOT EXISTS queue_hours_delta AS SELECT * FROM queue_hours WHERE 0",
        "CREATE TEMPORARY TABLE IF NOT EXISTS queue_hour_waits_delta AS SELECT * FROM queue_hour_waits WHERE 0",
        "DELETE FROM queue_hours_delta",
        "DELETE FROM queue_hour_waits_delta",
    ];

    private static readonly string[] s_mariaDbTables =
    [
        "CREATE TEMPORARY TABLE IF NOT EXISTS queue_hours_delta LIKE queue_hours",
        "CREATE TEMPORARY TABLE IF NOT EXISTS queue_hour_waits_delta LIKE queue_hour_waits",
        "DELETE FROM queue_hours_delta",
        "DELETE FROM queue_hour_waits_delta",
    ];

    private static readonly string[] s_sqliteAdds =
    [
        """
        INSERT INTO queue_hours SELECT * FROM queue_hours_delta WHERE true
        ON CONFLICT(pbx, queue, agent_id, hour) DO UPDATE SET
          answered = answered + excluded.answered, lost = lost + excluded.lost, longest = MAX(longest, excluded.longest),
          lost_longest = MAX(lost_longest, excluded.lost_longest),
          talk_total = talk_total + excluded.talk_total,
          talk_min = MIN(COALESCE(talk_min, excluded.talk_min), COALESCE(excluded.talk_min, talk_min)),
          talk_max = MAX(COALESCE(talk_max, excluded.talk_max), COALESCE(excluded.talk_max, talk_max)),
          wait_total = wait_total + excluded.wait_total,
          wait_min = MIN(COALESCE(wait_min, excluded.wait_min), COALESCE(excluded.wait_min, wait_min)),
          wait_max = MAX(COALESCE(wait_max, excluded.wait_max), COALESCE(excluded.wait_max, wait_max)),
          lost_wait_total = lost_wait_total + excluded.lost_wait_total,
          lost_wait_min = MIN(COALESCE(lost_wait_min, excluded.lost_wait_min), COALESCE(excluded.lost_wait_min, lost_wait_min)),
          lost_wait_max = MAX(COALESCE(lost_wait_max, excluded.lost_wait_max), COALESCE(excluded.lost_wait_max, lost_wait_max))
        """,
        """
        INSERT INTO queue_hour_waits SELECT * FROM queue_hour_waits_delta WHERE true
        ON CONFLICT(pbx, queue, hour, wait_s) DO UPDATE SET answered = answered + excluded.answered
        """,
    ];

    private static readonly string[] s_mariaDbAdds =
    [
        """
        INSERT INTO queue_hours SELECT * FROM queue_hours_delta
        ON DUPLICATE KEY UPDATE
          answered = queue_hours.answered + VALUES(answered), lost = queue_hours.lost + VALUES(lost),
          longest = GREATEST(queue_hours.longest, VALUES(longest)), lost_longest = GREATEST(queue_hours.lost_longest, VALUES(lost_longest)),
          talk_total = queue_hours.talk_total + VALUES(talk_total),
          talk_min = LEAST(COALESCE(queue_hours.talk_min, VALUES(talk_min)), COALESCE(VALUES(talk_min), queue_hours.talk_min)),
          talk_max = GREATEST(COALESCE(queue_hours.talk_max, VALUES(talk_max)), COALESCE(VALUES(talk_max), queue_hours.talk_max)),
          wait_total = queue_hours.wait_total + VALUES(wait_total),
          wait_min = LEAST(COALESCE(queue_hours.wait_min, VALUES(wait_min)), COALESCE(VALUES(wait_min), queue_hours.wait_min)),
          wait_max = GREATEST(COALESCE(queue_hours.wait_max, VALUES(wait_max)), COALESCE(VALUES(wait_max), queue_hours.wait_max)),
          lost_wait_total = queue_hours.lost_wait_total + VALUES(lost_wait_total),
          lost_wait_min = LEAST(COALESCE(queue_hours.lost_wait_min, VALUES(lost_wait_min)), COALESCE(VALUES(lost_wait_min), queue_hours.lost_wait_min)),
          lost_wait_max = GREATEST(COALESCE(queue_hours.lost_wait_max, VALUES(lost_wait_max)), COALESCE(VALUES(lost_wait_max), queue_hours.lost_wait_max))
        """,
        """
        INSERT INTO queue_hour_waits SELECT * FROM queue_hour_waits_delta
        ON DUPLICATE KEY UPDATE answered = queue_hour_waits.answered + VALUES(answered)
        """,
    ];
}

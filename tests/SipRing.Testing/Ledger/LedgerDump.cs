using System.Data.Common;
using System.Globalization;
using LinqToDB.Data;
using SipRing.CallCenter.Storage;

namespace SipRing.Testing.Ledger;

/// <summary>Everything that the ledger states, as text: two databases hold the same exactly if their texts are equal.</summary>
public static class LedgerDump
{
    private static readonly string[] s_tables =
    [
        "SELECT * FROM queue_calls ORDER BY id",
        "SELECT * FROM missed_rings ORDER BY id",
        "SELECT * FROM ledger_transfers ORDER BY id",
        "SELECT * FROM call_records ORDER BY id",
        "SELECT * FROM calls ORDER BY id",
        "SELECT * FROM call_legs ORDER BY `call`, place",
        "SELECT * FROM call_recordings ORDER BY id",
        "SELECT * FROM call_holds ORDER BY id",
        "SELECT * FROM agent_sessions ORDER BY id",
        "SELECT * FROM agent_pauses ORDER BY id",
        "SELECT * FROM agent_wrap_ups ORDER BY id",
        "SELECT * FROM queue_hours ORDER BY pbx, queue, agent_id, hour",
        "SELECT * FROM queue_hour_waits ORDER BY pbx, queue, hour, wait_s",
        "SELECT * FROM ledger_unknown_events ORDER BY pbx, event",
        "SELECT * FROM ledger_broken_lines ORDER BY id",
    ];

    public static async Task<string> OfAsync(Database database)
    {
        await using var db = database.Connect();
        var text = new System.Text.StringBuilder();
        foreach (var query in s_tables)
        {
            text.AppendLine(query);
            using var reader = await db.ExecuteReaderAsync(query);
            Append(text, reader.Reader!);
        }

        return text.ToString();
    }

    // SQLite has no truth values of its own: there they are numbers.
    private static string? Text(object value) => value switch
    {
        DBNull => "NULL",
        bool truth => truth ? "1" : "0",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static void Append(System.Text.StringBuilder text, DbDataReader rows)
    {
        while (rows.Read())
        {
            for (var i = 0; i < rows.FieldCount; i++)
                text.Append(CultureInfo.InvariantCulture, $"{rows.GetName(i)}={Text(rows.GetValue(i))} ");
            text.AppendLine();
        }
    }
}

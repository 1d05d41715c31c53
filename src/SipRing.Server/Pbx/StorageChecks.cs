using System.Globalization;
using System.Reflection;
using FluentMigrator;
using LinqToDB.Data;
using Microsoft.Data.Sqlite;
using MySqlConnector;
using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;

namespace SipRing.Server.Pbx;

/// <summary>The database: reachable, whole, at the version of this SipRing.</summary>
internal static class StorageChecks
{
    /// <summary>Nothing to mend: a line that a killed Asterisk left half written is no fault, but it is not hidden either.</summary>
    public static async Task<Finding> LedgerAsync(SipRingHome home, SipRingSettings settings, CancellationToken cancellationToken)
    {
        if (settings.MariaDb is null && !File.Exists(home.DatabaseFile))
            return new(new("doctor.name.ledger"), new("doctor.nothing-read"));
        try
        {
            var left = await LedgerLeftovers.ReadAsync(Open(home, settings), cancellationToken);
            var unknown = string.Join(", ", left.Unknown.Select(u => string.Create(CultureInfo.InvariantCulture, $"{u.Key} ({u.Value})")));
            return new(new("doctor.name.ledger"), unknown.Length == 0 ? new("doctor.ledger-clean", left.Lines, left.Broken) : new("doctor.ledger", left.Lines, left.Broken, unknown));
        }
        catch (Exception e) when (e is MySqlException or SqliteException)
        {
            return new(new("doctor.name.ledger"), new("doctor.ledger-away", e.Message), new("doctor.ledger-away.mend"));
        }
    }

    public static async Task<Finding> DatabaseAsync(SipRingHome home, SipRingSettings settings, CancellationToken cancellationToken)
    {
        var name = settings.MariaDb is null ? "SQLite" : "MariaDB";
        if (settings.MariaDb is null && !File.Exists(home.DatabaseFile))
            return new(new("doctor.name.database"), new("doctor.no-database", home.DatabaseFile), new("doctor.no-database.mend"));
        var database = Open(home, settings);
        try
        {
            await using var db = database.Connect();
            if (database.Kind == DatabaseKind.Sqlite
                && await db.ExecuteAsync<string>("PRAGMA quick_check(1)", cancellationToken) is var quick && quick != "ok")
                return new(new("doctor.name.database"), new("doctor.damaged", home.DatabaseFile, quick), new("doctor.damaged.mend"));
            var applied = (await db.QueryToListAsync<long>("SELECT Version FROM VersionInfo", cancellationToken)).ToHashSet();
            var known = typeof(Database).Assembly.GetTypes().Select(t => t.GetCustomAttribute<MigrationAttribute>()?.Version).OfType<long>().ToHashSet();
            if (applied.Except(known).Any())
                return new(new("doctor.name.database"), new("doctor.newer", name), new("doctor.newer.mend"));
            return known.Except(applied).Any()
                ? new(new("doctor.name.database"), new("doctor.older", name, known.Except(applied).Count()), new("doctor.older.mend"))
                : new(new("doctor.name.database"), new("doctor.database", name, string.Create(CultureInfo.InvariantCulture, $"{applied.Max()}")));
        }
        catch (MySqlException e)
        {
            return new(new("doctor.name.database"), new("doctor.maria-refused", e.Message), new("doctor.maria-refused.mend"));
        }
        catch (SqliteException e)
        {
            return new(new("doctor.name.database"), new("doctor.sqlite-refused", home.DatabaseFile, e.Message), new("doctor.sqlite-refused.mend"));
        }
    }

    private static Database Open(SipRingHome home, SipRingSettings settings) =>
        settings.MariaDb is { } mariaDb ? Database.MariaDb(mariaDb) : Database.Sqlite(home.DatabaseFile);
}

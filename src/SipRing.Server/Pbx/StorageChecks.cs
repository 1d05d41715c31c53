using System.Globalization;
using System.Reflection;
using FluentMigrator;
using LinqToDB.Data;
using Microsoft.Data.Sqlite;
using MySqlConnector;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;

namespace SipRing.Server.Pbx;

/// <summary>The database: reachable, whole, at the version of this SipRing.</summary>
internal static class StorageChecks
{
    public static async Task<Finding> DatabaseAsync(SipRingHome home, SipRingSettings settings, CancellationToken cancellationToken)
    {
        var name = settings.MariaDb is null ? "SQLite" : "MariaDB";
        if (settings.MariaDb is null && !File.Exists(home.DatabaseFile))
            return new("Database", $"{home.DatabaseFile} does not exist yet", "Start SipRing once with ./run; it makes the database.");
        var database = settings.MariaDb is { } mariaDb ? Database.MariaDb(mariaDb) : Database.Sqlite(home.DatabaseFile);
        try
        {
            await using var db = database.Connect();
            if (database.Kind == DatabaseKind.Sqlite
                && await db.ExecuteAsync<string>("PRAGMA quick_check(1)", cancellationToken) is var quick && quick != "ok")
                return new("Database", $"{home.DatabaseFile} is damaged: {quick}", "Stop SipRing, set the file aside and restore a copy; reports are rebuilt from Asterisk's logs with ./sipring ledger import.");
            var applied = (await db.QueryToListAsync<long>("SELECT Version FROM VersionInfo", cancellationToken)).ToHashSet();
            var known = typeof(Database).Assembly.GetTypes().Select(t => t.GetCustomAttribute<MigrationAttribute>()?.Version).OfType<long>().ToHashSet();
            if (applied.Except(known).Any())
                return new("Database", $"{name} was written by a newer SipRing", "Run that newer version, or restore a copy from before it.");
            return known.Except(applied).Any()
                ? new("Database", $"{name} lacks {known.Except(applied).Count()} changes of this version", "Start SipRing with ./run; it brings the database up to date.")
                : new("Database", string.Create(CultureInfo.InvariantCulture, $"{name}, version {applied.Max()}"));
        }
        catch (MySqlException e)
        {
            return new("Database", $"MariaDB refused: {e.Message}", "Check that MariaDB runs and that the connection string in settings.json (mariaDb) is right.");
        }
        catch (SqliteException e)
        {
            return new("Database", $"{home.DatabaseFile} cannot be read: {e.Message}", "Check the rights of the file; if it is damaged, restore a copy.");
        }
    }
}

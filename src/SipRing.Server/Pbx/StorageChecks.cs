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
            return new("Ledger", "nothing read yet");
        try
        {
            var left = await LedgerLeftovers.ReadAsync(Open(home, settings), cancellationToken);
            var unknown = left.Unknown.Count == 0 ? "none" : string.Join(", ", left.Unknown.Select(u => string.Create(CultureInfo.InvariantCulture, $"{u.Key} ({u.Value})")));
            return new("Ledger", string.Create(CultureInfo.InvariantCulture, $"{left.Lines} lines read, {left.Broken} broken ones kept, unknown events: {unknown}"));
        }
        catch (Exception e) when (e is MySqlException or SqliteException)
        {
            return new("Ledger", $"it cannot be read: {e.Message}", "Mend what is said of the database.");
        }
    }

    public static async Task<Finding> DatabaseAsync(SipRingHome home, SipRingSettings settings, CancellationToken cancellationToken)
    {
        var name = settings.MariaDb is null ? "SQLite" : "MariaDB";
        if (settings.MariaDb is null && !File.Exists(home.DatabaseFile))
            return new("Database", $"{home.DatabaseFile} does not exist yet", "Start SipRing once with ./run; it makes the database.");
        var database = Open(home, settings);
        try
        {
            await using var db = database.Connect();
            if (database.Kind == DatabaseKind.Sqlite
                && await db.ExecuteAsync<string>("PRAGMA quick_check(1)", cancellationToken) is var quick && quick != "ok")
                return new("Database", $"{home.DatabaseFile} is damaged: {quick}", "Stop SipRing, set the file aside and restore a copy. Without a copy: the next start reads the reports from Asterisk's logs again, but extensions, queues, agents and users must be made anew.");
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

    private static Database Open(SipRingHome home, SipRingSettings settings) =>
        settings.MariaDb is { } mariaDb ? Database.MariaDb(mariaDb) : Database.Sqlite(home.DatabaseFile);
}

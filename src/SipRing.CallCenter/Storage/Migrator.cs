using System.Data.Common;
using System.Globalization;
using System.Reflection;
using FluentMigrator;
using FluentMigrator.Runner;
using LinqToDB.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SipRing.CallCenter.Storage;

/// <summary>
/// Brings the database to the present version. Every feature keeps its migrations in its own folder; their numbers are
/// YYYYMMDDNNNN (the day, then four digits that keep features apart), so that they sort by age and never collide.
/// A migration that was released is never edited.
/// </summary>
public sealed class Migrator(Database database)
{
    private const int LockSeconds = 60;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await IsPresentAsync(cancellationToken))
            return;
        // The server and a command of the same home may start at the same moment; only one of them migrates.
        if (database.Kind == DatabaseKind.Sqlite)
        {
            await using var gate = await SqliteGate.EnterAsync(database, TimeSpan.FromSeconds(LockSeconds), cancellationToken);
            await using (var connection = database.Connect())
                await connection.ExecuteAsync("PRAGMA journal_mode=WAL", cancellationToken);
            Apply();
            return;
        }

        await using var db = database.Connect();
        var held = await db.ExecuteAsync<int?>("SELECT GET_LOCK('sipring-migration', 60)", cancellationToken);
        if (held != 1)
            throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"Another SipRing has been changing the database for more than {LockSeconds} s."));
        Apply();
        await WidenAsync(db, cancellationToken);
        await db.ExecuteAsync<int?>("SELECT RELEASE_LOCK('sipring-migration')", cancellationToken);
    }

    // A text column of a migration becomes NVARCHAR, which MariaDB takes for its old three bytes a letter: an emoji in a name would be refused.
    private static async Task WidenAsync(DataConnection db, CancellationToken cancellationToken)
    {
        var narrow = await db.QueryToListAsync<string>(
            "SELECT DISTINCT table_name FROM information_schema.columns WHERE table_schema = DATABASE() AND character_set_name IN ('utf8', 'utf8mb3')", cancellationToken);
        foreach (var table in narrow)
            await db.ExecuteAsync($"ALTER TABLE `{table}` CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci", cancellationToken);
    }

    // A start with nothing to do need not load the machinery, which takes longer than the rest of the start.
    private async Task<bool> IsPresentAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var db = database.Connect();
            var applied = (await db.QueryToListAsync<long>("SELECT Version FROM VersionInfo", cancellationToken)).ToHashSet();
            return typeof(Migrator).Assembly.GetTypes().All(t => t.GetCustomAttribute<MigrationAttribute>() is not { } migration || applied.Contains(migration.Version));
        }
        catch (DbException)
        {
            // No such table yet, or the database is away: then the way below says so.
            return false;
        }
    }

    private void Apply()
    {
        using var services = new ServiceCollection()
            .AddFluentMigratorCore()
            .ConfigureRunner(runner =>
            {
                _ = database.Kind == DatabaseKind.Sqlite ? runner.AddSQLite() : runner.AddMySql8();
                runner.WithGlobalConnectionString(database.ConnectionString).ScanIn(typeof(Migrator).Assembly).For.Migrations();
            })
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
            .BuildServiceProvider(validateScopes: true);
        using var scope = services.CreateScope();
        scope.ServiceProvider.GetRequiredService<IMigrationRunner>().MigrateUp();
    }
}

using Microsoft.Data.Sqlite;
using SipRing.CallCenter.Storage;

namespace SipRing.Testing.Storage;

/// <summary>An empty database at the present version, for one test: a SQLite file in a temporary folder, or a schema of the shared MariaDB.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(40);

    /// <summary>A file at the present version: migrated once, copied for every test.</summary>
    private static readonly Lazy<Task<byte[]>> s_migrated = new(MigrateAsync);
    private readonly string? _folder;

    private TestDatabase(Database database, string? folder)
    {
        Database = database;
        _folder = folder;
    }

    public Database Database { get; }

    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind)
    {
        if (kind == DatabaseKind.Sqlite)
        {
            var folder = NewFolder();
            await WriteSqliteAsync(FileIn(folder));
            return new(Database.Sqlite(FileIn(folder)), folder);
        }

        var shared = Database.MariaDb(await (await MariaDbServer.SharedAsync()).CreateSchemaAsync());
        await new Migrator(shared).RunAsync(CancellationToken.None);
        return new(shared, null);
    }

    /// <summary>Writes an empty SQLite database at the present version.</summary>
    public static async Task WriteSqliteAsync(string file) => await File.WriteAllBytesAsync(file, await s_migrated.Value);

    public async ValueTask DisposeAsync()
    {
        if (_folder is not null)
            await Until.TrueAsync($"nobody writes to {_folder} any more", s_quiet, TryDelete);
    }

    private static async Task<byte[]> MigrateAsync()
    {
        var folder = NewFolder();
        await using var first = new TestDatabase(Database.Sqlite(FileIn(folder)), folder);
        await new Migrator(first.Database).RunAsync(CancellationToken.None);

        // Closed: what stands in the log beside the file is in the file then.
        using (var connection = new SqliteConnection(first.Database.ConnectionString))
            SqliteConnection.ClearPool(connection);
        return File.Exists(FileIn(folder) + "-wal") ? throw new IOException($"{folder} is still open.") : await File.ReadAllBytesAsync(FileIn(folder));
    }

    private static string NewFolder() => Directory.CreateTempSubdirectory("sipring-test-").FullName;

    private static string FileIn(string folder) => Path.Combine(folder, "sipring.db");

    // A service that was told to end may be finishing its last transaction.
    private bool TryDelete()
    {
        try
        {
            using (var connection = new SqliteConnection(Database.ConnectionString))
                SqliteConnection.ClearPool(connection);
            Directory.Delete(_folder!, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}

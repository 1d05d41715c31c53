using Microsoft.Data.Sqlite;
using SipRing.CallCenter.Storage;

namespace SipRing.Testing.Storage;

/// <summary>An empty database at the present version, for one test: a SQLite file in a temporary folder, or a schema of the shared MariaDB.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(10);
    private readonly string? _folder;

    private TestDatabase(Database database, string? folder)
    {
        Database = database;
        _folder = folder;
    }

    public Database Database { get; }

    public static async Task<TestDatabase> CreateAsync(DatabaseKind kind)
    {
        var folder = kind == DatabaseKind.Sqlite ? Directory.CreateTempSubdirectory("sipring-test-").FullName : null;
        var database = folder is null
            ? Database.MariaDb(await (await MariaDbServer.SharedAsync()).CreateSchemaAsync())
            : Database.Sqlite(Path.Combine(folder, "sipring.db"));
        await new Migrator(database).RunAsync(CancellationToken.None);
        return new(database, folder);
    }

    public async ValueTask DisposeAsync()
    {
        if (_folder is not null)
            await Until.TrueAsync($"nobody writes to {_folder} any more", s_quiet, TryDelete);
    }

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

using System.Globalization;
using System.Text;
using LinqToDB.Data;
using Microsoft.Data.Sqlite;
using MySqlConnector;
using SipRing.CallCenter.Storage;

namespace SipRing.Testing.Storage;

/// <summary>An empty database at the present version, for one test: a SQLite file in a temporary folder, or a schema of the shared MariaDB.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(40);

    /// <summary>A file at the present version: migrated once, copied for every test.</summary>
    private static readonly Lazy<Task<byte[]>> s_migrated = new(MigrateAsync);

    /// <summary>What makes a schema of MariaDB equal to one that was migrated.</summary>
    private static readonly Lazy<Task<string>> s_script = new(ScriptAsync);
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

        return new(await CopyAsync(await s_script.Value), null);
    }

    /// <summary>Writes an empty SQLite database at the present version.</summary>
    public static async Task WriteSqliteAsync(string file) => await File.WriteAllBytesAsync(file, await s_migrated.Value);

    /// <summary>The file of a SQLite database that nobody uses any more, to be copied.</summary>
    public async Task<byte[]> ReadSqliteAsync()
    {
        // Closed: what stands in the log beside the file is in the file then.
        Close();
        return File.Exists(FileIn(_folder!) + "-wal") ? throw new IOException($"{_folder} is still open.") : await File.ReadAllBytesAsync(FileIn(_folder!));
    }

    public async ValueTask DisposeAsync()
    {
        if (_folder is not null)
        {
            await Until.TrueAsync($"nobody writes to {_folder} any more", s_quiet, TryDelete);
            return;
        }

        await using var connection = new MySqlConnection(Database.ConnectionString);
        await MySqlConnection.ClearPoolAsync(connection);
    }

    private static async Task<string> ScriptAsync()
    {
        var template = await NewSchemaAsync();
        await new Migrator(template).RunAsync(CancellationToken.None);
        await using var db = template.Connect();
        var schema = new MySqlConnectionStringBuilder(template.ConnectionString).Database;
        var script = new StringBuilder("SET FOREIGN_KEY_CHECKS=0;");
        foreach (var table in await db.QueryToListAsync<string>("SHOW TABLES"))
        {
            var create = db.Query(row => row.GetString(1), $"SHOW CREATE TABLE `{table}`").Single();
            script.Append(CultureInfo.InvariantCulture, $"{create};INSERT INTO `{table}` SELECT * FROM `{schema}`.`{table}`;");
        }

        return script.Append("SET FOREIGN_KEY_CHECKS=1").ToString();
    }

    private static async Task<Database> CopyAsync(string script)
    {
        var copy = await NewSchemaAsync();
        await using var db = copy.Connect();
        await db.ExecuteAsync(script);
        return copy;
    }

    private static async Task<Database> NewSchemaAsync() => Database.MariaDb(await (await MariaDbServer.SharedAsync()).CreateSchemaAsync());

    private static async Task<byte[]> MigrateAsync()
    {
        var folder = NewFolder();
        await using var first = new TestDatabase(Database.Sqlite(FileIn(folder)), folder);
        await new Migrator(first.Database).RunAsync(CancellationToken.None);
        return await first.ReadSqliteAsync();
    }

    private static string NewFolder() => Directory.CreateTempSubdirectory("sipring-test-").FullName;

    private static string FileIn(string folder) => Path.Combine(folder, "sipring.db");

    private void Close()
    {
        using var connection = new SqliteConnection(Database.ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    // A service that was told to end may be finishing its last transaction.
    private bool TryDelete()
    {
        try
        {
            Close();
            Directory.Delete(_folder!, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}

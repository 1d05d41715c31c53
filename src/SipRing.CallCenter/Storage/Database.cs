using LinqToDB;
using LinqToDB.Data;
using LinqToDB.DataProvider.MySql;
using LinqToDB.DataProvider.SQLite;
using Microsoft.Data.Sqlite;
using MySqlConnector;

namespace SipRing.CallCenter.Storage;

public enum DatabaseKind
{
    Sqlite,
    MariaDb,
}

/// <summary>
/// The database of SipRing: SQLite in the home folder by default, MariaDB where it is configured. Times are stored as UTC
/// in 64-bit integers (milliseconds since 1970), so both databases compare and index them alike.
/// </summary>
public sealed class Database
{
    private readonly DataOptions _options;

    private Database(DatabaseKind kind, string connectionString, DataOptions options)
    {
        Kind = kind;
        ConnectionString = connectionString;
        _options = options;
    }

    public DatabaseKind Kind { get; }

    /// <summary>Holds the password of a MariaDB: never logged.</summary>
    public string ConnectionString { get; }

    public static Database Sqlite(string file)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = file, DefaultTimeout = 30, ForeignKeys = true }.ToString();
        return new(DatabaseKind.Sqlite, text, new DataOptions().UseSQLite(text, SQLiteProvider.Microsoft));
    }

    /// <exception cref="ArgumentException">The connection string is malformed.</exception>
    public static Database MariaDb(string connectionString)
    {
        var text = new MySqlConnectionStringBuilder(connectionString) { CharacterSet = "utf8mb4", AllowUserVariables = true }.ToString();
        return new(DatabaseKind.MariaDb, text, new DataOptions().UseMySql(text, MySqlVersion.MariaDB10, MySqlProvider.MySqlConnector));
    }

    /// <summary>
    /// A connection of its own for the caller to dispose; opened at first use, taken from a pool of limited size. Whoever goes
    /// on to something that needs a connection too (the audit, another feature) closes this one first: a hundred callers that
    /// each hold one and wait for a second would wait for each other.
    /// </summary>
    public DataConnection Connect() => new(_options);
}

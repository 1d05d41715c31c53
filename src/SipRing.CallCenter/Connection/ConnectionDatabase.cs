using MySqlConnector;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Settings;

namespace SipRing.CallCenter.Connection;

/// <summary>Makes <c>asteriskcdrdb</c> for an Asterisk that has none: the tables of FreePBX 17, what is there stays as it is.</summary>
public static class ConnectionDatabase
{
    // The name was checked to be letters, digits, '_', '$' and '-'; a statement takes no parameter for it.
    private const string Create =
        "SET @make = CONCAT('CREATE DATABASE IF NOT EXISTS `', @name, '` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci'); PREPARE make FROM @make; EXECUTE make; DEALLOCATE PREPARE make";

    private const string Records = """
        CREATE TABLE IF NOT EXISTS cdr (
          calldate datetime NOT NULL DEFAULT CURRENT_TIMESTAMP, clid varchar(80) NOT NULL DEFAULT '', src varchar(80) NOT NULL DEFAULT '',
          dst varchar(80) NOT NULL DEFAULT '', dcontext varchar(80) NOT NULL DEFAULT '', channel varchar(80) NOT NULL DEFAULT '',
          dstchannel varchar(80) NOT NULL DEFAULT '', lastapp varchar(80) NOT NULL DEFAULT '', lastdata varchar(80) NOT NULL DEFAULT '',
          duration int NOT NULL DEFAULT 0, billsec int NOT NULL DEFAULT 0, disposition varchar(45) NOT NULL DEFAULT '', amaflags int NOT NULL DEFAULT 0,
          accountcode varchar(20) NOT NULL DEFAULT '', uniqueid varchar(32) NOT NULL DEFAULT '', userfield varchar(255) NOT NULL DEFAULT '',
          did varchar(50) NOT NULL DEFAULT '', recordingfile varchar(255) NOT NULL DEFAULT '', cnum varchar(80) NOT NULL DEFAULT '',
          cnam varchar(80) NOT NULL DEFAULT '', outbound_cnum varchar(80) NOT NULL DEFAULT '', outbound_cnam varchar(80) NOT NULL DEFAULT '',
          dst_cnam varchar(80) NOT NULL DEFAULT '', linkedid varchar(32) NOT NULL DEFAULT '', peeraccount varchar(80) NOT NULL DEFAULT '',
          sequence int NOT NULL DEFAULT 0,
          KEY calldate (calldate), KEY dst (dst), KEY accountcode (accountcode), KEY uniqueid (uniqueid), KEY did (did),
          KEY recordingfile (recordingfile(191)), KEY linkedid (linkedid)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
        """;

    private const string Events = """
        CREATE TABLE IF NOT EXISTS cel (
          id int NOT NULL AUTO_INCREMENT, eventtype varchar(30) NOT NULL, eventtime datetime NOT NULL, cid_name varchar(80) NOT NULL,
          cid_num varchar(80) NOT NULL, cid_ani varchar(80) NOT NULL, cid_rdnis varchar(80) NOT NULL, cid_dnid varchar(80) NOT NULL,
          exten varchar(80) NOT NULL, context varchar(80) NOT NULL, channame varchar(80) NOT NULL, appname varchar(80) NOT NULL,
          appdata varchar(1024) NOT NULL, amaflags int NOT NULL, accountcode varchar(20) NOT NULL, uniqueid varchar(32) NOT NULL,
          linkedid varchar(32) NOT NULL, peer varchar(255) NOT NULL, userdeftype varchar(255) NOT NULL, extra varchar(512) NOT NULL,
          PRIMARY KEY (id), KEY uniqueid_index (uniqueid), KEY linkedid_index (linkedid), KEY context_index (context)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
        """;

    private const string Queues = """
        CREATE TABLE IF NOT EXISTS queuelog (
          id bigint unsigned NOT NULL AUTO_INCREMENT, time datetime NOT NULL, callid varchar(40) NOT NULL DEFAULT '',
          queuename varchar(20) NOT NULL DEFAULT '', serverid varchar(20) NOT NULL DEFAULT '', agent varchar(40) NOT NULL DEFAULT '',
          event varchar(20) NOT NULL DEFAULT '', data1 varchar(40) NOT NULL DEFAULT '', data2 varchar(40) NOT NULL DEFAULT '',
          data3 varchar(40) NOT NULL DEFAULT '', data4 varchar(40) NOT NULL DEFAULT '', data5 varchar(40) NOT NULL DEFAULT '',
          PRIMARY KEY (id), KEY queue (queuename), KEY callindex (callid), KEY event (event), KEY timeindex (time)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
        """;

    internal static async Task<Refusal?> CreateAsync(ExistingPbx pbx, SecretBox box, CancellationToken cancellationToken)
    {
        try
        {
            await CreateAsync(PbxReach.MySql(pbx, box, "")!, pbx.MySqlDatabase, cancellationToken);
            return null;
        }
        catch (MySqlException e)
        {
            return new("database-not-created", $"The database could not be made: {e.Message}", "createDatabase", RefusalKind.Unavailable, e.Message);
        }
    }

    /// <param name="server">Connection string without a database, of a login that may create.</param>
    /// <param name="name">Of the database, checked.</param>
    /// <param name="cancellationToken">Stops between two statements.</param>
    /// <exception cref="MySqlException">The server cannot be reached, or the login may not.</exception>
    public static async Task CreateAsync(string server, string name, CancellationToken cancellationToken)
    {
        await using var connection = new MySqlConnection(new MySqlConnectionStringBuilder(server) { AllowUserVariables = true }.ToString());
        await connection.OpenAsync(cancellationToken);
        await using (var create = new MySqlCommand(Create, connection))
        {
            create.Parameters.AddWithValue("@name", name);
            await create.ExecuteNonQueryAsync(cancellationToken);
        }

        await connection.ChangeDatabaseAsync(name, cancellationToken);
        await RunAsync(new(Records, connection), cancellationToken);
        await RunAsync(new(Events, connection), cancellationToken);
        await RunAsync(new(Queues, connection), cancellationToken);
    }

    private static async Task RunAsync(MySqlCommand command, CancellationToken cancellationToken)
    {
        await using var running = command;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

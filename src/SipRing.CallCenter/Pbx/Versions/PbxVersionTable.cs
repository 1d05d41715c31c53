using System.Data;
using System.Text.Json;
using FluentMigrator;
using LinqToDB.Mapping;

namespace SipRing.CallCenter.Pbx.Versions;

[Migration(202611240431, "Versions of the configuration of the own Asterisk, instead of tables of extensions and queues")]
public sealed class PbxVersionTable : ForwardOnlyMigration
{
    public override void Up()
    {
        Create.Table("pbx_versions")
            .WithColumn("id").AsInt64().PrimaryKey().Identity()
            .WithColumn("at").AsInt64().NotNullable()
            .WithColumn("actor").AsString(100).NotNullable()
            .WithColumn("kind").AsString(20).NotNullable()
            .WithColumn("summary").AsString(int.MaxValue).NotNullable()
            .WithColumn("note").AsString(200).Nullable()
            .WithColumn("format").AsString(20).NotNullable()
            .WithColumn("content").AsBinary(int.MaxValue).NotNullable()
            .WithColumn("secrets").AsString(int.MaxValue).NotNullable();
        Execute.WithConnection(Convert);
        Delete.Table("extensions");
        Delete.Table("queues");
    }

    // The names in the JSON are written out here: they stay what they were on this day.
    private static void Convert(IDbConnection connection, IDbTransaction transaction)
    {
        var extensions = Read(connection, transaction, "SELECT number, name, digest FROM extensions", r => (Number: r.GetString(0), Name: r.GetString(1), Digest: r.GetString(2)));
        var queues = Read(
            connection, transaction, "SELECT number, name, strategy, ring_seconds, retry_seconds, wrap_up_seconds, timeout_seconds, max_length, service_level_seconds FROM queues",
            r => new
            {
                number = r.GetString(0), name = r.GetString(1), strategy = r.GetString(2), ringSeconds = r.GetInt32(3), retrySeconds = r.GetInt32(4),
                wrapUpSeconds = r.GetInt32(5), timeoutSeconds = r.GetInt32(6), maxLength = r.GetInt32(7), serviceLevelSeconds = r.GetInt32(8),
            });
        if (extensions.Count + queues.Count == 0)
            return;
        var content = JsonSerializer.SerializeToUtf8Bytes(new { extensions = extensions.Select(e => new { number = e.Number, name = e.Name }), queues });
        var secrets = JsonSerializer.Serialize(extensions.Select(e => new { key = "Extension/" + e.Number, value = e.Digest }));
        using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = "INSERT INTO pbx_versions (at, actor, kind, summary, format, content, secrets) VALUES (@at, 'sipring', 'Conversion', @summary, 'json', @content, @secrets)";
        Add(insert, "@at", TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        Add(insert, "@summary", JsonSerializer.Serialize(new { count = extensions.Count + queues.Count, first = Array.Empty<object>() }));
        Add(insert, "@content", content);
        // Not sealed yet: the first start does that, here there is no key.
        Add(insert, "@secrets", secrets);
        insert.ExecuteNonQuery();
    }

    private static List<T> Read<T>(IDbConnection connection, IDbTransaction transaction, string sql, Func<IDataRecord, T> read)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    private static void Add(IDbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}

[Table("pbx_versions")]
internal sealed record PbxVersionRow
{
    public const int LongestActor = 100;
    public const int LongestNote = 200;

    [Column("id"), PrimaryKey, Identity] public long Id { get; init; }
    [Column("at")] public long At { get; init; }
    [Column("actor")] public required string Actor { get; init; }
    [Column("kind")] public required string Kind { get; init; }
    [Column("summary")] public required string Summary { get; init; }
    [Column("note")] public string? Note { get; init; }
    [Column("format")] public required string Format { get; init; }
    [Column("content")] public required byte[] Content { get; init; }

    /// <summary>Sealed, but for the first version of a home that came from tables.</summary>
    [Column("secrets")] public required string Secrets { get; init; }
}

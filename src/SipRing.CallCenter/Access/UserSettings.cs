using FluentMigrator;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Mapping;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Access;

[Migration(202611240447, "Settings of users")]
public sealed class UserSettingsTable : AutoReversingMigration
{
    public override void Up() => Create.Table("user_settings")
        .WithColumn("user_id").AsInt32().PrimaryKey()
        .WithColumn("name").AsString(UserSettings.NameLimit).PrimaryKey()
        .WithColumn("value").AsString(UserSettings.ValueLimit).NotNullable();
}

[Table("user_settings")]
internal sealed record UserSettingRow
{
    [Column("user_id"), PrimaryKey(0)] public int UserId { get; init; }
    [Column("name"), PrimaryKey(1)] public required string Name { get; init; }
    [Column("value")] public required string Value { get; init; }
}

/// <summary>What a person set for himself, wherever he signs in: his phone, the layout of a page. Nothing that grants a right.</summary>
public sealed class UserSettings(Database database)
{
    public const int NameLimit = 40;
    public const int ValueLimit = 2000;

    /// <summary>The person's own phone: it rings when he listens to a call or calls by a click.</summary>
    public const string Phone = "phone";

    /// <summary>Null where it was never set.</summary>
    public async Task<string?> GetAsync(int userId, string name, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        return await db.GetTable<UserSettingRow>().Where(s => s.UserId == userId && s.Name == name).Select(s => s.Value).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>One setting of everybody who has it, by the id of the user.</summary>
    public async Task<IReadOnlyDictionary<int, string>> AllAsync(string name, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        return await db.GetTable<UserSettingRow>().Where(s => s.Name == name && s.Value != "").ToDictionaryAsync(s => s.UserId, s => s.Value, cancellationToken);
    }

    /// <exception cref="ArgumentException">The value is longer than is kept.</exception>
    public async Task SetAsync(int userId, string name, string value, CancellationToken cancellationToken)
    {
        if (value.Length > ValueLimit)
            throw new ArgumentException($"A setting has at most {ValueLimit} characters; '{name}' has {value.Length}.", nameof(value));
        await using var db = database.Connect();
        await db.InsertOrReplaceAsync(new UserSettingRow { UserId = userId, Name = name, Value = value }, token: cancellationToken);
    }
}

using LinqToDB.Data;
using SipRing.CallCenter.Storage;
using SipRing.Testing.Storage;
using Xunit;

namespace SipRing.Tests.RealParts.Storage;

public sealed class MigratorTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task RunAsync_Twice_SecondChangesNothing(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var db = test.Database.Connect();
        var before = await db.ExecuteAsync<long>("SELECT COUNT(*) FROM VersionInfo");

        await new Migrator(test.Database).RunAsync(CancellationToken.None);

        Assert.True(before > 0);
        Assert.Equal(before, await db.ExecuteAsync<long>("SELECT COUNT(*) FROM VersionInfo"));
    }

    [Fact]
    public async Task RunAsync_MariaDb_EveryTextTakesEveryLetter()
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.MariaDb);
        await using var db = test.Database.Connect();

        Assert.Empty(await db.QueryToListAsync<string>(
            "SELECT CONCAT(table_name, '.', column_name) FROM information_schema.columns WHERE table_schema = DATABASE() AND character_set_name <> 'utf8mb4'"));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task RunAsync_TwoAtOnce_BothSucceed(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);

        await Task.WhenAll(
            new Migrator(test.Database).RunAsync(CancellationToken.None),
            new Migrator(test.Database).RunAsync(CancellationToken.None));
    }
}

using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;
using Microsoft.Extensions.Time.Testing;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Versions;
using SipRing.CallCenter.Queues;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;
using SipRing.Testing.Pbx;
using SipRing.Testing.Storage;
using Xunit;

namespace SipRing.Tests.RealParts.Pbx.Versions;

public sealed class PbxVersionStoreTests
{
    private const string Digest = "0123456789abcdef0123456789abcdef";
    private static readonly PbxEdit s_edit = new(new(ActorKind.User, "anna", Role.Administrator), c => c) { Note = "a note" };

    public static TheoryData<DatabaseKind> Kinds => [.. Enum.GetValues<DatabaseKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task AddAsync_Versions_AreReadBackWholeAndInOrder(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        using var home = new TestHome();
        var time = new FakeTimeProvider(new(2026, 11, 24, 5, 0, 0, TimeSpan.Zero));
        var store = new PbxVersionStore(database.Database, new SecretBox(home.Home), time);
        var one = With(PbxConfiguration.Empty, "501", "Анна");
        var two = With(one with { Queues = one.Queues.With(new() { Number = "450", Name = "Продажи", Strategy = QueueStrategy.LeastRecent, RetrySeconds = 1 }) }, "502", "Maria");

        var ids = await store.AddAsync([new(s_edit, PbxConfiguration.Empty, one), new(s_edit, one, two)], CancellationToken.None);

        var list = await store.ListAsync(null, 10, CancellationToken.None);
        Assert.Equal([ids[1], ids[0]], list.Select(v => v.Id));
        Assert.Equal(("anna", PbxVersionKind.Change, "a note", time.GetUtcNow()), (list[0].Actor, list[0].Kind, list[0].Note, list[0].At));
        Assert.Equal(["Added Extension 502 Maria", "Added Queue 450 Продажи"], list[0].Summary.First.Select(c => $"{c.Change} {c.Kind} {c.Key} {c.Name}"));
        Assert.Equal([ids[0]], (await store.ListAsync(ids[1], 10, CancellationToken.None)).Select(v => v.Id));
        Assert.Empty(PbxComparison.Changes(two, await store.NewestAsync(CancellationToken.None)));
        var found = (await store.FindAsync(ids[1], CancellationToken.None))!.Value;
        Assert.Empty(PbxComparison.Changes(one, found.Before));
        Assert.Equal(QueueStrategy.LeastRecent, found.After.Queues["450"]!.Strategy);
        Assert.Equal(Digest, found.After.SecretOf(PbxKind.Extension, "502"));
        Assert.Null(await store.FindAsync(ids[1] + 1, CancellationToken.None));

        await store.RemoveAsync([ids[1]], CancellationToken.None);
        Assert.Empty(PbxComparison.Changes(one, await store.NewestAsync(CancellationToken.None)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task AddAsync_Secrets_AreNowhereInTheDatabase(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        using var home = new TestHome();
        var store = new PbxVersionStore(database.Database, new SecretBox(home.Home), TimeProvider.System);

        await store.AddAsync([new(s_edit, PbxConfiguration.Empty, With(PbxConfiguration.Empty, "501", "Anna"))], CancellationToken.None);

        await using var db = database.Database.Connect();
        var row = Assert.Single(await db.GetTable<PbxVersionRow>().ToListAsync());
        Assert.True(SecretBox.IsSealed(row.Secrets));
        Assert.DoesNotContain(Digest, row.Secrets + row.Summary + System.Text.Encoding.UTF8.GetString(row.Content), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Migration_HomeWithTables_KeepsItsPhonesAndQueues(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        using var home = new TestHome();
        await using (var db = database.Database.Connect())
        {
            // As an older SipRing left it: the tables, filled, and neither the new one nor its mark.
            await db.ExecuteAsync("DROP TABLE pbx_versions");
            await db.ExecuteAsync("DELETE FROM VersionInfo WHERE Version = 202611240431");
            await db.ExecuteAsync("CREATE TABLE extensions (number VARCHAR(8) PRIMARY KEY, name VARCHAR(60) NOT NULL, digest VARCHAR(32) NOT NULL)");
            await db.ExecuteAsync("CREATE TABLE queues (number VARCHAR(8) PRIMARY KEY, name VARCHAR(60) NOT NULL, strategy VARCHAR(20) NOT NULL, ring_seconds INTEGER NOT NULL, retry_seconds INTEGER NOT NULL, wrap_up_seconds INTEGER NOT NULL, timeout_seconds INTEGER NOT NULL, max_length INTEGER NOT NULL, service_level_seconds INTEGER NOT NULL)");
            await db.ExecuteAsync($"INSERT INTO extensions VALUES ('501', 'Анна \"А\"', '{Digest}'), ('502', 'Maria', '{Digest}')");
            await db.ExecuteAsync("INSERT INTO queues VALUES ('450', 'Продажи', 'leastrecent', 11, 2, 3, 0, 4, 6)");
        }

        await new Migrator(database.Database).RunAsync(CancellationToken.None);

        var store = new PbxVersionStore(database.Database, new SecretBox(home.Home), TimeProvider.System);
        var kept = await store.NewestAsync(CancellationToken.None);
        Assert.Equal([("501", "Анна \"А\""), ("502", "Maria")], kept.Extensions.Select(e => (e.Number, e.Name)));
        Assert.Equal(Digest, kept.SecretOf(PbxKind.Extension, "502"));
        Assert.Equal(
            new CallQueue
            {
                Number = "450", Name = "Продажи", Strategy = QueueStrategy.LeastRecent, RingSeconds = 11, RetrySeconds = 2, WrapUpSeconds = 3,
                TimeoutSeconds = 0, MaxLength = 4, ServiceLevelSeconds = 6,
            },
            Assert.Single(kept.Queues));
        Assert.Equal(PbxVersionKind.Conversion, Assert.Single(await store.ListAsync(null, 10, CancellationToken.None)).Kind);
        await using var after = database.Database.Connect();
        Assert.True(SecretBox.IsSealed((await after.GetTable<PbxVersionRow>().FirstAsync()).Secrets));
    }

    private static PbxConfiguration With(PbxConfiguration configuration, string number, string name) =>
        (configuration with { Extensions = configuration.Extensions.With(new(number, name)) }).WithSecret(PbxKind.Extension, number, Digest);
}

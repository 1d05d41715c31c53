using LinqToDB.Data;
using LinqToDB.Mapping;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Storage;
using SipRing.CallCenter.SystemLog;
using SipRing.Testing;
using SipRing.Testing.Storage;
using Xunit;

namespace SipRing.Tests.RealParts.SystemLog;

/// <summary>Audit and system events in one line of time, on both databases.</summary>
public sealed class TimeLineTests
{
    private static readonly Actor s_administrator = Actor.CommandLine;
    private static readonly DateTimeOffset s_start = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Read_PagesAcrossBothTables_GiveEveryEntryOnceInOrder(DatabaseKind kind)
    {
        await using var store = await Store.OpenAsync(kind);
        for (var i = 0; i < 40; i++)
        {
            // Four entries share each moment: the cursor must tell them apart.
            store.Time.SetUtcNow(s_start.AddSeconds(i / 4));
            if (i % 2 == 0)
                await store.Audit.WriteAsync(s_administrator, "agent.create", $"agent {i}", null, default);
            else
                await store.AddAsync(new(store.Time.GetUtcNow(), EntryLevel.Information, i % 3 == 0 ? NewSystemEvent.Asterisk : "ledger", 1, $"event {i}"));
        }

        var all = await store.ReadAsync(new(new(), new HashSet<TimeLineKind>()), 1000);
        var paged = await store.ReadAsync(new(new(), new HashSet<TimeLineKind>()), 3);

        Assert.Equal(40, all.Count);
        Assert.Equal(all.Select(e => e.Id), paged.Select(e => e.Id));
        Assert.Equal(40, paged.Select(e => e.Id).Distinct().Count());
        Assert.Equal(all.OrderByDescending(e => e.At).Select(e => e.At), all.Select(e => e.At));
        Assert.Equal(20, (await store.ReadAsync(new(new(), new HashSet<TimeLineKind> { TimeLineKind.Act }), 7)).Count);
        var asterisk = await store.ReadAsync(new(new(), new HashSet<TimeLineKind> { TimeLineKind.Asterisk }), 7);
        Assert.NotEmpty(asterisk);
        Assert.All(asterisk, e => Assert.Equal(NewSystemEvent.Asterisk, e.Who));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Read_WordsLevelsPeopleAndSpans_Narrow(DatabaseKind kind)
    {
        await using var store = await Store.OpenAsync(kind);
        store.Time.SetUtcNow(s_start);
        await store.Audit.WriteAsync(new(ActorKind.User, "Смирнова", Role.Supervisor), "member.pause", "queue 450", "Обед, 100%_", default);
        store.Time.SetUtcNow(s_start.AddMinutes(1));
        await store.Audit.WriteAsync(new(ActorKind.User, "chief", Role.Administrator), "user.sign-in-refused", "user chief", "wrong name or password, attempt 1", default);
        store.Time.SetUtcNow(s_start.AddMinutes(2));
        await store.AddAsync(new(store.Time.GetUtcNow(), EntryLevel.Error, "ledger", 4001, "The ledger stands still", "stack"));

        Assert.Equal(["a1"], await store.IdsAsync(new() { Text = "смирнова ОБЕД" }));
        Assert.Equal(["a1"], await store.IdsAsync(new() { Text = "100%_" }));
        Assert.Empty(await store.IdsAsync(new() { Text = "100_%" }));
        Assert.Equal(["s1", "a2"], await store.IdsAsync(new() { Level = EntryLevel.Warning }));
        Assert.Equal(["s1"], await store.IdsAsync(new() { Level = EntryLevel.Error }));
        Assert.Equal(["a1"], await store.IdsAsync(new() { Person = "Смирнова" }));
        Assert.Equal(["a2"], await store.IdsAsync(new() { From = s_start.AddSeconds(1), To = s_start.AddMinutes(2) }));
        Assert.Equal(["chief", "Смирнова"], (await store.Get<ReadAudit>().PeopleAsync(s_administrator, default)).Value!);
        Assert.Equal("stack", Assert.Single(await store.ReadAsync(new(new() { Text = "still" }, new HashSet<TimeLineKind>()), 5)).Detail);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Read_TwoHundredThousandRows_PagesFromAnywhereWithoutLossOrScan(DatabaseKind kind)
    {
        const int Rows = 100_000;
        await using var store = await Store.OpenAsync(kind);
        await using (var db = store.Database.Connect())
        {
            var options = new BulkCopyOptions { BulkCopyType = BulkCopyType.MultipleRows, MaxBatchSize = 1000 };
            await db.BulkCopyAsync(options, Enumerable.Range(0, Rows).Select(i => new AuditRow
            {
                At = s_start.ToUnixTimeMilliseconds() + i / 3, ActorKind = "User", Actor = $"person {i % 50}", Action = "agent.create", Target = $"agent {i}", Search = $"person {i % 50} agent.create agent {i}",
            }));
            await db.BulkCopyAsync(options, Enumerable.Range(0, Rows).Select(i => SystemEventRow.Of(
                new(s_start.AddMilliseconds(i / 3), i % 1000 == 0 ? EntryLevel.Error : EntryLevel.Information, "ledger", 1, $"event {i}"))));
        }

        var ids = (await store.ReadAsync(new(new(), new HashSet<TimeLineKind>()), 5000)).Select(e => e.Id).ToList();
        var errors = await store.ReadAsync(new(new() { Level = EntryLevel.Error }, new HashSet<TimeLineKind>()), 7);
        var one = await store.ReadAsync(new(new() { Person = "person 7" }, new HashSet<TimeLineKind>()), 500);

        Assert.Equal(2 * Rows, ids.Count);
        Assert.Equal(2 * Rows, ids.ToHashSet(StringComparer.Ordinal).Count);
        Assert.Equal(Rows / 1000, errors.Count);
        Assert.Equal(Rows / 50, one.Count);
        if (kind == DatabaseKind.Sqlite)
            await NoSortAsync(store.Database);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Write_EventsThroughTheQueue_AreKeptCountedAndForgotten(DatabaseKind kind)
    {
        await using var store = await Store.OpenAsync(kind);
        await store.AddAsync(new(s_start - SystemEventWriter.Kept - TimeSpan.FromMinutes(1), EntryLevel.Information, "old", 0, "too old to keep"));
        var queue = new SystemEventQueue(capacity: 3);
        for (var i = 0; i < 5; i++)
            queue.Add(new(s_start, EntryLevel.Warning, "ledger", 1, $"event {i}"));
        Assert.Equal(2, queue.Dropped);

        using var writer = new SystemEventWriter(queue, store.Database, store.Time);
        await ((IHostedService)writer).StartAsync(default);
        await Until.TrueAsync("what came is kept and what is old is gone", TimeSpan.FromSeconds(30), async () => (await store.IdsAsync(new())).Count == 4);
        await ((IHostedService)writer).StopAsync(default);

        var kept = await store.ReadAsync(new(new(), new HashSet<TimeLineKind>()), 10);
        Assert.Contains(kept, e => e.Who == NewSystemEvent.Log && e.Text.StartsWith("2 events were not kept", StringComparison.Ordinal));
        Assert.DoesNotContain(kept, e => e.Who == "old");
    }

    [Theory]
    [InlineData(Role.Operator)]
    [InlineData(Role.Supervisor)]
    public async Task Read_WithoutTheRight_IsRefused(Role role)
    {
        await using var store = await Store.OpenAsync(DatabaseKind.Sqlite);
        var result = await store.Get<ReadTimeLine>().HandleAsync(new(ActorKind.User, "x", role), new(new(), new HashSet<TimeLineKind>()), null, 10, default);
        Assert.Equal("forbidden", result.Refusal!.Id);
        Assert.Equal("cursor-invalid", (await store.Get<ReadTimeLine>().HandleAsync(s_administrator, new(new(), new HashSet<TimeLineKind>()), "1-x2", 10, default)).Refusal!.Id);
    }

    /// <summary>An index in the order of the page: nothing is sorted and no table is gone through.</summary>
    private static async Task NoSortAsync(Database database)
    {
        await using var db = database.Connect();
        foreach (var condition in new[] { "at >= 5", "level = 2 AND at >= 5", "actor = 'person 7' AND at >= 5" })
        {
            var plan = await db.QueryToListAsync<PlanStep>($"EXPLAIN QUERY PLAN SELECT * FROM audit WHERE {condition} AND at <= 99 AND (at < 99 OR id < 7) ORDER BY at DESC, id DESC LIMIT 101");
            Assert.Contains(plan, step => step.Detail.Contains("USING INDEX", StringComparison.Ordinal));
            Assert.DoesNotContain(plan, step => step.Detail.Contains("TEMP B-TREE", StringComparison.Ordinal));
        }
    }

    private sealed class PlanStep
    {
        [Column("detail")] public required string Detail { get; init; }
    }

    private sealed class Store(TestDatabase test, ServiceProvider services, FakeTimeProvider time) : IAsyncDisposable
    {
        public Database Database => test.Database;

        public FakeTimeProvider Time => time;

        public IAuditLog Audit => Get<IAuditLog>();

        public static async Task<Store> OpenAsync(DatabaseKind kind)
        {
            var test = await TestDatabase.CreateAsync(kind);
            var time = new FakeTimeProvider(s_start) { AutoAdvanceAmount = TimeSpan.Zero };
            var services = new ServiceCollection().AddSingleton<TimeProvider>(time).AddSingleton(test.Database).AddAudit().AddSystemLog().BuildServiceProvider();
            return new(test, services, time);
        }

        public T Get<T>()
            where T : notnull => services.GetRequiredService<T>();

        public async Task AddAsync(NewSystemEvent happened)
        {
            await using var db = Database.Connect();
            await db.BulkCopyAsync(new BulkCopyOptions { BulkCopyType = BulkCopyType.MultipleRows }, [SystemEventRow.Of(happened)]);
        }

        public async Task<List<TimeLineEntry>> ReadAsync(TimeLineFilter filter, int limit)
        {
            var all = new List<TimeLineEntry>();
            for (string? cursor = null; ;)
            {
                var page = (await Get<ReadTimeLine>().HandleAsync(s_administrator, filter, cursor, limit, default)).Value!;
                all.AddRange(page.Items);
                if (page.Next is null)
                    return all;
                cursor = page.Next;
            }
        }

        public async Task<List<string>> IdsAsync(EntryFilter filter) => (await ReadAsync(new(filter, new HashSet<TimeLineKind>()), 10)).ConvertAll(e => e.Id);

        public async ValueTask DisposeAsync()
        {
            await services.DisposeAsync();
            await test.DisposeAsync();
        }
    }
}

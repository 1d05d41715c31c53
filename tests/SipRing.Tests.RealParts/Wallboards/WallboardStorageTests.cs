using LinqToDB.Data;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Storage;
using SipRing.CallCenter.Wallboards;
using SipRing.Testing.Storage;
using Xunit;

namespace SipRing.Tests.RealParts.Wallboards;

/// <summary>Boards and their links, the same on SQLite and on MariaDB.</summary>
public sealed class WallboardStorageTests
{
    private static readonly Actor s_supervisor = new(ActorKind.User, "supervisor", Role.Supervisor);
    private static readonly Actor s_administrator = new(ActorKind.User, "admin", Role.Administrator);

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Save_WhatWasSaved_ComesBackWhole(DatabaseKind kind)
    {
        await using var stage = await Stage.CreateAsync(kind);
        var board = UsualWallboard.Named("Зал «№ 1» '; -- 🦔") with { Rows = 10, Theme = WallboardTheme.Dark, Language = "ru" };
        var saved = (await stage.Save.HandleAsync(s_supervisor, board, default)).Value!;
        Assert.True(saved.Created);

        var read = (await stage.Get.HandleAsync(s_supervisor, saved.Board.Id, default)).Value!;
        Assert.Equal((board.Name, 10, WallboardTheme.Dark, "ru", true, true, 1), (read.Name, read.Rows, read.Theme, read.Language, read.HideNames, read.HideCallers, read.Version));
        Assert.Equal(board.Tiles.Select(Describe), read.Tiles.Select(Describe));
        Assert.Equal([read.Id], (await stage.List.HandleAsync(s_supervisor, default)).Value!.Select(b => b.Id));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Save_SomebodyElseWasFaster_RefusesAndKeepsHis(DatabaseKind kind)
    {
        await using var stage = await Stage.CreateAsync(kind);
        var first = await stage.MakeAsync("Hall");
        var his = (await stage.Save.HandleAsync(s_administrator, first with { Name = "His" }, default)).Value!.Board;
        Assert.Equal(2, his.Version);

        Assert.Equal("wallboard-changed", (await stage.Save.HandleAsync(s_supervisor, first with { Name = "Mine" }, default)).Refusal!.Id);
        Assert.Equal("His", (await stage.Get.HandleAsync(s_supervisor, first.Id, default)).Value!.Name);
        Assert.Equal("wallboard-unknown", (await stage.Save.HandleAsync(s_supervisor, first with { Id = 999 }, default)).Refusal!.Id);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Save_NameOfAnother_RefusesWhateverItsCase(DatabaseKind kind)
    {
        await using var stage = await Stage.CreateAsync(kind);
        var hall = await stage.MakeAsync("Зал");
        var refusal = (await stage.Save.HandleAsync(s_supervisor, new() { Name = " ЗАЛ " }, default)).Refusal!;
        Assert.Equal(("wallboard-exists", "name", RefusalKind.Conflict), (refusal.Id, refusal.Field, refusal.Kind));
        Assert.True((await stage.Save.HandleAsync(s_supervisor, hall with { Name = "зал" }, default)).Succeeded);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Link_SharedAndEnded_OpensThatBoardAndThenNothing(DatabaseKind kind)
    {
        await using var stage = await Stage.CreateAsync(kind);
        var (hall, other) = (await stage.MakeAsync("Hall"), await stage.MakeAsync("Other"));
        Assert.Equal(RefusalKind.Forbidden, (await stage.Share.HandleAsync(s_supervisor, hall.Id, default)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await stage.Unshare.HandleAsync(s_supervisor, hall.Id, default)).Refusal!.Kind);
        Assert.Null((await stage.Get.HandleAsync(s_supervisor, hall.Id, default)).Value!.Link);

        var first = (await stage.Share.HandleAsync(s_administrator, hall.Id, default)).Value!;
        var second = (await stage.Share.HandleAsync(s_administrator, other.Id, default)).Value!;
        Assert.True(first.Secret.Length >= 43 && first.Secret != second.Secret);
        Assert.Equal(hall.Id, (await stage.Open.HandleAsync(first.Secret, default))!.Id);
        Assert.Equal(other.Id, (await stage.Open.HandleAsync(second.Secret, default))!.Id);
        Assert.Equal("admin", (await stage.Get.HandleAsync(s_supervisor, hall.Id, default)).Value!.Link!.By);

        // A change of the board keeps its link; the link itself is nowhere in the database.
        hall = (await stage.Save.HandleAsync(s_supervisor, hall with { Rows = 9 }, default)).Value!.Board;
        Assert.NotNull(hall.Link);
        await using (var db = stage.Database.Connect())
            Assert.Equal(0, await db.ExecuteAsync<int>("SELECT COUNT(*) FROM wallboards WHERE link_hash LIKE 'wb%' OR content LIKE '%wb_%'"));

        var anew = (await stage.Share.HandleAsync(s_administrator, hall.Id, default)).Value!;
        Assert.Null(await stage.Open.HandleAsync(first.Secret, default));
        Assert.True((await stage.Unshare.HandleAsync(s_administrator, hall.Id, default)).Succeeded);
        Assert.Null(await stage.Open.HandleAsync(anew.Secret, default));
        Assert.NotNull(await stage.Open.HandleAsync(second.Secret, default));
        Assert.True((await stage.Delete.HandleAsync(s_supervisor, other.Id, default)).Succeeded);
        Assert.Null(await stage.Open.HandleAsync(second.Secret, default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("wb_")]
    [InlineData("' OR '1'='1")]
    [InlineData("../../api/v1/floor")]
    public async Task Open_NoSuchLink_FindsNothing(string secret)
    {
        await using var stage = await Stage.CreateAsync(DatabaseKind.Sqlite);
        await stage.MakeAsync("Not shared");
        Assert.Null(await stage.Open.HandleAsync(secret, default));
        Assert.Null(await stage.Open.HandleAsync(new string('x', 5000), default));
    }

    [Fact]
    public async Task Save_SupervisorShowsNamesToStrangers_IsRefused()
    {
        await using var stage = await Stage.CreateAsync(DatabaseKind.Sqlite);
        var hall = await stage.MakeAsync("Hall");
        Assert.Equal("wallboard-hiding", (await stage.Save.HandleAsync(s_supervisor, hall with { HideNames = false }, default)).Refusal!.Id);
        Assert.Equal("wallboard-hiding", (await stage.Save.HandleAsync(s_supervisor, new() { Name = "New", HideCallers = false }, default)).Refusal!.Id);

        hall = (await stage.Save.HandleAsync(s_administrator, hall with { HideNames = false }, default)).Value!.Board;
        hall = (await stage.Save.HandleAsync(s_supervisor, hall with { Rows = 9 }, default)).Value!.Board;
        Assert.False(hall.HideNames);
    }

    [Fact]
    public async Task Everything_Operator_IsForbidden()
    {
        await using var stage = await Stage.CreateAsync(DatabaseKind.Sqlite);
        var hall = await stage.MakeAsync("Hall");
        var stranger = new Actor(ActorKind.User, "operator", Role.Operator);
        Assert.Equal("forbidden", (await stage.List.HandleAsync(stranger, default)).Refusal!.Id);
        Assert.Equal("forbidden", (await stage.Get.HandleAsync(stranger, hall.Id, default)).Refusal!.Id);
        Assert.Equal("forbidden", (await stage.Save.HandleAsync(stranger, hall, default)).Refusal!.Id);
        Assert.Equal("forbidden", (await stage.Delete.HandleAsync(stranger, hall.Id, default)).Refusal!.Id);
    }

    private static string Describe(WallboardTile tile) =>
        $"{tile.Id} {tile.Kind} {tile.X},{tile.Y} {tile.Width}x{tile.Height} {string.Join('/', tile.Metrics)} {string.Join('/', tile.Thresholds)} {tile.Hours} {tile.Minutes}";

    private sealed class Stage(TestDatabase test) : IAsyncDisposable
    {
        private readonly WallboardChanges _changes = new();

        public Database Database => test.Database;
        public ListWallboards List => new(test.Database);
        public GetWallboard Get => new(test.Database);
        public SaveWallboard Save => new(test.Database, new Reaches(new DepartmentBook(test.Database)), _changes, TimeProvider.System, Audit);
        public DeleteWallboard Delete => new(test.Database, _changes, Audit);
        public ShareWallboard Share => new(test.Database, _changes, TimeProvider.System, Audit);
        public UnshareWallboard Unshare => new(test.Database, _changes, Audit);
        public OpenSharedWallboard Open => new(test.Database);

        private AuditLog Audit => new(test.Database, TimeProvider.System);

        public static async Task<Stage> CreateAsync(DatabaseKind kind) => new(await TestDatabase.CreateAsync(kind));

        public async Task<Wallboard> MakeAsync(string name) => (await Save.HandleAsync(s_supervisor, new() { Name = name }, default)).Value!.Board;

        public ValueTask DisposeAsync() => test.DisposeAsync();
    }
}

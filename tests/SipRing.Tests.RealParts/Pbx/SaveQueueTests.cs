using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Queues;
using SipRing.Phone;
using SipRing.Testing.Pbx;
using Xunit;

namespace SipRing.Tests.RealParts.Pbx;

public sealed class SaveQueueTests
{
    private static readonly Actor s_admin = new(ActorKind.User, "admin", Role.Administrator);

    [Fact]
    public async Task HandleAsync_NewChangedAndDeleted_AsteriskFollowsBeforeTheAnswer()
    {
        await using var pbx = await PbxParts.StartAsync();
        var save = pbx.Get<SaveQueue>();

        var created = await save.HandleAsync(s_admin, new() { Number = "450", Name = "Продажи; и др." }, CancellationToken.None);
        Assert.True(created.Value!.Created);
        Assert.Contains("rrmemory", await pbx.ConsoleAsync("queue show 450"), StringComparison.Ordinal);
        Assert.Contains("(300)", await pbx.ConsoleAsync("dialplan show 450@from-internal"), StringComparison.Ordinal);

        var changed = await save.HandleAsync(s_admin, new() { Number = "450", Name = "Sales", Strategy = "leastrecent", MaxLength = 7, TimeoutSeconds = 30 }, CancellationToken.None);
        Assert.False(changed.Value!.Created);
        var shown = await pbx.ConsoleAsync("queue show 450");
        Assert.Contains("leastrecent", shown, StringComparison.Ordinal);
        Assert.Contains("max 7", shown, StringComparison.Ordinal);
        Assert.Contains("(30)", await pbx.ConsoleAsync("dialplan show 450@from-internal"), StringComparison.Ordinal);

        Assert.True((await pbx.Get<DeleteQueue>().HandleAsync(s_admin, "450", CancellationToken.None)).Succeeded);
        Assert.Contains("No such queue", await pbx.ConsoleAsync("queue show 450"), StringComparison.Ordinal);
        Assert.DoesNotContain("sipring-queue,450", await pbx.ConsoleAsync("dialplan show 450@from-internal"), StringComparison.Ordinal);
        Assert.Equal(RefusalKind.NotFound, (await pbx.Get<GetQueue>().HandleAsync(s_admin, "450", CancellationToken.None)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await pbx.Get<DeleteQueue>().HandleAsync(s_admin, "450", CancellationToken.None)).Refusal?.Kind);
    }

    [Fact]
    public async Task HandleAsync_ReloadWhileAMemberIsLoggedIn_KeepsTheMember()
    {
        await using var pbx = await PbxParts.StartAsync();
        var save = pbx.Get<SaveQueue>();
        await save.HandleAsync(s_admin, new() { Number = "450", Name = "Sales" }, CancellationToken.None);
        await pbx.ConsoleAsync("queue add member PJSIP/501 to 450");

        await save.HandleAsync(s_admin, new() { Number = "450", Name = "Sales", RingSeconds = 9 }, CancellationToken.None);
        await save.HandleAsync(s_admin, new() { Number = "460", Name = "Support" }, CancellationToken.None);

        Assert.Contains("PJSIP/501", await pbx.ConsoleAsync("queue show 450"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HandleAsync_WrongValues_RefusedWithTheirField()
    {
        await using var pbx = await PbxParts.StartAsync();
        var valid = new SaveQueue.Request { Number = "450", Name = "Sales" };
        await pbx.Get<SaveExtension>().HandleAsync(s_admin, new("501", "Anna", "long-enough"), CancellationToken.None);

        async Task<string?> FieldAsync(SaveQueue.Request request) =>
            (await pbx.Get<SaveQueue>().HandleAsync(s_admin, request, CancellationToken.None)).Refusal?.Field;

        Assert.Equal("number", await FieldAsync(valid with { Number = "501" }));
        Assert.Equal("number", await FieldAsync(valid with { Number = "123456789" }));
        Assert.Equal("name", await FieldAsync(valid with { Name = " " }));
        Assert.Equal("strategy", await FieldAsync(valid with { Strategy = "roundrobin" }));
        Assert.Equal("ringSeconds", await FieldAsync(valid with { RingSeconds = 0 }));
        Assert.Equal("retrySeconds", await FieldAsync(valid with { RetrySeconds = 0 }));
        Assert.Equal("wrapUpSeconds", await FieldAsync(valid with { WrapUpSeconds = -1 }));
        Assert.Equal("timeoutSeconds", await FieldAsync(valid with { TimeoutSeconds = -1 }));
        Assert.Equal("maxLength", await FieldAsync(valid with { MaxLength = -1 }));
        Assert.Equal("serviceLevelSeconds", await FieldAsync(valid with { ServiceLevelSeconds = 0 }));
        Assert.Empty(await pbx.Get<IPbxDirectory>().QueuesAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("ringall")]
    [InlineData("fewestcalls")]
    [InlineData("random")]
    [InlineData("rrordered")]
    [InlineData("wrandom")]
    [InlineData("linear")]
    public async Task HandleAsync_Strategy_IsThatOfAsterisk(string strategy)
    {
        await using var pbx = await PbxParts.StartAsync();

        await pbx.Get<SaveQueue>().HandleAsync(s_admin, new() { Number = "450", Name = "Sales", Strategy = strategy }, CancellationToken.None);

        Assert.Contains($"'{strategy}'", await pbx.ConsoleAsync("queue show 450"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HandleAsync_LinearForAnExistingQueue_RefusedAsAsteriskWouldNotFollow()
    {
        await using var pbx = await PbxParts.StartAsync();
        await pbx.Get<SaveQueue>().HandleAsync(s_admin, new() { Number = "450", Name = "Sales" }, CancellationToken.None);

        var refused = await pbx.Get<SaveQueue>().HandleAsync(s_admin, new() { Number = "450", Name = "Sales", Strategy = "linear" }, CancellationToken.None);

        Assert.Equal(("strategy-linear-late", "strategy"), (refused.Refusal?.Id, refused.Refusal?.Field));
    }

    [Fact]
    public async Task HandleAsync_DeletedExtension_CanNoLongerRegister()
    {
        await using var pbx = await PbxParts.StartAsync();
        await pbx.Get<SaveExtension>().HandleAsync(s_admin, new("501", "Anna", "long-enough"), CancellationToken.None);

        Assert.True((await pbx.Get<DeleteExtension>().HandleAsync(s_admin, "501", CancellationToken.None)).Succeeded);

        Assert.DoesNotContain("501", await pbx.ConsoleAsync("pjsip show endpoints"), StringComparison.Ordinal);
        await using var phone = new SipPhone(new() { Server = pbx.Settings.Sip, User = "501", Secret = "long-enough" });
        await Assert.ThrowsAsync<SipRefusedException>(() => phone.RegisterAsync(CancellationToken.None));
    }
}

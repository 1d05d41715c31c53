using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Queues;
using SipRing.Phone;
using SipRing.Testing;
using SipRing.Testing.Pbx;
using Xunit;

namespace SipRing.Tests.RealParts.Pbx;

/// <summary>What a queue is told reaches Asterisk, and callers go where the queue says.</summary>
public sealed class QueueOptionsTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(40);
    private static readonly Actor s_admin = new(ActorKind.User, "admin", Role.Administrator);

    [Fact]
    public async Task SaveQueue_EveryOption_AsteriskTakesItWithoutAComplaint()
    {
        await using var pbx = await PbxParts.StartAsync();
        await SavePhoneAsync(pbx, "501");
        var queue = new CallQueue
        {
            Number = "450", Name = "Sales", Strategy = QueueStrategy.WRandom, RingSeconds = 7, RetrySeconds = 3, TimeoutSeconds = 90, MaxLength = 12, ServiceLevelSeconds = 33, Weight = 5,
            JoinEmpty = QueueEmptyRule.NobodyReachable, LeaveEmpty = QueueEmptyRule.AllPaused, RingInUse = true, AutoFill = false, ReportHoldTime = true, MemberDelaySeconds = 1,
            RingTimeRestarts = true, LongestWaitFirst = false, PenaltiesFromOperators = 2, PenaltyRules = [new(30, 0, 5), new(60, 0, 100)], Penalties = [new(1, 7)],
            Announcements = new() { FrequencySeconds = 45, Position = PositionAnnouncement.MoreThanLimit, PositionLimit = 4, HoldTime = HoldTimeAnnouncement.Once },
            Keys = [new("1", Destination.Extension("501")), new("*", Destination.Busy)],
            AfterTimeout = Destination.Extension("501"), AfterFull = Destination.Busy, AfterEmpty = Destination.HangUp,
        };

        var saved = await pbx.Get<SaveQueue>().HandleAsync(s_admin, queue, onlyNew: true, CancellationToken.None);

        Assert.Null(saved.Refusal);
        var shown = await pbx.ConsoleAsync("queue show 450");
        Assert.Contains("max 12", shown, StringComparison.Ordinal);
        Assert.Contains("'wrandom'", shown, StringComparison.Ordinal);
        Assert.Contains("W:5", shown, StringComparison.Ordinal);
        var rules = await pbx.ConsoleAsync("queue show rules 450");
        Assert.Contains("30 seconds", rules, StringComparison.Ordinal);
        Assert.Contains("Goto(sipring-extensions,501,1)", await pbx.ConsoleAsync("dialplan show 1@sipring-queue-keys-450"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SaveQueue_DestinationThatIsDeletedLater_IsKeptByName()
    {
        await using var pbx = await PbxParts.StartAsync();
        await SavePhoneAsync(pbx, "501");
        await pbx.Get<SaveQueue>().HandleAsync(s_admin, new() { Number = "450", Name = "Sales", AfterFull = Destination.Extension("501") }, onlyNew: true, CancellationToken.None);

        var refused = await pbx.Get<DeleteExtension>().HandleAsync(s_admin, "501", CancellationToken.None);

        Assert.Equal("in-use", refused.Refusal?.Id);
        Assert.Contains("450 Sales", refused.Refusal!.Message, StringComparison.Ordinal);
        Assert.Contains("from-internal", await pbx.ConsoleAsync("pjsip show endpoint 501"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("timeout")]
    [InlineData("empty")]
    [InlineData("key")]
    public async Task Call_ThatTheQueueDoesNotServe_GoesOnToTheExtension(string why)
    {
        await using var pbx = await PbxParts.StartAsync();
        await SavePhoneAsync(pbx, "501");
        var to = Destination.Extension("501");
        var queue = new CallQueue { Number = "450", Name = "Sales", TimeoutSeconds = why == "timeout" ? 1 : 0, AfterTimeout = to, AfterEmpty = to, Keys = [new("5", to)] };
        if (why == "empty")
            queue = queue with { JoinEmpty = QueueEmptyRule.NobodyLoggedIn };
        Assert.Null((await pbx.Get<SaveQueue>().HandleAsync(s_admin, queue, onlyNew: true, CancellationToken.None)).Refusal);
        await using var phone = new SipPhone(new() { Server = pbx.Settings.Sip, User = "501", Secret = "long-enough" });
        await phone.RegisterAsync(CancellationToken.None);
        await using var caller = new SipPhone(new() { Server = pbx.Settings.Sip, User = "outside", LocalAddress = System.Net.IPAddress.Parse(PbxOptions.LocalTrunkAddress) });

        var call = caller.Dial("450", new() { From = "74951112233" });
        if (why == "key")
        {
            await Until.TrueAsync("the caller hears the music", s_limit, () => call.Heard.Length > TimeSpan.FromSeconds(1));
            await call.SendDigitsAsync("5");
        }

        var arrived = await phone.NextCallAsync(CancellationToken.None).WaitAsync(s_limit);
        await arrived.AnswerAsync();
        await call.HangUpAsync();
    }

    [Fact]
    public async Task SaveQueue_Penalties_ReachThoseWhoAreLoggedInAndThoseWhoComeLater()
    {
        await using var pbx = await PbxParts.StartAsync();
        await SavePhoneAsync(pbx, "501");
        await SavePhoneAsync(pbx, "502");
        var queue = new CallQueue { Number = "450", Name = "Sales" };
        await pbx.Get<SaveQueue>().HandleAsync(s_admin, queue, onlyNew: true, CancellationToken.None);
        var anna = (await pbx.Get<CreateAgent>().HandleAsync(s_admin, new("Anna", "4913"), CancellationToken.None)).Value!;
        var maria = (await pbx.Get<CreateAgent>().HandleAsync(s_admin, new("Maria", "5927"), CancellationToken.None)).Value!;
        Assert.True((await pbx.Get<LogInAgent>().HandleAsync(s_admin, new("450", "501", anna.Id), CancellationToken.None)).Succeeded);

        var saved = await pbx.Get<SaveQueue>().HandleAsync(s_admin, queue with { Penalties = [new(anna.Id, 3), new(maria.Id, 8)] }, onlyNew: false, CancellationToken.None);
        Assert.Null(saved.Refusal);
        Assert.True((await pbx.Get<LogInAgent>().HandleAsync(s_admin, new("450", "502", maria.Id), CancellationToken.None)).Succeeded);

        var shown = await pbx.ConsoleAsync("queue show 450");
        Assert.Matches(@"Anna \(PJSIP/501\).*with penalty 3", shown);
        Assert.Matches(@"Maria \(PJSIP/502\).*with penalty 8", shown);
    }

    private static async Task SavePhoneAsync(PbxParts pbx, string number) =>
        Assert.Null((await pbx.Get<SaveExtension>().HandleAsync(s_admin, new(number, $"Phone {number}", "long-enough"), CancellationToken.None)).Refusal);
}

using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Routes;
using SipRing.CallCenter.Pbx.Trunks;
using SipRing.Testing;
using SipRing.Testing.Pbx;
using Xunit;

namespace SipRing.Tests.RealParts.Pbx;

/// <summary>What a real Asterisk says of trunks at a real provider: registered, refused with the reason, not there.</summary>
public sealed class TrunkStateTests
{
    // A transaction that nobody answers ends after 32 s.
    private static readonly TimeSpan s_unanswered = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Read_RegistrationsOfEveryKind_TellStateAndReason()
    {
        await using var provider = await OwnAsteriskFixture.StartAsync(["700", "701"], []);
        await using var stage = await RoutesStage.StartAsync();
        var at = new Trunk { Id = "good", Name = "Good", Host = "127.0.0.1", Port = provider.Settings.Sip.Port, User = "700", QualifySeconds = 5 };
        await SaveAsync(stage, at, OwnAsteriskFixture.Secret("700"));
        await SaveAsync(stage, at with { Id = "wrong", Name = "Wrong", User = "701" }, "not-it");
        await SaveAsync(stage, at with { Id = "away", Name = "Away", Host = "127.0.0.99", Port = 5999 }, "any");
        await SaveAsync(stage, at with { Id = "off", Name = "Off", User = "702", Enabled = false }, "any");

        await StateAsync(stage, "good", RoutesStage.Limit, s => s is { Condition: TrunkCondition.Up, Registration: "Registered", Fault: null, RoundTrip: not null });
        var wrong = await StateAsync(stage, "wrong", RoutesStage.Limit, s => s is { Condition: TrunkCondition.Down, Fault: not null });
        Assert.Equal((TrunkFaultKind.Refused, 401), (wrong.Fault!.Kind, wrong.Fault.Code));
        await StateAsync(stage, "away", s_unanswered, s => s is { Condition: TrunkCondition.Down, Fault.Kind: TrunkFaultKind.NoAnswer });
        Assert.False((await StatesAsync(stage)).ContainsKey("off"));

        // Mended, it is asked at once instead of after its pause.
        await SaveAsync(stage, at with { Id = "wrong", Name = "Wrong", User = "701" }, OwnAsteriskFixture.Secret("701"));
        RoutesStage.Done(await stage.Pbx.Get<CheckTrunk>().HandleAsync(RoutesStage.Admin, "wrong", CancellationToken.None));
        await StateAsync(stage, "wrong", RoutesStage.Limit, s => s is { Condition: TrunkCondition.Up, Fault: null });
    }

    [Theory]
    [InlineData("a;b--;\"c\\d'e")]
    [InlineData("${EXTEN},$[1];#(x)=>")]
    public async Task Secret_OfAnySigns_ReachesTheProviderAsItWasTyped(string secret)
    {
        await using var provider = await PbxParts.StartAsync();
        RoutesStage.Done(await provider.Get<SaveExtension>().HandleAsync(RoutesStage.Admin, new("700", "Account", secret), CancellationToken.None));
        await using var stage = await RoutesStage.StartAsync();

        await SaveAsync(stage, new() { Id = "one", Name = "One", Host = "127.0.0.1", Port = provider.Settings.Sip.Port, User = "700", QualifySeconds = 0 }, secret);

        await StateAsync(stage, "one", RoutesStage.Limit, s => s.Registration == "Registered");
        Assert.Equal(secret, (await stage.Pbx.Get<ShowTrunkSecret>().HandleAsync(RoutesStage.Admin, "one", CancellationToken.None)).Value);
    }

    [Fact]
    public async Task Move_ARoute_IsTheOneThatIsAskedFirstAtOnce()
    {
        await using var stage = await RoutesStage.StartAsync();
        var provider = stage.Provider("127.0.0.5");
        await stage.TrunkAsync("one", provider);
        await stage.IncomingAsync(new() { Id = "busy", Name = "Busy", Number = "7495X!", Destination = Destination.Busy });
        await stage.IncomingAsync(new() { Id = "desk", Name = "Desk", Number = "7495X!", Destination = Destination.Extension("501") });
        await using var phone = await stage.PhoneAsync("501");
        Assert.Equal(486, (await provider.Dial("74951234567").Ended.WaitAsync(RoutesStage.Limit)).Status);
        Assert.Equal("busy", (await AskAsync(stage)).Route?.Id);

        RoutesStage.Done(await stage.Pbx.Get<MovePbxItem>().HandleAsync(RoutesStage.Admin, PbxKind.IncomingRoute, "desk", 1, CancellationToken.None));

        Assert.Equal("desk", (await AskAsync(stage)).Route?.Id);
        var call = provider.Dial("74951234567");
        await phone.NextCallAsync(CancellationToken.None).WaitAsync(RoutesStage.Limit);
        await call.HangUpAsync();
    }

    private static async Task<IncomingAnswer> AskAsync(RoutesStage stage) =>
        RoutesStage.Done(await stage.Pbx.Get<TestRoutes>().IncomingAsync(RoutesStage.Admin, "74951234567", "", "one", null, CancellationToken.None));

    private static async Task SaveAsync(RoutesStage stage, Trunk trunk, string secret) =>
        RoutesStage.Done(await stage.Pbx.Get<SaveTrunk>().HandleAsync(RoutesStage.Admin, trunk, secret, CancellationToken.None));

    private static async Task<IReadOnlyDictionary<string, TrunkState>> StatesAsync(RoutesStage stage) =>
        RoutesStage.Done(await stage.Pbx.Get<ReadTrunkStates>().HandleAsync(RoutesStage.Admin, CancellationToken.None));

    private static async Task<TrunkState> StateAsync(RoutesStage stage, string trunk, TimeSpan limit, Func<TrunkState, bool> wanted)
    {
        TrunkState? state = null;
        await Until.TrueAsync($"trunk {trunk} is as it should be", limit, async () => (state = (await StatesAsync(stage)).GetValueOrDefault(trunk)) is { } found && wanted(found));
        return state!;
    }
}

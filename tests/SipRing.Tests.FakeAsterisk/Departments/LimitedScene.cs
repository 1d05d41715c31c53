using System.Collections.Immutable;
using System.Net.Http.Json;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Settings;
using SipRing.Testing.Ledger;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Departments;

/// <summary>
/// Two departments that mirror each other: Sales (phone 501, Anna, queue 450) and Support (phone 502, Boris, queue 451), each with calls
/// that go on, that wait, and that are past. Whatever is of Support says so by one of <see cref="Foreign"/>.
/// </summary>
internal sealed class LimitedScene : IAsyncDisposable
{
    public const string OwnCall = "1795472214.12";
    public const string ForeignCall = "1795472214.22";
    public const string OwnRecording = "aaaaaaaaaaaaaaaa";
    public const string ForeignRecording = "bbbbbbbbbbbbbbbb";

    /// <summary>Answered by Boris in Anna's queue.</summary>
    public const string HelpersRecording = "cccccccccccccccc";

    /// <summary>Of a call that visited no queue.</summary>
    public const string ForeignPhoneRecording = "dddddddddddddddd";
    public const string OwnPhoneRecording = "eeeeeeeeeeeeeeee";

    public static readonly string[] Foreign = ["502", "451", "Boris", "7999222", "Support"];

    private LimitedScene(TestApp app) => App = app;

    public TestApp App { get; }

    public int Sales { get; private set; }

    public int Support { get; private set; }

    public int Anna { get; private set; }

    public int Boris { get; private set; }

    public long OwnPast { get; private set; }

    public long ForeignPast { get; private set; }

    /// <summary>Began at Anna's, was transferred to Boris: hers too.</summary>
    public long SharedPast { get; private set; }

    public DateTimeOffset Morning => App.Time.GetUtcNow().AddHours(-1);

    public static async Task<LimitedScene> StartAsync()
    {
        var scene = new LimitedScene(await TestApp.StartAsync(ledger: true));
        await scene.PlaceAsync();
        await scene.LogInAsync();
        await scene.PastAsync();
        scene.Now();
        scene.App.Asterisk.Forget();
        return scene;
    }

    /// <summary>A program of a supervisor's role, limited to Sales.</summary>
    public async Task<HttpClient> LimitedAsync(params int[] departments)
    {
        var token = (await App.Get<CreateToken>().HandleAsync(Actor.CommandLine, "limited", Role.Supervisor, default)).Value!;
        var set = await App.Get<SetLimit>().HandleAsync(Actor.CommandLine, new(ActorKind.Token, token.Name, departments.Length > 0 ? departments : [Sales]), default);
        Assert.True(set.Succeeded, set.Refusal?.Message);
        return App.Client(token.Token);
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private async Task PlaceAsync()
    {
        Sales = (await App.Get<SaveDepartment>().HandleAsync(Actor.CommandLine, new(null, "Sales"), default)).Value!.Id;
        Support = (await App.Get<SaveDepartment>().HandleAsync(Actor.CommandLine, new(null, "Support"), default)).Value!.Id;
        Anna = (await App.Get<CreateAgent>().HandleAsync(Actor.CommandLine, new("Anna", "739101"), default)).Value!.Id;
        Boris = (await App.Get<CreateAgent>().HandleAsync(Actor.CommandLine, new("Boris", "739102"), default)).Value!.Id;
        Assert.True((await App.Get<PlaceMembers>().HandleAsync(Actor.CommandLine, new(Sales, new(["501"], [Anna], ["450"])), default)).Succeeded);
        Assert.True((await App.Get<PlaceMembers>().HandleAsync(Actor.CommandLine, new(Support, new(["502"], [Boris], ["451"])), default)).Succeeded);
    }

    private async Task LogInAsync()
    {
        Assert.True((await App.Get<LogInAgent>().HandleAsync(Actor.CommandLine, new("450", "501", Anna), default)).Succeeded);
        Assert.True((await App.Get<LogInAgent>().HandleAsync(Actor.CommandLine, new("451", "502", Boris), default)).Succeeded);
    }

    private async Task PastAsync()
    {
        var facts = new LedgerFacts(App.Database);
        await facts.SessionAsync(Morning.AddHours(-1), null, "450", "501", Anna);
        await facts.SessionAsync(Morning.AddHours(-1), null, "451", "502", Boris);
        await facts.SessionAsync(Morning.AddHours(-1), null, "450", "502", Boris);
        var own = await facts.QueueCallAsync(Morning, "450", "79161110001", "501", Anna, OwnRecording);
        var foreign = await facts.QueueCallAsync(Morning, "451", "79992220001", "502", Boris, ForeignRecording);
        await facts.QueueCallAsync(Morning, "450", "79161110002");
        await facts.QueueCallAsync(Morning, "451", "79992220002");
        await facts.QueueCallAsync(Morning, "450", "79992220003", "502", Boris, HelpersRecording);
        OwnPast = await facts.CallAsync(Morning, "79161110001", "450", "450", CallResult.Answered, own, "501");
        ForeignPast = await facts.CallAsync(Morning, "79992220001", "451", "451", CallResult.Answered, foreign, "502");
        await facts.CallAsync(Morning, "79992220003", "450", "450", CallResult.Answered, null, "502");
        await facts.CallAsync(Morning, "79161110002", "450", "450", CallResult.NoAnswer, null);
        await facts.CallAsync(Morning, "79992220002", "451", "451", CallResult.NoAnswer, null);
        await facts.RecordingAsync(OwnPhoneRecording, $"{await facts.CallAsync(Morning, "79161110005", "501", "", CallResult.Answered, null, "501")}.1", Morning);
        await facts.RecordingAsync(ForeignPhoneRecording, $"{await facts.CallAsync(Morning, "79992220005", "502", "", CallResult.Answered, null, "502")}.1", Morning);

        // Half a day earlier, so that reports of the morning hold no call that names both.
        var shared = await facts.QueueCallAsync(Morning.AddDays(-9), "450", "79161110009", "501", Anna, "1111111111111111");
        SharedPast = await facts.CallAsync(Morning.AddDays(-9), "79161110009", "450", "450", CallResult.Answered, shared, "501", "502");
        await facts.SessionAsync(Morning.AddDays(-9).AddHours(-1), Morning.AddDays(-9).AddHours(1), "450", "501", Anna);
        await facts.SessionAsync(Morning.AddDays(-9).AddHours(-1), Morning.AddDays(-9).AddHours(1), "451", "502", Boris);

        var folder = Directory.CreateDirectory(App.Get<SipRingHome>().Recordings).FullName;
        foreach (var id in new[] { OwnRecording, ForeignRecording, HelpersRecording, OwnPhoneRecording, ForeignPhoneRecording })
            await File.WriteAllBytesAsync(Path.Combine(folder, id + ".wav"), new byte[64]);
    }

    private void Now()
    {
        App.Asterisk.Channels =
        [
            Channel("PJSIP/501-0000000d", "1795472214.13", OwnCall, "b1"), Channel("PJSIP/line-0000000c", OwnCall, OwnCall, "b1", "79161110010"),
            Channel("PJSIP/502-0000001d", "1795472214.23", ForeignCall, "b2"), Channel("PJSIP/line-0000001c", ForeignCall, ForeignCall, "b2", "79992220010"),
            Channel("PJSIP/line-0000002c", "1795472214.31", "1795472214.31", "", "79161110011", ("Application", "Queue"), ("ApplicationData", "450,ti")),
            Channel("PJSIP/line-0000003c", "1795472214.41", "1795472214.41", "", "79992220011", ("Application", "Queue"), ("ApplicationData", "451,ti")),
        ];
        var at = App.Time.GetUtcNow();
        App.Floor.Current = new()
        {
            Version = 7,
            At = at,
            Link = new(LinkState.Live, at, null),
            Extensions = Map(e => e.Number, Phone("501", Anna, "Anna", OwnCall, "79161110010", at), Phone("502", Boris, "Boris", ForeignCall, "79992220010", at)),
            Queues = Map(
                q => q.Number,
                Queue("450", "Queue 450", [Member("501", Anna, "Anna", at), Member("502", Boris, "Boris", at)], new("1795472214.31", "79161110011", null, at, 1)),
                Queue("451", "Support line", [Member("502", Boris, "Boris", at)], new("1795472214.41", "79992220011", null, at, 1))),
            Calls = Map(
                c => c.CallId,
                Call(OwnCall, "79161110010", "450", "501", CallState.Talking, at), Call(ForeignCall, "79992220010", "451", "502", CallState.Talking, at),
                Call("1795472214.31", "79161110011", "450", "502", CallState.Ringing, at), Call("1795472214.41", "79992220011", "451", null, CallState.Waiting, at)),
        };
    }

    private static ImmutableSortedDictionary<string, T> Map<T>(Func<T, string> key, params T[] items) =>
        items.ToImmutableSortedDictionary(key, item => item, StringComparer.Ordinal);

    private static FloorExtension Phone(string number, int agent, string name, string call, string peer, DateTimeOffset at) => new()
    {
        Number = number, Name = name, State = ExtensionState.Talking, Since = at, AgentId = agent, AgentName = name, CallId = call, Peer = peer,
    };

    private static FloorMember Member(string extension, int agent, string name, DateTimeOffset at) =>
        new() { Extension = extension, AgentId = agent, Name = name, State = MemberState.Talking, Since = at, AnsweredToday = 2 };

    private static FloorQueue Queue(string number, string name, ImmutableList<FloorMember> members, FloorWaiting waiting) =>
        new() { Number = number, Name = name, ServiceLevelSeconds = 20, Members = members, Waiting = [waiting], AnsweredToday = 9, LostToday = 3, ServicePercent = 75 };

    private static FloorCall Call(string id, string from, string queue, string? extension, CallState state, DateTimeOffset at) =>
        new() { CallId = id, From = from, To = queue, Queue = queue, Extension = extension, State = state, StartedAt = at, Since = at };

    private static AmiMessage Channel(string name, string id, string linked, string bridge, string number = "", params (string Name, string Value)[] others) => new(
    [
        new("Event", "CoreShowChannel"), new("Channel", name), new("Uniqueid", id), new("Linkedid", linked), new("ChannelState", "6"), new("BridgeId", bridge), new("CallerIDNum", number),
        .. others.Select(o => KeyValuePair.Create(o.Name, o.Value)),
    ]);
}

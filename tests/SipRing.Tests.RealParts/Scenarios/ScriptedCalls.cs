using SipRing.Testing;
using SipRing.Testing.Server;
using Xunit;

namespace SipRing.Tests.RealParts.Scenarios;

/// <summary>The ledger against the truth of the scripts, one test for each of them.</summary>
public abstract class ScriptedCalls(ScenarioRun run)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(40);

    public static TheoryData<string> Names => [.. ScenarioScripts.All.Select(script => script.Name)];

    /// <summary>Every field of every call, and nothing besides.</summary>
    protected async Task AssertTruthAsync(string script)
    {
        var (stage, failure) = run.Played[script];
        if (failure is not null)
        {
            Assert.Fail($"{failure}\n{run.Server.Output}\n{run.Server.Faults()}");
        }

        var items = await SettledCallsAsync(stage);
        Assert.Equal(Facts.Of(stage), Facts.Of(items));
        Assert.Equal(Facts.CallsOf(stage), Facts.CallsOf(items));
        foreach (var expected in stage.Sessions)
        {
            await AssertSessionAsync(expected);
        }

        foreach (var call in stage.Calls.Where(call => call.Agent is not null))
        {
            await AssertRecordingAsync(call, items.Single(item => item.Queue == call.Queue && item.EnteredAt == stage.Time.Second(call.EnteredAt) && item.Caller == call.Caller.Number));
        }
    }

    /// <summary>No fact that no script knows of, none twice.</summary>
    protected async Task AssertNothingElseAsync()
    {
        Assert.Empty(run.Played.Where(play => play.Value.Failure is not null).Select(play => $"{play.Key}: {play.Value.Failure}"));
        IReadOnlyList<string> truth = [.. run.Played.Values.SelectMany(play => Facts.Of(play.Stage)).Order(StringComparer.Ordinal)];
        var queues = run.Played.Values.SelectMany(play => play.Stage.Queues.Keys).ToHashSet();
        var items = await SettledCallsAsync(truth, async () =>
            [.. (await run.Server.Api.QueueCallsAsync(run.From, run.To, limit: 50)).Where(item => queues.Contains(item.Queue))]);
        Assert.Equal(truth, Facts.Of(items));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n',
            [$"Sets built in {run.BuiltIn.TotalSeconds:0} s, played in {run.PlayedIn.TotalSeconds:0} s; {run.GivenAgain.Count} plays given again:", .. run.GivenAgain]));
    }

    /// <summary>The report in Chromium shows each of them, with the same figures in the words of a person.</summary>
    protected async Task AssertPageAsync()
    {
        await AssertNothingElseAsync();
        var queues = run.Played.Values.SelectMany(play => play.Stage.Queues.Keys).ToHashSet();
        await using var page = await ReportPage.OpenAsync(run.Server);
        foreach (var isLost in new[] { false, true })
        {
            var truth = run.Played.Values.SelectMany(play => play.Stage.Calls.Where(call => call.Agent is null == isLost).Select(call => ReportPage.Row(play.Stage, call)));
            var rows = await page.RowsAsync(isLost);
            Assert.Equal(truth.Order(StringComparer.Ordinal), rows.Where(row => queues.Contains(row.Split(' ')[0])).Order(StringComparer.Ordinal));
        }
    }

    private Task<IReadOnlyList<QueueCallItem>> SettledCallsAsync(Stage stage) => SettledCallsAsync(Facts.Of(stage), async () =>
    {
        IReadOnlyList<QueueCallItem> items = [];
        foreach (var queue in stage.Queues.Keys)
        {
            items = [.. items, .. await run.Server.Api.QueueCallsAsync(run.From, run.To, queue)];
        }

        return items;
    });

    /// <summary>The calls of the ledger once they are the truth; what is there at the end of the limit if they never are.</summary>
    private static async Task<IReadOnlyList<QueueCallItem>> SettledCallsAsync(IReadOnlyList<string> truth, Func<Task<IReadOnlyList<QueueCallItem>>> readAsync)
    {
        IReadOnlyList<QueueCallItem> items = [];
        try
        {
            await Until.TrueAsync("the ledger holds the calls of the script", s_limit, async () =>
            {
                items = await readAsync();
                return Facts.Of(items).SequenceEqual(truth);
            });
        }
        catch (TimeoutException)
        {
            // What is there is compared by the caller, and the difference shown.
        }

        return items;
    }

    private async Task AssertSessionAsync(ExpectedSession expected)
    {
        var sessions = await run.Server.Api.AgentSessionsAsync(run.From, run.To, expected.Agent.AgentId);
        var session = Assert.Single(sessions, item => item.Queue == expected.Queue && expected.Login.Holds(item.Login));
        Assert.Equal((expected.Agent.AgentId, expected.Agent.AgentName, expected.Agent.Number), (session.AgentId, session.AgentName, session.Extension));
        AssertMoment(expected.Logout, session.Logout);
        Assert.Equal(expected.Pauses.Select(pause => pause.Reason), session.Pauses.Select(pause => pause.Reason));
        foreach (var (pause, item) in expected.Pauses.Zip(session.Pauses))
        {
            AssertMoment(pause.From, item.From);
            AssertMoment(pause.To, item.To);
        }
    }

    private static void AssertMoment(Span? expected, DateTimeOffset? actual)
    {
        Assert.Equal(expected is null, actual is null);
        Assert.True(expected is null || expected.Value.Holds(actual!.Value), $"{actual} is not within {expected}");
    }

    /// <summary>Both voices are in it. It is as long as the talk, but for the second in which it begins.</summary>
    private async Task AssertRecordingAsync(ExpectedCall call, QueueCallItem item)
    {
        var (status, bytes) = await run.Server.Api.RecordingAsync(item.Recording!);
        Assert.Equal(200, status);
        var sound = WavSound.Read(bytes);
        Assert.True(sound.Rms > 0.05, $"{item.Recording} is silent: rms {sound.Rms:0.000}");
        Assert.True(sound.Share(call.Caller.Hertz) > 0.2, $"the caller's tone is {sound.Share(call.Caller.Hertz):P0} of {item.Recording}");
        Assert.True(sound.Share(call.Agent!.Hertz) > 0.05, $"the agent's tone is {sound.Share(call.Agent.Hertz):P0} of {item.Recording}");
        Assert.True(sound.Length.TotalSeconds > call.Talk / 3.0, $"{item.Recording} is {sound.Length.TotalSeconds:0.0} s long, they talked {call.Talk} s");

        var (partial, part) = await run.Server.Api.RecordingAsync(item.Recording!, "bytes=44-1043");
        Assert.Equal((206, 1000), (partial, part.Length));
        Assert.Equal(bytes[44..1044], part);
    }
}

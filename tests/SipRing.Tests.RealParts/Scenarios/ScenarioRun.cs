using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using SipRing.Phone;
using SipRing.Testing;
using SipRing.Testing.Server;

namespace SipRing.Tests.RealParts.Scenarios;

/// <summary>
/// All scripts in one running SipRing: first every set is built, then the plays are given, a few at once: so many that their calls
/// meet, so few that a slow machine keeps their seconds. What each of them said was true is kept for the tests that compare.
/// </summary>
public sealed class ScenarioRun : IAsyncDisposable
{
    private const int FirstQueue = 400;
    private const int FirstExtension = 1001;

    private const int PlaysAtOnce = 4;

    private const int MostPerformances = 5;

    /// <summary>Building the set, waiting for the others and the play itself.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(6);

    private readonly SemaphoreSlim _places = new(PlaysAtOnce);

    /// <summary>The machine was too slow for so many: what is given again is given one by one.</summary>
    private readonly SemaphoreSlim _again = new(1);

    private readonly ConcurrentDictionary<string, (Stage Stage, Exception? Failure)> _played = new();
    private readonly ConcurrentBag<Stage> _stages = [];
    private readonly ConcurrentQueue<string> _givenAgain = [];
    private readonly TaskCompletionSource _curtain = new(TaskCreationOptions.RunContinuationsAsynchronously);
    /// <summary>Plays that are given again ask the server for a new set.</summary>
    private readonly TaskCompletionSource _serverStays = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _queues = FirstQueue - 1;
    private int _extensions = FirstExtension - 1;
    private int _pins;
    private int _ready;
    private int _ended;

    private ScenarioRun(SipRingProcess server)
    {
        Server = server;
        Watch = new(server.Sip);
    }

    public SipRingProcess Server { get; }

    internal AsteriskWatch Watch { get; }

    public DateTimeOffset From { get; } = TimeProvider.System.GetUtcNow().AddMinutes(-1);

    public DateTimeOffset To => TimeProvider.System.GetUtcNow().AddMinutes(1);

    public IReadOnlyDictionary<string, (Stage Stage, Exception? Failure)> Played => _played;

    /// <summary>The plays in which a moment was not kept, and why.</summary>
    public IReadOnlyCollection<string> GivenAgain => _givenAgain;

    public TimeSpan BuiltIn { get; private set; }

    public TimeSpan PlayedIn { get; private set; }

    /// <param name="serverOptions">More of its command line.</param>
    /// <param name="killServer">SIGKILL to SipRing in the middle of the calls; scripts that need it meanwhile begin when it is back.</param>
    public static async Task<ScenarioRun> PlayAsync(string[] serverOptions, bool killServer)
    {
        var run = new ScenarioRun(await SipRingProcess.StartAsync(serverOptions));
        try
        {
            await run.PlayAllAsync(killServer);
            return run;
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    /// <summary>A running SipRing for one script that is played by its test.</summary>
    public static async Task<ScenarioRun> OpenAsync()
    {
        var run = new ScenarioRun(await SipRingProcess.StartAsync());
        run._curtain.SetResult();
        return run;
    }

    public string NextQueue() => Interlocked.Increment(ref _queues).ToString(CultureInfo.InvariantCulture);

    public (string Number, string Secret) NextExtension()
    {
        var number = Interlocked.Increment(ref _extensions).ToString(CultureInfo.InvariantCulture);
        return (number, $"Phone-{number}-secret");
    }

    /// <summary>Four digits that are no row and repeat nothing.</summary>
    public string NextPin() => (7013 + (11 * Interlocked.Increment(ref _pins))).ToString(CultureInfo.InvariantCulture);

    /// <summary>A changed extension is in Asterisk within two seconds of the answer; until then the phone is refused.</summary>
    public async Task RegisterAsync(SipPhone phone) =>
        await Until.TrueAsync($"phone {phone.Number} is registered", TimeSpan.FromSeconds(10), async () =>
        {
            try
            {
                await phone.RegisterAsync(CancellationToken.None);
                return true;
            }
            catch (SipRefusedException)
            {
                return false;
            }
        });

    /// <summary>Waits until every set is ready and one of the places free; what it gives must be disposed at the end of the play.</summary>
    public async Task<IDisposable> CurtainAsync()
    {
        Interlocked.Increment(ref _ready);
        await _curtain.Task;
        await _places.WaitAsync();
        return new Place(_places);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var stage in _stages)
        {
            await stage.DisposeAsync();
        }

        await Watch.DisposeAsync();
        await Server.DisposeAsync();
    }

    /// <summary>A play during which the machine stood still proves nothing: it is given again, on a set of its own.</summary>
    private async Task PlayAsync(ScenarioScript script)
    {
        for (var performance = 1; ; performance++)
        {
            var stage = new Stage(this);
            _stages.Add(stage);
            var isFirst = performance == 1;
            if (!isFirst)
            {
                await _again.WaitAsync();
            }

            var failure = await PerformAsync(script, stage, isFirst);
            if (!isFirst)
            {
                _again.Release();
            }

            var why = stage.WhyLate;
            if (why is null || performance == MostPerformances)
            {
                Interlocked.Increment(ref _ended);
                _played[script.Name] = (stage, failure);
                return;
            }

            _givenAgain.Enqueue($"{script.Name}: {why}");
            await _serverStays.Task;
        }
    }

    private async Task<Exception?> PerformAsync(ScenarioScript script, Stage stage, bool isFirst)
    {
        try
        {
            await script.Play(stage).WaitAsync(s_longest);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
        finally
        {
            stage.LeavePlace();
            if (stage.Time is null && isFirst)
            {
                // It failed while it built its set: nobody waits for it any more.
                Interlocked.Increment(ref _ready);
            }
        }
    }

    private async Task PlayAllAsync(bool killServer)
    {
        var clock = Stopwatch.StartNew();
        var through = ScenarioScripts.All.Where(script => !killServer || !script.NeedsServer).ToList();
        var plays = Task.WhenAll(through.Select(PlayAsync));
        await Task.WhenAny(plays, EverySetIsReadyAsync(through.Count));
        BuiltIn = clock.Elapsed;
        _curtain.TrySetResult();
        if (killServer)
        {
            await KillInTheMiddleAsync(plays, through.Count);
        }

        _serverStays.TrySetResult();
        await Task.WhenAll([plays, .. ScenarioScripts.All.Except(through).Select(PlayAsync)]);
        PlayedIn = clock.Elapsed - BuiltIn;
    }

    private Task EverySetIsReadyAsync(int scripts) =>
        Until.TrueAsync("every script has built its set", TimeSpan.FromMinutes(4), () => Volatile.Read(ref _ready) == scripts);

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }

    private async Task KillInTheMiddleAsync(Task plays, int scripts)
    {
        await Until.TrueAsync("a quarter of the plays is over", TimeSpan.FromMinutes(3), () => Volatile.Read(ref _ended) * 4 > scripts);
        if (plays.IsCompleted)
        {
            throw new InvalidOperationException("All plays were over before SipRing was killed.");
        }

        await Server.KillAsync();
        await Server.StartAgainAsync();
    }
}

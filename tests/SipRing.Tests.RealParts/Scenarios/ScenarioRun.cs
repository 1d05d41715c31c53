using System.Collections.Concurrent;
using System.Globalization;
using SipRing.Phone;
using SipRing.Testing;
using SipRing.Testing.Server;

namespace SipRing.Tests.RealParts.Scenarios;

/// <summary>
/// All scripts at once in one running SipRing: first every set is built, then the plays begin, a few each second. What each
/// of them said was true is kept for the tests that compare.
/// </summary>
public sealed class ScenarioRun : IAsyncDisposable
{
    private const int FirstQueue = 400;
    private const int FirstExtension = 1001;

    /// <summary>Plays begin spread over so many seconds.</summary>
    private const int StartSpread = 10;

    private const int MostPerformances = 3;

    /// <summary>Building the set, waiting for the others and the play itself.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(4);

    private readonly ConcurrentDictionary<string, (Stage Stage, Exception? Failure)> _played = new();
    private readonly ConcurrentBag<Stage> _stages = [];
    private readonly TaskCompletionSource _curtain = new(TaskCreationOptions.RunContinuationsAsynchronously);
    /// <summary>Plays that are given again ask the server for a new set.</summary>
    private readonly TaskCompletionSource _serverStays = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _queues = FirstQueue - 1;
    private int _extensions = FirstExtension - 1;
    private int _pins;
    private int _ready;
    private int _ended;
    private int _again;

    private ScenarioRun(SipRingProcess server) => Server = server;

    public SipRingProcess Server { get; }

    public DateTimeOffset From { get; } = TimeProvider.System.GetUtcNow().AddMinutes(-1);

    public DateTimeOffset To => TimeProvider.System.GetUtcNow().AddMinutes(1);

    public IReadOnlyDictionary<string, (Stage Stage, Exception? Failure)> Played => _played;

    public int PlaysGivenAgain => _again;

    /// <param name="killServer">SIGKILL to SipRing in the middle of the calls; scripts that need it meanwhile are left out.</param>
    public static async Task<ScenarioRun> PlayAsync(string[] serverOptions, bool killServer)
    {
        var run = new ScenarioRun(await SipRingProcess.StartAsync(serverOptions));
        var scripts = ScenarioScripts.All.Where(script => !killServer || !script.NeedsServer).ToList();
        var plays = Task.WhenAll(scripts.Select(run.PlayAsync));
        await Task.WhenAny(plays, run.EverySetIsReadyAsync(scripts.Count));
        run._curtain.TrySetResult();
        if (killServer)
        {
            await run.KillInTheMiddleAsync(plays, scripts.Count);
        }

        run._serverStays.TrySetResult();

        await plays;
        return run;
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

    /// <summary>Waits until every set is ready; in how many seconds this play is to begin.</summary>
    public async Task<int> CurtainAsync()
    {
        var place = Interlocked.Increment(ref _ready);
        await _curtain.Task;
        return 1 + (place % StartSpread);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var stage in _stages)
        {
            await stage.DisposeAsync();
        }

        await Server.DisposeAsync();
    }

    /// <summary>A play during which the machine stood still proves nothing: it is given again, on a set of its own.</summary>
    private async Task PlayAsync(ScenarioScript script)
    {
        for (var performance = 1; ; performance++)
        {
            var stage = new Stage(this);
            _stages.Add(stage);
            var failure = await PerformAsync(script, stage, isFirst: performance == 1);
            if (!stage.WasLate || performance == MostPerformances)
            {
                Interlocked.Increment(ref _ended);
                _played[script.Name] = (stage, failure);
                return;
            }

            Interlocked.Increment(ref _again);
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
            if (stage.Time is null && isFirst)
            {
                // It failed while it built its set: nobody waits for it any more.
                Interlocked.Increment(ref _ready);
            }
        }
    }

    private Task EverySetIsReadyAsync(int scripts) =>
        Until.TrueAsync("every script has built its set", TimeSpan.FromMinutes(2), () => Volatile.Read(ref _ready) == scripts);

    private async Task KillInTheMiddleAsync(Task plays, int scripts)
    {
        await Until.TrueAsync("a quarter of the plays is over", TimeSpan.FromMinutes(1), () => Volatile.Read(ref _ended) * 4 > scripts);
        if (plays.IsCompleted)
        {
            throw new InvalidOperationException("All plays were over before SipRing was killed.");
        }

        await Server.KillAsync();
        await Server.StartAgainAsync();
    }
}

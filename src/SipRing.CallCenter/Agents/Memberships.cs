using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Agents;

/// <summary>
/// The one writer of who is logged in where. Everything that changes a membership (a request, a sign from Asterisk that
/// something changed there) goes through one channel and is done to its end before the next begins.
/// </summary>
public sealed partial class Memberships : BackgroundService
{
    private static readonly TimeSpan s_comparisonInterval = TimeSpan.FromSeconds(30);

    private readonly Channel<Func<Task>> _steps = Channel.CreateUnbounded<Func<Task>>(new() { SingleReader = true });
    private readonly MembershipTable _table;
    private readonly MembershipSteps _members;
    private readonly MembershipComparison _comparison;
    private readonly IAmiClient _ami;
    private readonly TimeProvider _time;
    private readonly ILogger<Memberships> _log;
    private int _comparisonWanted;

    internal Memberships(MembershipTable table, MembershipSteps members, MembershipComparison comparison, IAmiClient ami, TimeProvider time, ILogger<Memberships> log)
    {
        (_table, _members, _comparison, _ami, _time, _log) = (table, members, comparison, ami, time, log);
    }

    /// <summary>Raised after every change; the reader asks again for what it needs.</summary>
    public event Action? Changed;

    /// <summary>Who is logged in now, by the table: true even while Asterisk is away.</summary>
    public async Task<IReadOnlyList<Member>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await _table.AllAsync(cancellationToken)).Where(m => m.State != MembershipState.Adding).Select(m => m.ToMember())];

    internal Task<Result<Member>> LogInAsync(string queue, string extension, int agentId) => EnqueueAsync(() => _members.LogInAsync(queue, extension, agentId));

    internal Task<Result<Member>> LogOutAsync(string queue, string extension) => EnqueueAsync(() => _members.LogOutAsync(queue, extension));

    internal Task<Result<Member>> PauseAsync(string queue, string extension, bool paused, string reason) =>
        EnqueueAsync(() => _members.PauseAsync(queue, extension, paused, reason));

    internal Task<Result<IReadOnlyList<Member>>> PauseEverywhereAsync(string extension, bool paused, string reason) =>
        EnqueueAsync(() => _members.PauseEverywhereAsync(extension, paused, reason));

    internal Task<Result<IReadOnlyList<Member>>> PauseTheRestAsync(string extension, string reason) =>
        EnqueueAsync(() => _members.PauseTheRestAsync(extension, reason));

    internal Task<Result<IReadOnlyList<Member>>> UnpauseAsync(string extension, string reason) => EnqueueAsync(() => _members.UnpauseAsync(extension, reason));

    internal async Task<bool> TellPauseAsync(string extension) => (await EnqueueAsync<bool>(async () => await _members.TellPauseAsync(extension))).Value;

    internal Task RenameAsync(int agentId, string name, CancellationToken cancellationToken) => EnqueueAsync<Done>(async () =>
    {
        await _table.RenameAsync(agentId, name);
        return default(Done);
    }).WaitAsync(cancellationToken);

    /// <summary>Brings changed penalties of a queue to those who are logged in to it.</summary>
    internal Task<Result<Done>> SetPenaltiesAsync(string queue) => EnqueueAsync(() => _members.SetPenaltiesAsync(queue));

    internal Task<Result<Done>> EndOfAgentAsync(int agentId, CancellationToken cancellationToken) =>
        EndAsync(m => m.AgentId == agentId, cancellationToken);

    /// <summary>Logs out whoever is in a queue that is being removed. Call it before the queue leaves Asterisk.</summary>
    public Task<Result<Done>> EndOfQueueAsync(string queue, CancellationToken cancellationToken) => EndAsync(m => m.Queue == queue, cancellationToken);

    /// <summary>Logs out whoever sits at a phone that is being removed.</summary>
    public Task<Result<Done>> EndOfExtensionAsync(string extension, CancellationToken cancellationToken) => EndAsync(m => m.Extension == extension, cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var watching = WatchAsync(stoppingToken);
        using var timer = new PeriodicTimer(s_comparisonInterval, _time);
        var ticking = TickAsync(timer, stoppingToken);
        try
        {
            await foreach (var step in _steps.Reader.ReadAllAsync(stoppingToken))
                await step();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            _steps.Writer.TryComplete();
        }

        await Task.WhenAll(watching, ticking);
    }

    private Task<Result<Done>> EndAsync(Func<MembershipRow, bool> which, CancellationToken cancellationToken) => EnqueueAsync<Done>(async () =>
    {
        foreach (var row in (await _table.AllAsync()).Where(which))
        {
            if (await _members.EndAsync(row) is { } refusal)
                return refusal;
        }

        return default(Done);
    }).WaitAsync(cancellationToken);

    private async Task<Result<T>> EnqueueAsync<T>(Func<Task<Result<T>>> step)
    {
        var done = new TaskCompletionSource<Result<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var accepted = _steps.Writer.TryWrite(async () =>
        {
            try
            {
                var result = await step();
                if (result.Refusal is { Kind: RefusalKind.OutcomeUnknown or RefusalKind.Unavailable })
                    WantComparison();
                Changed?.Invoke();
                done.TrySetResult(result);
            }
            catch (Exception e)
            {
                // A fault belongs to whoever asked; the loop goes on for the others.
                done.TrySetException(e);
            }
        });
        return accepted ? await done.Task : new Refusal("shutting-down", "SipRing is shutting down.", null, RefusalKind.Unavailable);
    }

    private void WantComparison()
    {
        if (Interlocked.Exchange(ref _comparisonWanted, 1) == 0)
            _steps.Writer.TryWrite(CompareAsync);
    }

    private async Task CompareAsync()
    {
        Interlocked.Exchange(ref _comparisonWanted, 0);
        try
        {
            if (_ami.State == AmiConnectionState.Ready && await _comparison.RunAsync())
                Changed?.Invoke();
        }
        catch (AmiException e)
        {
            LogNotCompared(e.Message);
        }
        catch (Exception e)
        {
            // The database may be away for a while; the next sign, or the timer, compares again.
            LogComparisonFailed(e);
        }
    }

    private async Task WatchAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                using var subscription = _ami.Subscribe();
                await foreach (var item in subscription.Items.ReadAllAsync(stoppingToken))
                {
                    if (MeansChange(item))
                        WantComparison();
                }

                return;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogFellBehind(e);
                WantComparison();
            }
        }
    }

    private async Task TickAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                WantComparison();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private static bool MeansChange(AmiFeedItem item) => item switch
    {
        AmiFeedItem.Connected => true,
        AmiFeedItem.Event e => e.Message.Event is "QueueMemberAdded" or "QueueMemberRemoved" or "QueueMemberPause",
        _ => false,
    };

    [LoggerMessage(4100, LogLevel.Information, "Who is logged in was not compared with Asterisk: {Reason}")]
    private partial void LogNotCompared(string reason);

    [LoggerMessage(4101, LogLevel.Error, "Comparing who is logged in with Asterisk failed")]
    private partial void LogComparisonFailed(Exception exception);

    [LoggerMessage(4102, LogLevel.Warning, "The feed of Asterisk's events broke off; taking it up again")]
    private partial void LogFellBehind(Exception exception);
}

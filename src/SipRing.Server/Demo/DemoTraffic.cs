using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Settings;
using SipRing.Server.Api;

namespace SipRing.Server.Demo;

/// <summary>
/// <c>--demo</c>: ten operators, three queues and calls without end through the real Asterisk, so that a newcomer sees a
/// living panel. Everything goes the way of real phones and real people: SIP, *45, the use cases.
/// </summary>
public sealed partial class DemoTraffic(
    IReadiness readiness,
    IHostApplicationLifetime lifetime,
    DemoSetup setup,
    LogInAgent logIn,
    LogOutAgent logOut,
    PauseMember pause,
    SipRingSettings settings,
    TimeProvider time,
    ILogger<DemoTraffic> log) : BackgroundService
{
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_readyPoll = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_leaveLimit = TimeSpan.FromSeconds(4);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The operators leave while everything that logs them out still works: before the first part is stopped.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        await RunAsync(ending.Token);
    }

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await readiness.MissingAsync(stoppingToken) is { Count: > 0 })
            {
                await Task.Delay(s_readyPoll, time, stoppingToken);
            }

            var seats = await setup.BuildAsync(stoppingToken);
            LogReady(seats.Count, DemoPlan.Queues.Count);
            await LiveAsync(seats, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
        catch (InvalidOperationException exception)
        {
            // The call centre itself is well: only nobody invented calls it.
            LogNotPrepared(exception);
        }
    }

    private async Task LiveAsync(IReadOnlyList<DemoSeat> seats, CancellationToken stoppingToken)
    {
        var talk = new DemoTalk(seats, time);
        var operators = seats.Select(seat => new DemoOperator(seat, talk, logIn, logOut, pause, time, log)).ToList();
        await using var callers = new DemoCallers(talk, settings, time, log);
        try
        {
            await Task.WhenAll([.. operators.Select(person => AgainAndAgainAsync(person.RunAsync, stoppingToken)), AgainAndAgainAsync(callers.RunAsync, stoppingToken)]);
        }
        finally
        {
            await EndAsync(seats, operators);
        }
    }

    /// <summary>Asterisk may be restarted under the demo: then the shift begins anew.</summary>
    private async Task AgainAndAgainAsync(Func<CancellationToken, Task> shift, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // A shift that failed leaves nothing behind that would take the calls of the next one.
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            try
            {
                await shift(ending.Token);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogInterrupted(exception);
                await ending.CancelAsync();
                await Task.WhenAny(Task.Delay(s_retry, time, stoppingToken));
            }
        }
    }

    private async Task EndAsync(IReadOnlyList<DemoSeat> seats, List<DemoOperator> operators)
    {
        using var limit = new CancellationTokenSource(s_leaveLimit, time);
        try
        {
            await Task.WhenAll(operators.Select(person => person.LeaveAsync(limit.Token))).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            LogNotLoggedOut();
        }

        await Task.WhenAll(seats.Select(seat => seat.Phone.DisposeAsync().AsTask()));
    }

    [LoggerMessage(9000, LogLevel.Information, "The demo has {Operators} operators in {Queues} queues")]
    private partial void LogReady(int operators, int queues);

    [LoggerMessage(9001, LogLevel.Error, "There is no demo")]
    private partial void LogNotPrepared(Exception exception);

    [LoggerMessage(9002, LogLevel.Information, "A shift of the demo was interrupted and begins anew")]
    private partial void LogInterrupted(Exception exception);

    [LoggerMessage(9003, LogLevel.Information, "The operators of the demo could not be logged out in time")]
    private partial void LogNotLoggedOut();
}

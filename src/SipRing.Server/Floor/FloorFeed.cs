using Microsoft.AspNetCore.Components.Authorization;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Floor;
using SipRing.Server.Access;

namespace SipRing.Server.Floor;

/// <summary>The live picture for one open page, as far as its person may see it: one watch, however many parts of the page draw from it.</summary>
public sealed partial class FloorFeed(WatchFloor floor, AuthenticationStateProvider authentication, TimeProvider clock, ILogger<FloorFeed> log) : IAsyncDisposable
{
    private static readonly TimeSpan s_unseen = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_afterFailure = TimeSpan.FromMilliseconds(500);
    private readonly CancellationTokenSource _stop = new();
    private FloorSnapshot? _current;
    private Actor? _actor;
    private Task? _loop;

    public FloorSnapshot Current => _current ?? (_actor is { } actor ? floor.Known(actor) : floor.Empty);

    /// <summary>Awaited before the next update is taken: a slow browser gets fewer, larger ones.</summary>
    public event Func<Task>? Changed;

    /// <summary>Whose page it is: said before anything is drawn.</summary>
    public void Use(Actor? actor) => _actor = actor;

    public void Start() => _loop ??= WatchAsync(_stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_loop is { } loop)
        {
            await loop;
        }

        _stop.Dispose();
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                _actor ??= (await authentication.GetAuthenticationStateAsync()).User.ToActor();
                if (_actor is { } actor && (await WatchAsync(actor, cancellationToken)).Value is { } updates)
                {
                    await foreach (var update in updates.WithCancellation(cancellationToken))
                    {
                        _current = update.Current;
                        await NotifyAsync();
                    }

                    await Task.Delay(s_interval, clock, cancellationToken);
                    continue;
                }

                // Who may see nothing of the floor still sees whether Asterisk is there.
                _current = floor.Empty;
                await NotifyAsync();
                await Task.Delay(s_unseen, clock, cancellationToken);
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                // The page is gone; whatever was on its way to it may fail.
                return;
            }
            catch (Exception exception)
            {
                LogWatchFailed(exception);
                await Task.Delay(s_afterFailure, clock, CancellationToken.None);
            }
        }
    }

    private async Task<Result<IAsyncEnumerable<FloorUpdate>>> WatchAsync(Actor actor, CancellationToken cancellationToken) =>
        actor.May(Permission.SeeFloor)
            ? await floor.WatchAsync(actor, [], s_interval, cancellationToken)
            : floor.WatchOwn(actor, s_interval, cancellationToken);

    private async Task NotifyAsync()
    {
        foreach (var handler in (Changed?.GetInvocationList() ?? []).Cast<Func<Task>>())
        {
            await handler();
        }
    }

    [LoggerMessage(7001, LogLevel.Error, "The live picture of a page stopped; it starts again")]
    private partial void LogWatchFailed(Exception exception);
}

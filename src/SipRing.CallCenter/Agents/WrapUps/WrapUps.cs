using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Agents.WrapUps;

/// <summary>
/// Begins a wrap-up when a call of a queue ends, and ends it when its time is over, when somebody says so, or when its operator
/// has left. One writer: everything goes through one channel.
/// </summary>
public sealed partial class WrapUps : BackgroundService
{
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(2);
    private readonly Channel<Func<Task>> _steps = Channel.CreateUnbounded<Func<Task>>(new() { SingleReader = true });
    private readonly WrapUpSteps _wrapUps;
    private readonly Memberships _memberships;
    private readonly IMemberPlaces _places;
    private readonly IAmiClient _ami;
    private readonly ILogger<WrapUps> _log;
    private readonly ITimer _timer;
    private ImmutableDictionary<string, WrapUp> _current = ImmutableDictionary.Create<string, WrapUp>(StringComparer.Ordinal);
    private bool _read;

    internal WrapUps(WrapUpSteps wrapUps, Memberships memberships, IMemberPlaces places, IAmiClient ami, TimeProvider time, ILogger<WrapUps> log)
    {
        (_wrapUps, _memberships, _places, _ami, _log) = (wrapUps, memberships, places, ami, log);
        _timer = time.CreateTimer(_ => _steps.Writer.TryWrite(LookAsync), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Raised after every change.</summary>
    public event Action? Changed;

    /// <summary>By phone.</summary>
    public IReadOnlyDictionary<string, WrapUp> Current => _current;

    public override void Dispose()
    {
        _timer.Dispose();
        base.Dispose();
    }

    internal Task<Result<WrapUp>> EndAsync(string extension, WrapUpEnd end) => EnqueueAsync(extension, async wrapUp =>
        await CloseAsync(wrapUp, end) is { } refusal ? refusal : wrapUp);

    internal Task<Result<WrapUp>> ExtendAsync(string extension, TimeSpan by) => EnqueueAsync(extension, async wrapUp =>
    {
        var longer = wrapUp with { Until = wrapUp.Until + by, Extended = true };
        if (longer.Until - longer.BeganAt > TimeSpan.FromSeconds(WrapUp.MostSeconds))
            return new Refusal("wrap-up-long", $"A wrap-up lasts at most {WrapUp.MostSeconds / 60} minutes; pause with a reason instead.", null, RefusalKind.Conflict, WrapUp.MostSeconds / 60);
        if (await _wrapUps.ExtendAsync(longer) is { } refusal)
            return refusal;
        Keep(longer);
        return longer;
    });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Action left = () => _steps.Writer.TryWrite(LookAsync);
        _memberships.Changed += left;
        var watching = WatchAsync(stoppingToken);
        try
        {
            await foreach (var step in _steps.Reader.ReadAllAsync(stoppingToken))
                await RunAsync(step);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            _steps.Writer.TryComplete();
        }
        finally
        {
            _memberships.Changed -= left;
        }

        await watching;
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
                    if (item is AmiFeedItem.Connected)
                        _steps.Writer.TryWrite(ConnectedAsync);
                    else if (item is AmiFeedItem.Event { Message: { Event: "AgentComplete" } ended })
                        _steps.Writer.TryWrite(() => BeginAsync(ended));
                }

                return;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (AmiException e)
            {
                LogFellBehind(e);
            }
        }
    }

    private async Task RunAsync(Func<Task> step)
    {
        try
        {
            if (!_read)
            {
                _current = (await _wrapUps.ReadAsync(CancellationToken.None)).ToImmutableDictionary(w => w.Extension, StringComparer.Ordinal);
                _read = true;
            }

            await step();
        }
        catch (Exception e)
        {
            // The database may be away for a while; the timer looks again, and Asterisk's own wrap-up goes on meanwhile.
            LogFailed(e);
            _timer.Change(s_retry, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task BeginAsync(AmiMessage ended)
    {
        if (ended["Queue"] is not { } queue || QueueMembers.Extension(ended["Interface"]) is not { } extension)
            return;
        var seconds = await _places.WrapUpSecondsAsync(queue, CancellationToken.None);
        var sitting = (await _memberships.ListAsync(CancellationToken.None)).FirstOrDefault(m => m.Extension == extension);
        if (seconds <= 0 || sitting is null)
            return;
        if (_current.TryGetValue(extension, out var before))
            await CloseAsync(before, WrapUpEnd.Released);
        var now = _wrapUps.Now;
        var wrapUp = new WrapUp(extension, sitting.AgentId, queue, ended["Uniqueid"] ?? "", now, now.AddSeconds(seconds), Extended: false);
        if (await _wrapUps.BeginAsync(wrapUp))
            Keep(wrapUp);
    }

    // Asterisk may have been started anew: it has forgotten its variables.
    private async Task ConnectedAsync()
    {
        foreach (var wrapUp in _current.Values)
            await _wrapUps.TellAsync(wrapUp);
        await LookAsync();
    }

    /// <summary>Ends what is over, what its operator has left, and pauses for wrap-up that no row knows of.</summary>
    private async Task LookAsync()
    {
        var members = await _memberships.ListAsync(CancellationToken.None);
        var wrapping = members.Where(m => m is { Paused: true, Reason: MemberReason.WrapUp }).Select(m => m.Extension).ToHashSet(StringComparer.Ordinal);
        foreach (var wrapUp in _current.Values)
        {
            if (!members.Any(m => m.Extension == wrapUp.Extension && m.AgentId == wrapUp.AgentId))
                await CloseAsync(wrapUp, WrapUpEnd.Logout);
            else if (wrapUp.Until <= _wrapUps.Now)
                await CloseAsync(wrapUp, wrapUp.Extended ? WrapUpEnd.Extended : WrapUpEnd.Elapsed);
            else if (!wrapping.Contains(wrapUp.Extension))
                await CloseAsync(wrapUp, members.Any(m => m.Extension == wrapUp.Extension && m.Paused) ? WrapUpEnd.Paused : WrapUpEnd.Released);
        }

        foreach (var extension in wrapping.Where(e => !_current.ContainsKey(e)))
            await _wrapUps.ReleaseAsync(extension);
        Schedule();
    }

    private async Task<Refusal?> CloseAsync(WrapUp wrapUp, WrapUpEnd end)
    {
        if (await _wrapUps.EndAsync(wrapUp, end) is { } refusal)
        {
            _timer.Change(s_retry, Timeout.InfiniteTimeSpan);
            return refusal;
        }

        _current = _current.Remove(wrapUp.Extension);
        Schedule();
        Changed?.Invoke();
        return null;
    }

    private void Keep(WrapUp wrapUp)
    {
        _current = _current.SetItem(wrapUp.Extension, wrapUp);
        Schedule();
        Changed?.Invoke();
    }

    private void Schedule()
    {
        if (_current.Count == 0)
            return;
        var next = _current.Values.Min(w => w.Until) - _wrapUps.Now;
        // What is over already could not be ended: a moment later again.
        _timer.Change(next > TimeSpan.Zero ? next + TimeSpan.FromMilliseconds(1) : s_retry, Timeout.InfiniteTimeSpan);
    }

    private async Task<Result<WrapUp>> EnqueueAsync(string extension, Func<WrapUp, Task<Result<WrapUp>>> step)
    {
        var done = new TaskCompletionSource<Result<WrapUp>>(TaskCreationOptions.RunContinuationsAsynchronously);
        var accepted = _steps.Writer.TryWrite(async () =>
        {
            try
            {
                done.TrySetResult(_current.TryGetValue(extension, out var wrapUp) ? await step(wrapUp) : NotWrappingUp(extension));
            }
            catch (Exception e)
            {
                done.TrySetException(e);
            }
        });
        return accepted ? await done.Task : new Refusal("shutting-down", "SipRing is shutting down.", null, RefusalKind.Unavailable);
    }

    private static Refusal NotWrappingUp(string extension) =>
        new("not-wrapping-up", $"There is no wrap-up at phone {extension} now.", "extension", RefusalKind.Conflict, extension);

    [LoggerMessage(4140, LogLevel.Warning, "The feed of Asterisk's events broke off; wrap-ups are taken up again")]
    private partial void LogFellBehind(Exception exception);

    [LoggerMessage(4141, LogLevel.Error, "A step of a wrap-up failed; it is tried again")]
    private partial void LogFailed(Exception exception);
}

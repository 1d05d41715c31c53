using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Settings;

namespace SipRing.CallCenter.Agents.Pauses;

/// <summary>Knows when each pause reaches its limit, the single one or that of the day, and says so when it does.</summary>
public sealed partial class PauseLimits : BackgroundService
{
    private static readonly TimeSpan s_longestRest = TimeSpan.FromMinutes(1);
    private readonly Memberships _memberships;
    private readonly PauseReasons _reasons;
    private readonly IAgentSessions _sessions;
    private readonly FloorNotices _notices;
    private readonly IAuditLog _audit;
    private readonly TimeProvider _time;
    private readonly TimeZoneInfo _zone;
    private readonly ILogger<PauseLimits> _log;
    private readonly SemaphoreSlim _wanted = new(1, 1);
    private ImmutableDictionary<string, OpenPause> _open = ImmutableDictionary.Create<string, OpenPause>(StringComparer.Ordinal);

    public PauseLimits(
        Memberships memberships, PauseReasons reasons, IAgentSessions sessions, FloorNotices notices, SipRingSettings settings, IAuditLog audit, TimeProvider time, ILogger<PauseLimits> log)
    {
        (_memberships, _reasons, _sessions, _notices, _audit, _time, _log) = (memberships, reasons, sessions, notices, audit, time, log);
        _zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);
    }

    private sealed record OpenPause(string LogName, DateTimeOffset Since, DateTimeOffset? OverAt);

    /// <summary>Raised when a limit became known, or another one.</summary>
    public event Action? Changed;

    /// <summary>When the present pause at a phone reaches its limit; null without pause or limit.</summary>
    public DateTimeOffset? OverAt(string extension) => _open.GetValueOrDefault(extension)?.OverAt;

    public override void Dispose()
    {
        _wanted.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Action changed = Want;
        Action listChanged = () =>
        {
            // Other limits: everything is reckoned anew.
            _open = _open.Clear();
            Want();
        };
        _memberships.Changed += changed;
        _reasons.Changed += listChanged;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var rest = s_longestRest;
                try
                {
                    rest = await LookAsync(stoppingToken);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    LogFailed(e);
                }

                using var wake = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                await Task.WhenAny(_wanted.WaitAsync(wake.Token), Task.Delay(rest, _time, wake.Token));
                await wake.CancelAsync();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end of the process.
        }
        finally
        {
            _memberships.Changed -= changed;
            _reasons.Changed -= listChanged;
        }
    }

    private void Want()
    {
        if (_wanted.CurrentCount > 0)
            return;
        try
        {
            _wanted.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else wanted it at the same moment.
        }
    }

    /// <returns>How long nothing can happen.</returns>
    private async Task<TimeSpan> LookAsync(CancellationToken cancellationToken)
    {
        var paused = (await _memberships.ListAsync(cancellationToken)).Where(m => m is { Paused: true, Reason: not null, PausedAt: not null })
            .GroupBy(m => m.Extension).Select(g => g.MinBy(m => m.PausedAt)!).ToList();
        var open = _open;
        foreach (var gone in open.Keys.Except(paused.Select(m => m.Extension)))
            open = open.Remove(gone);
        foreach (var member in paused)
        {
            if (open.TryGetValue(member.Extension, out var known) && known.LogName == member.Reason && known.Since == member.PausedAt)
                continue;
            open = open.SetItem(member.Extension, new(member.Reason!, member.PausedAt!.Value, await OverAtAsync(member, cancellationToken)));
        }

        if (!ReferenceEquals(open, _open))
        {
            _open = open;
            Changed?.Invoke();
        }

        var now = _time.GetUtcNow();
        foreach (var member in paused.Where(m => open[m.Extension].OverAt <= now))
            await TellAsync(member, cancellationToken);
        var next = open.Values.Select(p => p.OverAt).Where(at => at > now).Min();
        return next is { } at && at - now < s_longestRest ? at - now + TimeSpan.FromMilliseconds(1) : s_longestRest;
    }

    private async Task<DateTimeOffset?> OverAtAsync(Member member, CancellationToken cancellationToken)
    {
        if (await _reasons.CalledAsync(member.Reason!, cancellationToken) is not { } reason)
            return null;
        var since = member.PausedAt!.Value;
        DateTimeOffset? once = reason.MinutesAtOnce is { } minutes ? since.AddMinutes(minutes) : null;
        if (reason.MinutesADay is not { } aDay)
            return once;
        var used = await UsedAsync(member.AgentId, reason.LogName, since, cancellationToken);
        var day = since + TimeSpan.FromMinutes(aDay) - used;
        return once < day ? once : day;
    }

    /// <summary>What an operator has had of this reason today, before this pause; the same hour in two queues is one hour.</summary>
    private async Task<TimeSpan> UsedAsync(int agentId, string logName, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var today = LocalDay.Start(before, _zone);
        var (used, end) = (TimeSpan.Zero, today);
        var pauses = (await _sessions.ListAsync(today, before, agentId, cancellationToken)).SelectMany(s => s.Pauses)
            .Where(p => p.Reason == logName && p.To is not null).OrderBy(p => p.From);
        foreach (var pause in pauses)
        {
            var (from, to) = (pause.From > end ? pause.From : end, pause.To!.Value < before ? pause.To.Value : before);
            if (to <= from)
                continue;
            used += to - from;
            end = to;
        }

        return used;
    }

    private async Task TellAsync(Member member, CancellationToken cancellationToken)
    {
        if (!await _memberships.TellPauseAsync(member.Extension))
            return;
        LogOver(member.Name, member.Extension, member.Reason!);
        await _audit.WriteAsync(Actor.System, "pause.over-limit", $"phone {member.Extension}", $"{member.Name}, agent {member.AgentId}: {member.Reason}", cancellationToken);
        if ((await _reasons.CalledAsync(member.Reason!, cancellationToken))?.Over == PauseOver.Notify)
            _notices.Say(new(FloorNotice.PauseOver, member.AgentId, member.Extension, member.Name, member.Reason!));
    }

    [LoggerMessage(4150, LogLevel.Warning, "{Agent} at phone {Extension} is over the limit of the pause '{Reason}'")]
    private partial void LogOver(string agent, string extension, string reason);

    [LoggerMessage(4151, LogLevel.Error, "The limits of pauses could not be looked at; it is tried again within a minute")]
    private partial void LogFailed(Exception exception);
}

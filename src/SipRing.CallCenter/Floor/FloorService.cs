using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SipRing.Asterisk.Ami;

namespace SipRing.CallCenter.Floor;

/// <summary>
/// Keeps the live picture: follows the manager connection, the directory and the figures, and publishes snapshots. One
/// loop owns the state; everything else only writes to its channel.
/// </summary>
internal sealed partial class FloorService(
    IAmiClient ami, IFloorDirectory directory, IFloorFigures figures, TimeProvider time, ILogger<FloorService> logger) : BackgroundService, IFloor
{
    /// <summary>Inputs that are taken before a snapshot is made, when they come faster than snapshots are worth.</summary>
    private const int MostAtOnce = 1000;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private readonly FloorPublisher _publisher = new(time);
    private readonly Channel<FloorInput> _inputs = Channel.CreateBounded<FloorInput>(new BoundedChannelOptions(10_000) { SingleReader = true });

    public FloorSnapshot Current => _publisher.Current;

    public IAsyncEnumerable<FloorUpdate> WatchAsync(TimeSpan minimumInterval, CancellationToken cancellationToken) =>
        _publisher.WatchAsync(minimumInterval, cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var names = new SourceReader("directory", time, logger);
        var counts = new SourceReader("figures", time, logger);
        directory.Changed += names.Change;
        figures.Changed += counts.Change;
        try
        {
            await Task.WhenAll(
                RunLoopAsync(stoppingToken),
                FollowAsync(stoppingToken),
                names.RunAsync(async ct => await WriteAsync(new FloorInput.Directory(await directory.ReadAsync(ct).ConfigureAwait(false)), ct).ConfigureAwait(false), stoppingToken),
                counts.RunAsync(async ct => await WriteAsync(new FloorInput.Figures(await figures.ReadAsync(ct).ConfigureAwait(false)), ct).ConfigureAwait(false), stoppingToken))
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end of the process.
        }
        finally
        {
            directory.Changed -= names.Change;
            figures.Changed -= counts.Change;
            _publisher.Close();
        }
    }

    private async Task RunLoopAsync(CancellationToken cancellationToken)
    {
        var loop = new FloorLoop(_publisher.Current, time);
        var listing = new FloorListing(ami, time, logger);
        var timer = time.CreateTimer(_ => _inputs.Writer.TryWrite(new FloorInput.Tick()), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await using (timer.ConfigureAwait(false))
        {
            while (await _inputs.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var before = loop.Current;
                if (TakeAll(loop) is { } wanted)
                    _ = ListAsync(listing, wanted, cancellationToken);
                var next = loop.Current;
                if (!ReferenceEquals(before, next))
                    _publisher.Publish(next);
                if (before.Link.State != next.Link.State)
                    LogLink(logger, next.Link.State, next.Link.Reason ?? "");
                if (loop.NextDeadline is { } at)
                    timer.Change(Positive(at - time.GetUtcNow()), Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Takes what has come, up to a limit, and makes the snapshot after it. Returns the lists that are wanted now.</summary>
    private FloorLoop.Wanted? TakeAll(FloorLoop loop)
    {
        FloorLoop.Wanted? wanted = null;
        try
        {
            for (var taken = 0; taken < MostAtOnce && _inputs.Reader.TryRead(out var input); taken++)
                wanted = loop.Take(input) ?? wanted;
            loop.Project();
        }
        catch (Exception e)
        {
            // An event that the floor cannot digest must not stop it: what is shown is built anew from the lists.
            LogFault(logger, e);
            wanted = loop.Restart() ?? wanted;
        }

        return wanted;
    }

    private async Task ListAsync(FloorListing listing, FloorLoop.Wanted wanted, CancellationToken cancellationToken)
    {
        try
        {
            if (wanted.Again)
                await Task.Delay(RetryAfter, time, cancellationToken).ConfigureAwait(false);
            var lists = await listing.ReadAsync(cancellationToken).ConfigureAwait(false);
            await WriteAsync(new FloorInput.Listed(wanted.Session, lists), cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The end of the process.
        }
    }

    /// <summary>Hands the feed to the loop; a feed that broke off because the loop was slow is subscribed anew, which starts a rebuild.</summary>
    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var reason = "the connection to Asterisk was closed";
            using (var subscription = ami.Subscribe())
            {
                try
                {
                    await foreach (var item in subscription.Items.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                        await WriteAsync(new FloorInput.Feed(item), cancellationToken).ConfigureAwait(false);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    LogFellBehind(logger, e);
                    reason = "the floor fell behind the events of Asterisk";
                }
            }

            await WriteAsync(new FloorInput.FeedBroken(reason), cancellationToken).ConfigureAwait(false);
            await Task.Delay(RetryAfter, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private ValueTask WriteAsync(FloorInput input, CancellationToken cancellationToken) => _inputs.Writer.WriteAsync(input, cancellationToken);

    private static TimeSpan Positive(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.FromMilliseconds(1);

    [LoggerMessage(3000, LogLevel.Information, "The floor is {State} {Reason}")]
    private static partial void LogLink(ILogger logger, LinkState state, string reason);

    [LoggerMessage(3002, LogLevel.Error, "The floor could not take an event and is built anew")]
    private static partial void LogFault(ILogger logger, Exception error);

    [LoggerMessage(3001, LogLevel.Warning, "The feed of Asterisk's events broke off; the floor is built anew")]
    private static partial void LogFellBehind(ILogger logger, Exception error);
}

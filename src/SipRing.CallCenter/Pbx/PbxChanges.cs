using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Pbx;

/// <summary>
/// The one writer of extensions and queues: database, generated files, Asterisk. Changes that wait at the same time share
/// one reload; each is answered only after the reload that includes it.
/// </summary>
public sealed partial class PbxChanges(PbxDirectory directory, PbxFolders folders, PbxManager manager, Func<AsteriskTree> tree, ILogger<PbxChanges> logger)
    : BackgroundService
{
    private readonly Channel<Step> _steps = Channel.CreateUnbounded<Step>(new() { SingleReader = true });
    private PbxChange _unread;

    private sealed record Step(Func<Task<Refusal?>> Change, TaskCompletionSource<Refusal?> Done);

    /// <summary>Writes the files from the database; before Asterisk is started, so that it reads them at once.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        folders.Create();
        _unread |= await WriteAsync(cancellationToken);
    }

    /// <summary>Carries out a change of the database and brings it to Asterisk.</summary>
    /// <returns>Null: Asterisk has it. A refusal of <paramref name="change"/>: nothing happened. Any other: it is saved, Asterisk follows later.</returns>
    internal Task<Refusal?> ApplyAsync(Func<Task<Refusal?>> change)
    {
        var step = new Step(change, new(TaskCreationOptions.RunContinuationsAsynchronously));
        return _steps.Writer.TryWrite(step)
            ? step.Done.Task
            : Task.FromResult<Refusal?>(new("shutting-down", "SipRing is shutting down.", null, RefusalKind.Unavailable));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var watching = WatchAsync(stoppingToken);
        try
        {
            while (await _steps.Reader.WaitToReadAsync(stoppingToken))
            {
                var batch = new List<Step>();
                while (_steps.Reader.TryRead(out var step))
                    batch.Add(step);
                await RunAsync(batch, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            _steps.Writer.TryComplete();
            while (_steps.Reader.TryRead(out var left))
                left.Done.TrySetResult(new("shutting-down", "SipRing is shutting down.", null, RefusalKind.Unavailable));
        }

        await watching;
    }

    private async Task RunAsync(List<Step> batch, CancellationToken stoppingToken)
    {
        var made = new List<Step>();
        foreach (var step in batch)
        {
            try
            {
                if (await step.Change() is { } refusal)
                    step.Done.TrySetResult(refusal);
                else
                    made.Add(step);
            }
            catch (Exception e)
            {
                step.Done.TrySetException(e);
            }
        }

        if (made.Count == 0)
            return;
        try
        {
            _unread |= await WriteAsync(stoppingToken);
            var refusal = await manager.ReloadAsync(_unread, stoppingToken);
            if (refusal is null)
                _unread = PbxChange.None;
            directory.RaiseChanged();
            foreach (var step in made)
                step.Done.TrySetResult(refusal);
        }
        catch (Exception e)
        {
            // A fault belongs to those who asked; the loop goes on for the others.
            foreach (var step in made)
                step.Done.TrySetException(e);
        }
    }

    private async Task<PbxChange> WriteAsync(CancellationToken cancellationToken) =>
        PbxFiles.Write(folders, tree(), await directory.PhonesAsync(cancellationToken), await directory.QueuesAsync(cancellationToken));

    // What Asterisk could not be told while the connection was away, it is told when that is back.
    private async Task WatchAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                using var subscription = manager.Ami.Subscribe();
                await foreach (var item in subscription.Items.ReadAllAsync(stoppingToken))
                {
                    if (item is AmiFeedItem.Connected && _unread != PbxChange.None)
                        await ApplyAsync(() => Task.FromResult<Refusal?>(null));
                }

                return;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogNotTold(e);
            }
        }
    }

    [LoggerMessage(3010, LogLevel.Error, "Asterisk could not be told of changed extensions or queues; trying again with the next change or connection")]
    private partial void LogNotTold(Exception exception);
}

using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx.Versions;
using SipRing.CallCenter.Settings;

namespace SipRing.CallCenter.Pbx;

/// <summary>
/// The one writer of the configuration: versions, generated files, Asterisk. Changes that wait at the same time share one
/// reload; each is answered only after the reload that includes it.
/// </summary>
public sealed partial class PbxChanges(
    PbxDirectory directory, PbxFiles files, PbxApplier applier, PbxManager manager, SipRingSettings settings, ILogger<PbxChanges> logger)
    : BackgroundService
{
    /// <summary>The id of the refusal that is none: it is saved, and Asterisk takes it up as soon as it is back.</summary>
    public const string SavedWhileAway = "saved-asterisk-away";

    private readonly Channel<Waiting> _waiting = Channel.CreateUnbounded<Waiting>(new() { SingleReader = true });

    /// <param name="Edit">Null only brings to Asterisk what it has not been told yet.</param>
    private sealed record Waiting(PbxEdit? Edit, TaskCompletionSource<PbxOutcome> Done);

    /// <summary>Writes the files from the newest version; before Asterisk is started, so that it reads them at once.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken) =>
        await applier.PrepareAsync(await directory.CurrentAsync(cancellationToken));

    /// <summary>Saves a change and brings it to Asterisk; what Asterisk refuses is not saved.</summary>
    public Task<PbxOutcome> ApplyAsync(PbxEdit edit) =>
        settings.PbxMode == PbxMode.Own ? EnqueueAsync(edit) : Task.FromResult(PbxOutcome.Refused(Elsewhere()));

    /// <summary>What a change would do to the generated files. Nothing is touched.</summary>
    public async Task<Result<PbxPreview>> PreviewAsync(PbxEdit edit, CancellationToken cancellationToken)
    {
        var before = await directory.CurrentAsync(cancellationToken);
        var step = Make(edit, before);
        return step.Succeeded ? PbxPreview.Of(files, before, step.Value.After) : step.Refusal;
    }

    /// <summary>Extensions and queues of an existing PBX are made where it is managed.</summary>
    internal static Refusal Elsewhere() =>
        new("pbx-elsewhere", "This PBX is managed elsewhere: make the change in its own administration.", null, RefusalKind.Conflict);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var watching = WatchAsync(stoppingToken);
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
            {
                var batch = new List<Waiting>();
                while (_waiting.Reader.TryRead(out var item))
                    batch.Add(item);
                await RunAsync(batch, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            _waiting.Writer.TryComplete();
            while (_waiting.Reader.TryRead(out var left))
                left.Done.TrySetResult(PbxOutcome.Refused(ShuttingDown()));
        }

        await watching;
    }

    private Task<PbxOutcome> EnqueueAsync(PbxEdit? edit)
    {
        var item = new Waiting(edit, new(TaskCreationOptions.RunContinuationsAsynchronously));
        return _waiting.Writer.TryWrite(item) ? item.Done.Task : Task.FromResult(PbxOutcome.Refused(ShuttingDown()));
    }

    private async Task RunAsync(List<Waiting> batch, CancellationToken stoppingToken)
    {
        var asked = new List<(Waiting Item, PbxStep Step)>();
        try
        {
            var current = await directory.CurrentAsync(stoppingToken);
            foreach (var item in batch)
            {
                if (item.Edit is not { } edit)
                    continue;
                var step = Try(item, edit, current);
                if (step is null)
                    continue;
                asked.Add((item, step));
                current = step.After;
            }

            var results = await applier.ApplyAsync([.. asked.Select(a => a.Step)], stoppingToken);
            if (results is null && asked.Count > 1)
            {
                // One of them is to blame; alone, each gets the answer it deserves.
                foreach (var (item, _) in asked)
                    await RunAsync([item], stoppingToken);
                asked.Clear();
            }
            else
            {
                for (var i = 0; i < asked.Count; i++)
                    asked[i].Item.Done.TrySetResult(results is null ? PbxOutcome.Refused(applier.Refused!) : results[i]);
            }

            foreach (var item in batch.Where(b => b.Edit is null))
                item.Done.TrySetResult(new(null, null));
        }
        catch (Exception e)
        {
            // A fault belongs to those who asked; the loop goes on for the others.
            foreach (var item in batch)
                item.Done.TrySetException(e);
        }
    }

    private static PbxStep? Try(Waiting item, PbxEdit edit, PbxConfiguration current)
    {
        try
        {
            var step = Make(edit, current);
            if (step.Succeeded)
                return step.Value;
            item.Done.TrySetResult(PbxOutcome.Refused(step.Refusal));
        }
        catch (Exception e)
        {
            item.Done.TrySetException(e);
        }

        return null;
    }

    private static Result<PbxStep> Make(PbxEdit edit, PbxConfiguration before)
    {
        var changed = edit.Change(before);
        if (!changed.Succeeded)
            return changed.Refusal;
        var after = PbxIntegrity.Tidy(changed.Value);
        return PbxIntegrity.Check(before, after) is { } broken ? broken : new PbxStep(edit, before, after);
    }

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
                    if (item is AmiFeedItem.Connected && applier.HasUnread)
                        await EnqueueAsync(null);
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

    private static Refusal ShuttingDown() => new("shutting-down", "SipRing is shutting down.", null, RefusalKind.Unavailable);

    [LoggerMessage(3010, LogLevel.Error, "Asterisk could not be told of a changed configuration; trying again with the next change or connection")]
    private partial void LogNotTold(Exception exception);
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using SipRing.CallCenter.Floor;
using SipRing.Server.Access;

namespace SipRing.Server.Api;

/// <summary>Writes floor updates as server-sent events, until the reader goes, may read no more, or the server stops.</summary>
public sealed class FloorEventStream(IHostApplicationLifetime lifetime, StillAllowed allowed, TimeProvider time)
{
    private static readonly TimeSpan s_heartbeat = TimeSpan.FromSeconds(15);

    public async Task WriteAsync(IAsyncEnumerable<FloorUpdate> updates, HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";

        // A proxy that gathers an answer before it passes it on would make the floor stand still.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var guarding = GuardAsync(context, ending);
        try
        {
            await CopyAsync(updates, context.Response, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The usual end of a stream.
            return;
        }
        finally
        {
            await ending.CancelAsync();
            await guarding;
        }
    }

    private async Task GuardAsync(HttpContext context, CancellationTokenSource ending)
    {
        try
        {
            do
                await Task.Delay(StillAllowed.Interval, time, ending.Token);
            while (await allowed.IsAsync(context, ending.Token));
            await ending.CancelAsync();
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task CopyAsync(IAsyncEnumerable<FloorUpdate> updates, HttpResponse response, CancellationToken cancellationToken)
    {
        var reader = updates.GetAsyncEnumerator(cancellationToken);
        var next = reader.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                var silence = Task.Delay(s_heartbeat, time, waiting.Token);
                if (await Task.WhenAny(next, silence) == silence)
                {
                    await silence;
                    await response.WriteAsync(":\n\n", cancellationToken);
                }
                else
                {
                    await waiting.CancelAsync();
                    if (!await next)
                        return;
                    await response.Body.WriteAsync(Encode(reader.Current), cancellationToken);
                    next = reader.MoveNextAsync().AsTask();
                }

                await response.Body.FlushAsync(cancellationToken);
            }
        }
        finally
        {
            // The enumerator may only be disposed when it stands still.
            await next.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            await reader.DisposeAsync();
        }
    }

    private static byte[] Encode(FloorUpdate update)
    {
        var (name, data) = update.Snapshot is { } snapshot
            ? ("snapshot", JsonSerializer.Serialize(FloorPicture.Of(snapshot), StrictJson.Options))
            : ("delta", JsonSerializer.Serialize(update.Delta, StrictJson.Options));
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {update.Current.Version}\nevent: {name}\ndata: {data}\n\n"));
    }
}

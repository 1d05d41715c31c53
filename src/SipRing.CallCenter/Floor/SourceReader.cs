using Microsoft.Extensions.Logging;

namespace SipRing.CallCenter.Floor;

/// <summary>
/// Reads a source at start and after each change, one reading at a time. Changes during a reading cause one more. A
/// failed reading is repeated after a pause; the floor shows the last values meanwhile.
/// </summary>
internal sealed partial class SourceReader(string name, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _changed = new(1, 1);

    public void Change()
    {
        try
        {
            _changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // One more reading is due already.
        }
    }

    public async Task RunAsync(Func<CancellationToken, Task> read, CancellationToken cancellationToken)
    {
        while (true)
        {
            await _changed.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await read(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                LogFailed(logger, e, name);
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
                Change();
            }
        }
    }

    [LoggerMessage(3012, LogLevel.Warning, "The {Source} of the floor could not be read; the last known is shown")]
    private static partial void LogFailed(ILogger logger, Exception error, string source);
}

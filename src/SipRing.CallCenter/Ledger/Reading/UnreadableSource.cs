namespace SipRing.CallCenter.Ledger.Reading;

/// <summary>A log that cannot even be tried: its secret cannot be opened. The ledger says so until it is mended.</summary>
internal sealed class UnreadableSource(string path, string reason) : ILogSource
{
    public LogKind Kind => LogKind.QueueLog;
    public string Path => path;
    public long LastMs => 0;
    public long Broken => 0;
    public long Behind => 0;

    public Task<bool> PollAsync(Action? changed, CancellationToken cancellationToken) => throw new IOException(reason);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

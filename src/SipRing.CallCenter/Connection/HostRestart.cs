namespace SipRing.CallCenter.Connection;

/// <summary>
/// What was saved needs other connections and another Asterisk: the host is built anew in the same process. Whoever asks gets the answer
/// first; open pages connect again by themselves.
/// </summary>
public sealed class HostRestart
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when a restart was asked for.</summary>
    public Task Asked => _asked.Task;

    public void Ask() => _asked.TrySetResult();
}

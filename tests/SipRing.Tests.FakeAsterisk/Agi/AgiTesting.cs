using System.Net;
using SipRing.Asterisk.Agi;

namespace SipRing.Tests.FakeAsterisk.Agi;

/// <summary>A server with one script, <c>test</c>, that a test writes in place; what the handler threw is kept.</summary>
internal sealed class AgiTesting : IAsyncDisposable, IAgiHandler
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private readonly Func<AgiSession, CancellationToken, Task> _script;
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AgiTesting(Func<AgiSession, CancellationToken, Task> script, AgiServerOptions? options = null)
    {
        _script = script;
        Server = new AgiServer(
            (options ?? new()) with { EndPoint = new(IPAddress.Loopback, 0) },
            new Dictionary<string, IAgiHandler> { ["test"] = this });
        Server.Start();
    }

    public AgiServer Server { get; }

    /// <summary>Ends with the handler, and as it ended.</summary>
    public Task Done => _done.Task.WaitAsync(Limit);

    public async Task HandleAsync(AgiSession session, CancellationToken cancellationToken)
    {
        try
        {
            await _script(session, cancellationToken);
            _done.TrySetResult();
        }
        catch (Exception exception)
        {
            _done.TrySetException(exception);
            throw;
        }
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}

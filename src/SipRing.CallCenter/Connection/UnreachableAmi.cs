using System.Threading.Channels;
using SipRing.Asterisk.Ami;

namespace SipRing.CallCenter.Connection;

/// <summary>Stands for a manager connection that cannot even be tried (its secret cannot be opened): the pages run, say why, and let it be mended.</summary>
public sealed class UnreachableAmi(string reason) : IAmiClient
{
    public AmiConnectionState State { get; private set; } = AmiConnectionState.Disconnected;

    public string? LastError => reason;

    public void Start()
    {
        // There is nothing to begin.
    }

    public IAmiSubscription Subscribe() => new Silence(State == AmiConnectionState.Closed);

    public Task<AmiMessage> SendAsync(AmiAction action, CancellationToken cancellationToken) =>
        Task.FromException<AmiMessage>(new AmiNotConnectedException($"{action.Name} was not sent: {reason}"));

    public Task<AmiListResponse> SendListAsync(AmiAction action, CancellationToken cancellationToken) =>
        Task.FromException<AmiListResponse>(new AmiNotConnectedException($"{action.Name} was not sent: {reason}"));

    public ValueTask DisposeAsync()
    {
        State = AmiConnectionState.Closed;
        return ValueTask.CompletedTask;
    }

    private sealed class Silence : IAmiSubscription
    {
        private readonly Channel<AmiFeedItem> _nothing = Channel.CreateUnbounded<AmiFeedItem>();

        public Silence(bool closed)
        {
            if (closed)
                _nothing.Writer.Complete();
        }

        public ChannelReader<AmiFeedItem> Items => _nothing.Reader;

        public void Dispose() => _nothing.Writer.TryComplete();
    }
}

namespace SipRing.CallCenter.Agents;

/// <summary>The phones and queues that exist: what a membership can be between.</summary>
public interface IMemberPlaces
{
    Task<bool> HasQueueAsync(string number, CancellationToken cancellationToken);

    Task<bool> HasExtensionAsync(string number, CancellationToken cancellationToken);

    /// <summary>How long an operator is left alone after a call of this queue; 0 for a queue that does not exist.</summary>
    Task<int> WrapUpSecondsAsync(string queue, CancellationToken cancellationToken);

    /// <summary>The penalty of an operator in a queue; 0 where none was set.</summary>
    Task<int> PenaltyAsync(string queue, int agentId, CancellationToken cancellationToken) => Task.FromResult(0);
}

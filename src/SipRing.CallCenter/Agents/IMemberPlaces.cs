namespace SipRing.CallCenter.Agents;

/// <summary>The phones and queues that exist: what a membership can be between.</summary>
public interface IMemberPlaces
{
    Task<bool> HasQueueAsync(string number, CancellationToken cancellationToken);

    Task<bool> HasExtensionAsync(string number, CancellationToken cancellationToken);
}

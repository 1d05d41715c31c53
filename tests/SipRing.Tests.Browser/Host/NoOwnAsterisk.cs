using System.Net;
using SipRing.CallCenter.Pbx;

namespace SipRing.Tests.Browser.Host;

/// <summary>No Asterisk process belongs to this test.</summary>
internal sealed class NoOwnAsterisk : IOwnAsterisk
{
    public OwnAsteriskStatus Status { get; } = new(OwnAsteriskState.Stopped, DateTimeOffset.UnixEpoch);

    public event Action<OwnAsteriskStatus>? StatusChanged;

    public AmiLogin DailyLogin { get; } = new(new(IPAddress.Loopback, 1), "none", "none");

    public AmiLogin ConfigurationLogin => DailyLogin;

    public Task StartAsync(IProgress<string> progress, CancellationToken cancellationToken)
    {
        StatusChanged?.Invoke(Status);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

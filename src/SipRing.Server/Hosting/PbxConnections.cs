using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Pbx;

namespace SipRing.Server.Hosting;

/// <summary>The two manager connections of the own Asterisk: the daily one, and the one that may only reload.</summary>
public sealed class PbxConnections(IOwnAsterisk asterisk, TimeProvider time, ILoggerFactory logs) : IAsyncDisposable
{
    public AmiClient Daily { get; } = Connect(asterisk.DailyLogin, time, logs);

    public AmiClient Configuration { get; } = Connect(asterisk.ConfigurationLogin, time, logs);

    public void Start()
    {
        Daily.Start();
        Configuration.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await Daily.DisposeAsync();
        await Configuration.DisposeAsync();
    }

    private static AmiClient Connect(AmiLogin login, TimeProvider time, ILoggerFactory logs) => new(
        new AmiOptions { Host = login.EndPoint.Address.ToString(), Port = login.EndPoint.Port, Username = login.User, Secret = login.Secret },
        time,
        logs.CreateLogger<AmiClient>());
}

using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Connection;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Settings;

namespace SipRing.Server.Hosting;

/// <summary>The manager connections of the PBX: the daily one, and the one that may reload. An existing PBX may have the first alone.</summary>
public sealed class PbxConnections : IAsyncDisposable
{
    private PbxConnections(IAmiClient daily, IAmiClient? configuration) => (Daily, Configuration) = (daily, configuration ?? daily);

    public IAmiClient Daily { get; }

    /// <summary>The daily one where there is no other.</summary>
    public IAmiClient Configuration { get; }

    public static PbxConnections ToOwn(IOwnAsterisk asterisk, TimeProvider time, ILoggerFactory logs) =>
        new(Client(asterisk.DailyLogin.ToOptions(), time, logs), Client(asterisk.ConfigurationLogin.ToOptions(), time, logs));

    public static PbxConnections ToExisting(ExistingPbx pbx, SecretBox box, TimeProvider time, ILoggerFactory logs)
    {
        try
        {
            var configuration = PbxReach.Configuration(pbx, box);
            return new(Client(PbxReach.Ami(pbx, box), time, logs), configuration is null ? null : Client(configuration, time, logs));
        }
        catch (Exception e) when (e is SecretException or ArgumentException)
        {
            return new(new UnreachableAmi(e.Message), null);
        }
    }

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

    private static AmiClient Client(AmiOptions options, TimeProvider time, ILoggerFactory logs) => new(options, time, logs.CreateLogger<AmiClient>());
}

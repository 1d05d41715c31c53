using System.Net.Sockets;
using SipRing.Asterisk.Agi;
using SipRing.CallCenter.Connection;
using SipRing.CallCenter.Settings;

namespace SipRing.Server.Hosting;

/// <summary>A script of the dialplan's <c>AGI(agi://.../NAME)</c> and what answers it. Features register theirs.</summary>
public sealed record AgiScript(string Name, IAgiHandler Handler);

/// <summary>The socket that the FastAGI server takes its calls from, chosen before Asterisk is told of it.</summary>
public sealed record AgiListener(Socket Socket);

/// <summary>The FastAGI server that the dialplan of the PBX asks. Only this machine may, and what is set for an existing PBX.</summary>
public sealed class AgiHost(AgiListener listener, SipRingSettings settings, IEnumerable<AgiScript> scripts, TimeProvider time, ILogger<AgiServer> logger) : IHostedService
{
    private readonly AgiServer _server = new(
        settings is { PbxMode: PbxMode.Existing, Existing: { } existing }
            ? new AgiServerOptions { Listener = listener.Socket, AllowedNetworks = PbxReach.AgiNetworks(existing) }
            : new AgiServerOptions { Listener = listener.Socket },
        scripts.ToDictionary(s => s.Name, s => s.Handler, StringComparer.OrdinalIgnoreCase),
        time,
        logger);

    /// <summary>Whether feature codes are answered.</summary>
    public bool Listens { get; private set; }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _server.Start();
        Listens = true;
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Listens = false;
        await _server.DisposeAsync();
    }
}

using System.Net;
using System.Net.Sockets;
using SipRing.CallCenter.Settings;

namespace SipRing.CallCenter.Pbx;

/// <summary>Looks before the start whether the ports of the own Asterisk are free: Asterisk itself would run on without them.</summary>
public static class PbxPorts
{
    private const int AgiCandidates = 100;
    private const int AgiBacklog = 128;

    /// <summary>The first port that is not to be had, as a sentence; null where all are free.</summary>
    public static string? FirstProblem(SipRingSettings settings) =>
        Problem("SIP", "--sip", settings.Sip, SocketType.Dgram)
        ?? Problem("SIP", "--sip", settings.Sip, SocketType.Stream)
        ?? Problem("the manager interface", "--ami", settings.Ami, SocketType.Stream);

    /// <summary>
    /// Listens at the FastAGI port, which has no option, as nobody outside meets it: where it is taken the next free one is
    /// used, so that a second home needs no thought. It listens from here on: two that start together get different ones.
    /// </summary>
    /// <exception cref="PbxStartException">None of a hundred is free, or the address is not this machine's.</exception>
    public static Socket ListenForAgi(SipRingSettings settings)
    {
        SocketException? last = null;
        for (var port = settings.Agi.Port; port < settings.Agi.Port + AgiCandidates; port++)
        {
            var candidate = new IPEndPoint(settings.Agi.Address, port);
            if (candidate.Equals(settings.Http) || candidate.Equals(settings.Sip) || candidate.Equals(settings.Ami))
                continue;
            var socket = new Socket(candidate.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(candidate);
                socket.Listen(AgiBacklog);
                return socket;
            }
            catch (SocketException e)
            {
                socket.Dispose();
                last = e;
            }
        }

        throw new PbxStartException($"No port for FastAGI is free from {settings.Agi} on ({last?.Message}); set agi in settings.json to ADDR:PORT of this machine.", last);
    }

    /// <summary>Listens exactly there: the dialplan of a PBX that is managed elsewhere names this port.</summary>
    /// <exception cref="PbxStartException">It is taken, or the address is not this machine's.</exception>
    public static Socket ListenForAgi(IPEndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(endPoint);
            socket.Listen(AgiBacklog);
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new PbxStartException($"FastAGI cannot listen at {endPoint} ({e.Message}); enter another address on the page of connection settings.", e);
        }
    }

    /// <summary>Why SipRing's own pages could not be served there, as a sentence; null where they can.</summary>
    public static string? PagesProblem(SipRingSettings settings) => Problem("the pages", "--http", settings.Http, SocketType.Stream);

    private static string? Problem(string what, string option, IPEndPoint endPoint, SocketType type)
    {
        var transport = type == SocketType.Stream ? "TCP" : "UDP";
        using var socket = new Socket(endPoint.AddressFamily, type, type == SocketType.Stream ? ProtocolType.Tcp : ProtocolType.Udp);
        try
        {
            // As Asterisk does: connections that linger from a run before do not count as taken.
            if (type == SocketType.Stream)
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(endPoint);
            if (type == SocketType.Stream)
                socket.Listen(1);
            return null;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return $"{endPoint} over {transport}, for {what}, is taken by another program; stop that one, or choose another address with {option} ADDR:PORT.";
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            return $"{endPoint.Address}, for {what}, is no address of this machine; choose one of its own with {option} ADDR:PORT.";
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AccessDenied)
        {
            return $"This user may not open {endPoint}, for {what}; choose a port from 1024 on with {option} ADDR:PORT.";
        }
    }
}

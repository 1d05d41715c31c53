using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SipRing.Testing.FakeAsterisk;

/// <summary>Asterisk's side of an AGI session: connects, tells the environment, and answers as a test says.</summary>
public sealed class FakeAgiPeer : IDisposable
{
    private readonly TcpClient _client = new();
    private StreamReader _reader = StreamReader.Null;

    /// <summary>Connects and tells an environment for that script.</summary>
    public static async Task<FakeAgiPeer> CallAsync(IPEndPoint server, string script, params string[] arguments)
    {
        var peer = await ConnectAsync(server);
        var environment = new StringBuilder()
            .Append("agi_network: yes\nagi_network_script: ").Append(script).Append('\n')
            .Append("agi_channel: PJSIP/101-0000002a\nagi_uniqueid: 1795472214.12\nagi_callerid: 101\nagi_calleridname: unknown\n");
        for (var i = 0; i < arguments.Length; i++)
            environment.Append("agi_arg_").Append(i + 1).Append(": ").Append(arguments[i]).Append('\n');
        await peer.SendAsync(environment.Append('\n').ToString());
        return peer;
    }

    public static async Task<FakeAgiPeer> ConnectAsync(IPEndPoint server)
    {
        var peer = new FakeAgiPeer();
        await peer._client.ConnectAsync(server);
        peer._reader = new StreamReader(peer._client.GetStream(), new UTF8Encoding(false));
        return peer;
    }

    public async Task SendAsync(string text) => await _client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>The next command, or null when the server closed the session.</summary>
    public async Task<string?> CommandAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            return await _reader.ReadLineAsync(limit.Token);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Reads a command and answers it.</summary>
    public async Task<string?> AnswerAsync(string reply)
    {
        var command = await CommandAsync();
        await SendAsync(reply + "\n");
        return command;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _client.Dispose();
    }
}

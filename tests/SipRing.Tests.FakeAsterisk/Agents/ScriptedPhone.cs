using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace SipRing.Tests.FakeAsterisk.Agents;

/// <summary>Asterisk's side of an AGI call: gives the environment, types PINs when asked, and notes what was played.</summary>
public sealed partial class ScriptedPhone(IPEndPoint server)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    /// <param name="channel">As in <c>agi_channel</c>.</param>
    /// <param name="callerId">What the phone claims to be.</param>
    /// <param name="pins">Typed one after the other; "" is silence.</param>
    /// <returns>Every prompt in order.</returns>
    public async Task<IReadOnlyList<string>> DialAsync(string channel, string callerId, string queue, params string[] pins)
    {
        using var limit = new CancellationTokenSource(s_limit);
        using var client = new TcpClient();
        await client.ConnectAsync(server, limit.Token);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream);
        var environment = $"agi_network: yes\nagi_network_script: login\nagi_channel: {channel}\nagi_callerid: {callerId}\nagi_uniqueid: 1.1\nagi_arg_1: {queue}\n\n";
        await stream.WriteAsync(Encoding.UTF8.GetBytes(environment), limit.Token);

        var played = new List<string>();
        var typed = 0;
        while (await reader.ReadLineAsync(limit.Token) is { } line)
        {
            var answer = "200 result=0";
            if (Prompt().Match(line) is { Success: true } prompt)
            {
                played.Add(prompt.Groups[2].Value);
                if (prompt.Groups[1].Value == "GET DATA")
                {
                    var pin = typed < pins.Length ? pins[typed++] : "";
                    answer = pin.Length > 0 ? $"200 result={pin}" : "200 result= (timeout)";
                }
            }

            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer + "\n"), limit.Token);
        }

        return played;
    }

    [GeneratedRegex("^(GET DATA|STREAM FILE) \"([^\"]*)\"")]
    private static partial Regex Prompt();
}

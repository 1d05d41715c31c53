using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SipRing.Tests.RealParts.Scenarios;

/// <summary>
/// Asks Asterisk five times a second whether it is there (SIP OPTIONS), and remembers when the answer was late: what a script did
/// then may have happened in another second for Asterisk, and nobody knows what is true.
/// </summary>
internal sealed class AsteriskWatch : IAsyncDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(200);

    /// <summary>A script acts 0.4 s before the next second, or up to 0.15 s later.</summary>
    private static readonly TimeSpan s_late = TimeSpan.FromMilliseconds(250);

    private readonly List<(DateTimeOffset From, DateTimeOffset To)> _slow = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly IPEndPoint _asterisk;
    private readonly Task _loop;

    public AsteriskWatch(IPEndPoint asterisk)
    {
        _asterisk = asterisk;
        _loop = Task.Run(WatchAsync);
    }

    /// <summary>What was slow in that time, or null.</summary>
    public string? WhySlow(DateTimeOffset from, DateTimeOffset to)
    {
        lock (_slow)
        {
            var index = _slow.FindIndex(slow => slow.From <= to && slow.To >= from);
            return index < 0 ? null : string.Create(CultureInfo.InvariantCulture, $"Asterisk answered after {(_slow[index].To - _slow[index].From).TotalMilliseconds:0} ms");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _loop;
        _socket.Dispose();
        _ending.Dispose();
    }

    private async Task WatchAsync()
    {
        try
        {
            for (var number = 1; ; number++)
            {
                var asked = TimeProvider.System.GetUtcNow();
                await _socket.SendAsync(Question(number), _asterisk, _ending.Token);
                // No limit: an Asterisk that does not answer at all is slow until it does.
                await AnswerAsync(number);
                var answered = TimeProvider.System.GetUtcNow();
                if (answered - asked > s_late)
                {
                    lock (_slow)
                    {
                        _slow.Add((asked, answered));
                    }
                }

                await Task.Delay(s_interval, _ending.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The plays are over.
        }
    }

    private async Task AnswerAsync(int number)
    {
        while (true)
        {
            try
            {
                var answer = await _socket.ReceiveAsync(_ending.Token);
                if (Encoding.ASCII.GetString(answer.Buffer).Contains($"watch-{number}@", StringComparison.Ordinal))
                {
                    return;
                }
            }
            catch (SocketException)
            {
                // Nobody listens there at this moment.
                await Task.Delay(s_interval, _ending.Token);
            }
        }
    }

    private byte[] Question(int number)
    {
        var own = _socket.Client.LocalEndPoint;
        var text = $"""
            OPTIONS sip:{_asterisk} SIP/2.0
            Via: SIP/2.0/UDP {own};branch=z9hG4bKwatch{number};rport
            From: <sip:watch@{own}>;tag=watch
            To: <sip:{_asterisk}>
            Call-ID: watch-{number}@{own}
            CSeq: 1 OPTIONS
            Contact: <sip:watch@{own}>
            Max-Forwards: 70
            Content-Length: 0


            """;
        return Encoding.ASCII.GetBytes(text.ReplaceLineEndings("\r\n"));
    }
}

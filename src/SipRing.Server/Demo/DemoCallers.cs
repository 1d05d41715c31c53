using System.Net;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Settings;
using SipRing.Phone;

namespace SipRing.Server.Demo;

/// <summary>The people outside who call: they come in by the local trunk, wait as long as they like, and talk.</summary>
internal sealed partial class DemoCallers(DemoTalk talk, SipRingSettings settings, TimeProvider time, ILogger log) : IAsyncDisposable
{
    private const int MostAtOnce = 18;

    /// <summary>Calls of the first seconds: whoever has just started the demo wants to see something.</summary>
    private const int OpeningCalls = 8;

    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);
    private readonly SipPhone _trunk = new(new PhoneOptions
    {
        Server = settings.Sip,
        LocalAddress = IPAddress.Parse(PbxOptions.LocalTrunkAddress),
        User = "trunk",
        Listens = false,
        UserAgent = "SipRing demo",
        Time = time,
    });

    private int _running;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var number = 0; ; number++)
        {
            if (Volatile.Read(ref _running) < MostAtOnce)
            {
                _ = CallAsync(cancellationToken);
            }

            var now = TimeZoneInfo.ConvertTime(time.GetUtcNow(), _zone).TimeOfDay;
            var mean = number < OpeningCalls ? 1.5 : 60 / DayShape.CallsPerMinute(now);
            await Task.Delay(Dice.Exponential(mean), time, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _trunk.DisposeAsync();

    private async Task CallAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _running);
        var caller = DemoPlan.InventedNumber();
        try
        {
            var connected = talk.ConnectedAsync(caller);
            var call = _trunk.Dial(Dice.OneOf(DemoPlan.Choices), new() { From = caller, Tone = DemoVoices.Next() });
            var patience = Task.Delay(TimeSpan.FromSeconds(8) + Dice.Exponential(50), time, cancellationToken);
            if (await Task.WhenAny(connected, call.Ended, patience) == connected)
            {
                // Some callers have their answer early; the others leave the end to the operator.
                var longest = Dice.Chance(0.4) ? Dice.Between(10, 60) : TimeSpan.FromMinutes(6);
                await Task.WhenAny(call.Ended, Task.Delay(longest, time, cancellationToken));
            }

            await call.HangUpAsync();
        }
        catch (Exception exception) when (exception is OperationCanceledException or TimeoutException)
        {
            LogGivenUp(caller, exception.Message);
        }
        finally
        {
            talk.Forget(caller);
            Interlocked.Decrement(ref _running);
        }
    }

    [LoggerMessage(9020, LogLevel.Debug, "The demo's caller {Caller} gave up: {Reason}")]
    private partial void LogGivenUp(string caller, string reason);
}

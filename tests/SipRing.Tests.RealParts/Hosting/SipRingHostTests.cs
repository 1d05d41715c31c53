using SipRing.Testing.Server;
using Xunit;

namespace SipRing.Tests.RealParts.Hosting;

public sealed class SipRingHostTests
{
    [Fact]
    public async Task RunAsync_TerminatedInterruptedOrItsTerminalClosed_EndsItsAsteriskToo()
    {
        await using var server = await SipRingProcess.StartAsync();
        await EndsWithItsAsteriskAsync(server, SipRingProcess.SignalTerminate);
        await server.StartAgainAsync();
        Assert.StartsWith("test\tadministrator\t", await server.RunVerbAsync("token", "list"), StringComparison.Ordinal);
        await EndsWithItsAsteriskAsync(server, SipRingProcess.SignalInterrupt);
        await server.StartAgainAsync();
        await EndsWithItsAsteriskAsync(server, SipRingProcess.SignalHangUp);
    }

    private static async Task EndsWithItsAsteriskAsync(SipRingProcess server, int signal)
    {
        Assert.True(server.AsteriskRuns);

        var code = await server.StopAsync(signal);

        Assert.True(code == 0, $"signal {signal} ended it with {code}:\n{server.Output}\n{server.Faults()}");
        Assert.False(server.AsteriskRuns, $"its Asterisk is left after signal {signal}");
    }
}

using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using SipRing.CallCenter.Pbx;
using SipRing.Testing.Pbx;
using Xunit;

namespace SipRing.Tests.RealParts.Pbx;

public sealed class OwnAsteriskTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task StartAsync_WithPhonesAndQueues_AsteriskKnowsThem()
    {
        await using var pbx = await OwnAsteriskFixture.StartAsync(
            ["501", "502"],
            [new() { Number = "450", Name = "Sales", RingSeconds = 17, RetrySeconds = 3, WrapUpSeconds = 4, MaxLength = 9, ServiceLevelSeconds = 33, TimeoutSeconds = 61 }]);

        Assert.Equal(OwnAsteriskState.Running, pbx.Asterisk.Status.State);
        var endpoint = await pbx.ConsoleAsync("pjsip show endpoint 501");
        Assert.Contains("from-internal", endpoint, StringComparison.Ordinal);
        var queue = await pbx.ConsoleAsync("queue show 450");
        Assert.Contains("max 9", queue, StringComparison.Ordinal);
        Assert.Contains("rrmemory", queue, StringComparison.Ordinal);
        Assert.Contains("within 33s", queue, StringComparison.Ordinal);
        Assert.Contains("Gosub(sipring-queue,450,1(61))", await pbx.ConsoleAsync("dialplan show 450@from-internal"), StringComparison.Ordinal);
        Assert.Contains("PJSIP/502", await pbx.ConsoleAsync("core show hints"), StringComparison.Ordinal);
        Assert.Contains("AGI(agi://", await pbx.ConsoleAsync("dialplan show *45450@from-internal"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_Always_LogsNoWarning()
    {
        await using var pbx = await OwnAsteriskFixture.StartAsync(["501"], [new() { Number = "450", Name = "Sales" }]);

        var messages = File.Exists(pbx.Folders.Messages) ? await File.ReadAllTextAsync(pbx.Folders.Messages) : "";
        Assert.DoesNotContain("WARNING", messages, StringComparison.Ordinal);
        Assert.DoesNotContain("ERROR", messages, StringComparison.Ordinal);
    }
}

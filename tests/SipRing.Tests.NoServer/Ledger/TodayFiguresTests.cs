using Microsoft.Extensions.Time.Testing;
using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Ledger.Queries;
using SipRing.CallCenter.Settings;
using SipRing.Testing.Ledger;
using Xunit;

namespace SipRing.Tests.NoServer.Ledger;

public sealed class TodayFiguresTests
{
    [Theory]
    [InlineData("Europe/Moscow", "2026-11-23T20:59:00Z", "2026-11-23T21:00:00Z")]
    [InlineData("Asia/Kolkata", "2026-11-23T18:20:00Z", "2026-11-23T18:30:00Z")]
    [InlineData("Europe/Berlin", "2026-03-29T12:00:00Z", "2026-03-29T22:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25T12:00:00Z", "2026-10-25T23:00:00Z")]
    public void Next_OfAnyZoneAndSeason_IsItsMidnight(string zone, string now, string midnight) =>
        Assert.Equal(Time(midnight), LocalDay.Next(Time(now), TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Fact]
    public async Task ReadAsync_OverMidnight_DayBeginsAnewAndSaysSo()
    {
        await using var run = await LedgerRun.CreateAsync();
        var entered = Time("2026-11-23T20:58:00Z").ToUnixTimeSeconds();
        await run.ReadAsync($"{entered}|{entered}.1|450|NONE|ENTERQUEUE||1|1\n{entered + 5}|{entered}.1|450|NONE|ABANDON|1|1|5\n");
        var time = new FakeTimeProvider(Time("2026-11-23T20:59:00Z"));
        using var figures = new TodayFigures(run.Database, new NoLedgerNames(), new SipRingSettings { TimeZone = "Europe/Moscow" }, new(), time);
        var changes = 0;
        figures.Changed += () => changes++;
        Assert.Equal(1, (await figures.ReadAsync(CancellationToken.None)).Queues["450"].Lost);

        time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(1, changes);
        Assert.Empty((await figures.ReadAsync(CancellationToken.None)).Queues);
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

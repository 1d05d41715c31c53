using SipRing.CallCenter.Wallboards;
using Xunit;

namespace SipRing.Tests.NoServer.Wallboards;

public sealed class WallboardThresholdTests
{
    [Theory]
    [InlineData(2, WallboardLevel.Calm)]
    [InlineData(2.9, WallboardLevel.Calm)]
    [InlineData(3, WallboardLevel.Warning)]
    [InlineData(5, WallboardLevel.Warning)]
    [InlineData(6, WallboardLevel.Alarm)]
    [InlineData(60, WallboardLevel.Alarm)]
    public void LevelOf_MoreIsWorse_RisesAtTheValueItself(double value, WallboardLevel level) =>
        Assert.Equal(level, new WallboardThreshold { Metric = WallboardMetric.Waiting, Warning = 3, Alarm = 6 }.LevelOf(value));

    [Theory]
    [InlineData(86, WallboardLevel.Calm)]
    [InlineData(85, WallboardLevel.Warning)]
    [InlineData(75.1, WallboardLevel.Warning)]
    [InlineData(75, WallboardLevel.Alarm)]
    [InlineData(0, WallboardLevel.Alarm)]
    public void LevelOf_LessIsWorse_FallsAtTheValueItself(double value, WallboardLevel level) =>
        Assert.Equal(level, new WallboardThreshold { Metric = WallboardMetric.ServicePercent, Above = false, Warning = 85, Alarm = 75 }.LevelOf(value));

    [Fact]
    public void LevelOf_NothingMeasured_IsCalm()
    {
        var service = new WallboardThreshold { Metric = WallboardMetric.ServicePercent, Above = false, Warning = 85, Alarm = 75 };
        Assert.Equal(WallboardLevel.Calm, service.LevelOf(null));
        Assert.Equal(WallboardLevel.Calm, (service with { Warning = null, Alarm = null }).LevelOf(0));
    }

    [Fact]
    public void LevelOf_OnlyOneOfTheTwo_KnowsThatOne()
    {
        var alarm = new WallboardThreshold { Metric = WallboardMetric.Free, Above = false, Alarm = 0 };
        Assert.Equal((WallboardLevel.Calm, WallboardLevel.Alarm), (alarm.LevelOf(1), alarm.LevelOf(0)));
        var warning = new WallboardThreshold { Metric = WallboardMetric.Waiting, Warning = 1 };
        Assert.Equal(WallboardLevel.Warning, warning.LevelOf(1000));
    }

    [Theory]
    [InlineData(WallboardSound.None, false, false)]
    [InlineData(WallboardSound.Alarm, false, true)]
    [InlineData(WallboardSound.Warning, true, true)]
    public void IsHeard_BySound_FromItsLevelOn(WallboardSound sound, bool warning, bool alarm)
    {
        var threshold = new WallboardThreshold { Metric = WallboardMetric.Waiting, Sound = sound };
        Assert.Equal((false, warning, alarm), (threshold.IsHeard(WallboardLevel.Calm), threshold.IsHeard(WallboardLevel.Warning), threshold.IsHeard(WallboardLevel.Alarm)));
    }
}

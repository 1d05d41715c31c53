using Microsoft.Extensions.Time.Testing;
using SipRing.Server.Wallboards;
using Xunit;

namespace SipRing.Tests.NoServer.Wallboards;

public sealed class BoardLimitTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Allows_WrongLinks_StopAfterAFewAndOnlyForThatAddress()
    {
        var limit = new BoardLimit(_time);
        for (var i = 0; i < BoardLimit.WrongAMinute; i++)
        {
            Assert.True(limit.Allows("192.0.2.1"));
            limit.Wrong("192.0.2.1");
        }

        Assert.False(limit.Allows("192.0.2.1"));
        Assert.True(limit.Allows("192.0.2.2"));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(limit.Allows("192.0.2.1"));
    }

    [Fact]
    public void Allows_ManyRequests_StopForTheRestOfTheMinute()
    {
        var limit = new BoardLimit(_time);
        Assert.All(Enumerable.Range(0, BoardLimit.RequestsAMinute), _ => Assert.True(limit.Allows("192.0.2.1")));
        Assert.False(limit.Allows("192.0.2.1"));
    }

    [Fact]
    public void Enter_AllPlacesTaken_OpensAgainWhenOneLeaves()
    {
        var limit = new BoardLimit(_time);
        var places = Enumerable.Range(0, BoardLimit.ScreensOfABoard).Select(_ => limit.Enter(new() { Id = 4, Name = "Hall" })!).ToList();
        Assert.Null(limit.Enter(new() { Id = 4, Name = "Hall" }));
        Assert.NotNull(limit.Enter(new() { Id = 5, Name = "Other" }));
        places[0].Dispose();
        places[0].Dispose();
        Assert.NotNull(limit.Enter(new() { Id = 4, Name = "Hall" }));
        Assert.Null(limit.Enter(new() { Id = 4, Name = "Hall" }));
    }
}

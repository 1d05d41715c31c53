using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Routes;
using Xunit;

namespace SipRing.Tests.NoServer.Pbx;

public sealed class PbxOrderTests
{
    private static readonly PbxItems<OutgoingRoute> s_three = PbxItems<OutgoingRoute>.Of([Route("a", 1), Route("b", 2), Route("c", 3)]);

    [Theory]
    [InlineData("a", 3, "bca")]
    [InlineData("c", 1, "cab")]
    [InlineData("b", 2, "abc")]
    [InlineData("a", 99, "bca")]
    [InlineData("b", 0, "abc")]
    [InlineData("b", -5, "abc")]
    [InlineData("new", 0, "abcnew")]
    [InlineData("new", 2, "anewbc")]
    public void Insert_AtAPlace_MovesTheOthersOn(string id, int place, string order)
    {
        var items = PbxOrder.Insert(s_three, Route(id, place));

        var sorted = PbxOrder.Of(items).ToList();
        Assert.Equal(order, string.Concat(sorted.Select(r => r.Id)));
        Assert.Equal(Enumerable.Range(1, sorted.Count), sorted.Select(r => r.Order));
    }

    [Fact]
    public void Insert_AmongPlacesWithGapsAndTwins_NumbersThemAnew()
    {
        var untidy = PbxItems<OutgoingRoute>.Of([Route("a", 7), Route("b", 7), Route("c", 2)]);

        var sorted = PbxOrder.Of(PbxOrder.Insert(untidy, Route("d", 2))).ToList();

        Assert.Equal(["c", "d", "a", "b"], sorted.Select(r => r.Id));
        Assert.Equal([1, 2, 3, 4], sorted.Select(r => r.Order));
    }

    [Fact]
    public void Change_IncomingRouteWithoutAPlace_StaysBeforeTheCatchAllAndWhereItIs()
    {
        var before = new PbxConfiguration();
        foreach (var (id, number) in (IEnumerable<(string, string)>)[("rest", ""), ("one", "101"), ("two", "102"), ("one", "103")])
            before = SaveIncomingRoute.Change(before, new() { Id = id, Name = id, Number = number, Destination = Destination.Busy }).Value!.After;

        Assert.Equal([("one", "103"), ("two", "102"), ("rest", "")], PbxOrder.Of(before.IncomingRoutes).Select(r => (r.Id, r.Number)));
    }

    private static OutgoingRoute Route(string id, int order) => new() { Id = id, Name = id, Order = order };
}

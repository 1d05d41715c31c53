using System.Text.Json.Nodes;
using SipRing.Server.Api;
using SipRing.Server.Pbx.Hours;
using Xunit;

namespace SipRing.Tests.NoServer.Api;

public sealed class StrictJsonTests
{
    [Theory]
    [InlineData("""{"name":1}""", "name: must be a string.")]
    [InlineData("""{"name":null}""", "name: must be a string, not null.")]
    [InlineData("""{}""", "name: is missing.")]
    [InlineData("""{"name":"A","week":"all"}""", "week: must be a list.")]
    [InlineData("""{"name":"A","week":[null]}""", "week.0: must be an object, not null.")]
    [InlineData("""{"name":"A","week":[{"day":"monday","from":"9:00","to":"18:00"}]}""", "week.0.from: must be a time of day as 09:30.")]
    [InlineData("""{"name":"A","week":[{"day":"mon","from":"09:00","to":"18:00"}]}""", "week.0.day: must be one of sunday, monday, tuesday, wednesday, thursday, friday, saturday.")]
    [InlineData("""{"name":"A","open":{"kind":"queue","nummer":"450"}}""", "open.nummer: is not known here; known are kind, target, then.")]
    [InlineData("""{"name":"A","mode":"sometimes","keepsHolidays":"no"}""", "mode: must be one of byHours, alwaysOpen, alwaysClosed. keepsHolidays: must be true or false.")]
    public void Read_WrongMember_IsNamedWithWhatWouldBeRight(string json, string expected)
    {
        var errors = new Dictionary<string, string>();

        var read = StrictJson.Read<ScheduleBody>(JsonNode.Parse(json)!.AsObject(), errors);

        Assert.Null(read);
        Assert.Equal(expected, string.Join(' ', errors.Select(e => $"{e.Key}: {e.Value}")));
    }

    [Fact]
    public void Read_WholeBody_IsRead()
    {
        var errors = new Dictionary<string, string>();
        const string json = """{"name":"Часы","mode":"byHours","week":[{"day":"monday","from":"09:00","to":"18:30"}],"open":{"kind":"queue","target":"450"},"onHoliday":null}""";

        var read = StrictJson.Read<ScheduleBody>(JsonNode.Parse(json)!.AsObject(), errors);

        Assert.Empty(errors);
        var hours = Assert.Single(read!.Week!);
        Assert.Equal((DayOfWeek.Monday, new(9, 0), new TimeOnly(18, 30)), (hours.Day, hours.From, hours.To));
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Pbx.Sounds;
using SipRing.Testing.Pbx;
using SipRing.Tests.FakeAsterisk.Agents;
using SipRing.Tests.FakeAsterisk.Api;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Pbx;

/// <summary>Menus, working hours and holidays by the API.</summary>
public sealed class FlowEndpointsTests
{
    private static readonly object s_toSales = new { kind = "queue", target = "450" };

    [Fact]
    public async Task Menu_WholeLife_AnswersAsDescribed()
    {
        await using var app = await WithSoundAsync();
        using var client = await app.ClientAsync(Role.Administrator);
        object announcement = new { kind = "announcement", target = "hello", then = s_toSales };

        using var created = await client.PutAsJsonAsync("/api/v1/menus/main", new { name = "Main", greeting = "hello", keys = new[] { new { key = "1", destination = announcement } }, plays = 2 });
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var menu = await client.GetFromJsonAsync<JsonObject>("/api/v1/menus/main");
        Assert.Equal(
            """{"id":"main","name":"Main","greeting":"hello","keys":[{"key":"1","destination":{"kind":"announcement","target":"hello","then":{"kind":"queue","target":"450"}}}],"waitSeconds":5,"plays":2,"noKey":{"kind":"hangUp","target":""},"wrongKey":"","dialExtensions":false}""",
            menu!.ToJsonString());
        using var back = await client.PutAsJsonAsync("/api/v1/menus/main", menu);
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        Assert.Equal("main", (string?)(await client.GetFromJsonAsync<JsonNode>("/api/v1/menus"))!["items"]![0]!["id"]);
        Assert.Equal((1, 0), (await app.AuditedAsync("menu.create"), await app.AuditedAsync("menu.change")));

        await ApiRulesTests.AssertProblemAsync(await client.DeleteAsync("/api/v1/sounds/hello"), HttpStatusCode.Conflict, "in-use");
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/api/v1/menus/main")).StatusCode);
        await ApiRulesTests.AssertProblemAsync(await client.GetAsync("/api/v1/menus/main"), HttpStatusCode.NotFound, "item-unknown");
        await ApiRulesTests.AssertProblemAsync(await client.DeleteAsync("/api/v1/menus/main"), HttpStatusCode.NotFound, "item-unknown");
    }

    [Theory]
    [InlineData("""{"name":"Main"}""", "greeting")]
    [InlineData("""{"name":"Main","greeting":"hello","keys":[null]}""", "keys.0")]
    [InlineData("""{"name":"Main","greeting":"hello","keys":[{"key":"1"}]}""", "keys.0.destination")]
    [InlineData("""{"name":"Main","greeting":"hello","keys":[{"key":"1","destination":null}]}""", "keys.0.destination")]
    [InlineData("""{"name":"Main","greeting":"hello","keys":[{"key":"1,System(id)","destination":{"kind":"busy"}}]}""", "keys")]
    [InlineData("""{"name":"Main","greeting":"hello","keys":[{"key":"1","destination":{"kind":"queue","target":"999"}}]}""", "keys")]
    [InlineData("""{"name":"Main","greeting":"hello","keys":[{"key":"1","destination":{"kind":"queue"}}]}""", "keys")]
    [InlineData("""{"name":"Main","greeting":"../hello","keys":[{"key":"1","destination":{"kind":"busy"}}]}""", "greeting")]
    [InlineData("""{"name":"Main","greeting":"hello","dialExtensions":true,"noKey":{"kind":"menu","target":"main"}}""", "noKey")]
    [InlineData("""{"name":"Main","greeting":"hello","dialExtensions":true,"wrongKey":"${SHELL(id)}"}""", "wrongKey")]
    [InlineData("""{"name":"Main","greeting":"hello","dialExtensions":true,"waitSeconds":99}""", "waitSeconds")]
    [InlineData("""{"name":"a\nb","greeting":"hello","dialExtensions":true}""", "name")]
    [InlineData("""{"name":"Main","greeting":"hello","dialExtensions":true,"id":"other"}""", "id")]
    [InlineData("""{"name":"Main","greeting":"hello","dialExtensions":true,"colour":1}""", "colour")]
    public async Task Menu_WrongMember_IsNamed(string body, string field)
    {
        await using var app = await WithSoundAsync();
        await FieldAsync(app, "menus/main", body, field);
    }

    [Fact]
    public async Task Schedule_WholeLife_AnswersAsDescribed()
    {
        await using var app = await WithSoundAsync();
        using var client = await app.ClientAsync(Role.Administrator);
        object[] week = [new { day = "saturday", from = "09:00", to = "13:00" }, new { day = "saturday", from = "14:00", to = "00:00" }];

        // It is half past one in Moscow, on the 24th, a Saturday.
        using var created = await client.PutAsJsonAsync("/api/v1/schedules/hours", new { name = "Hours", week, open = s_toSales });
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var schedule = await client.GetFromJsonAsync<JsonObject>("/api/v1/schedules/hours");
        Assert.Equal(
            """{"id":"hours","name":"Hours","mode":"byHours","week":[{"day":"saturday","from":"09:00","to":"13:00"},{"day":"saturday","from":"14:00","to":"00:00"}],"keepsHolidays":true,"open":{"kind":"queue","target":"450"},"closed":{"kind":"hangUp","target":""},"onHoliday":null}""",
            schedule!.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, (await client.PutAsJsonAsync("/api/v1/schedules/hours", schedule)).StatusCode);
        Assert.Equal("""{"isOpen":false,"until":"2096-11-24T09:00:00+03:00","holiday":null}""", await client.GetStringAsync("/api/v1/schedules/hours/now"));

        using var holiday = await client.PutAsJsonAsync("/api/v1/holidays/day-off", new { name = "Day off", from = "2020-11-24", everyYear = true, hours = new[] { new { from = "01:00", to = "02:00" } } });
        Assert.Equal(HttpStatusCode.Created, holiday.StatusCode);
        Assert.Equal("""{"isOpen":true,"until":"2096-11-24T02:00:00+03:00","holiday":"day-off"}""", await client.GetStringAsync("/api/v1/schedules/hours/now"));
        var read = await client.GetFromJsonAsync<JsonObject>("/api/v1/holidays/day-off");
        Assert.Equal("""{"id":"day-off","name":"Day off","from":"2020-11-24","to":"2020-11-24","everyYear":true,"hours":[{"from":"01:00","to":"02:00"}]}""", read!.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, (await client.PutAsJsonAsync("/api/v1/holidays/day-off", read)).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/api/v1/holidays/day-off")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/api/v1/schedules/hours")).StatusCode);
        await ApiRulesTests.AssertProblemAsync(await client.GetAsync("/api/v1/schedules/hours/now"), HttpStatusCode.NotFound, "item-unknown");
    }

    [Theory]
    [InlineData("schedules/hours", """{"name":"Hours","week":[{"day":"monday","from":"9:00","to":"18:00"}]}""", "week.0.from")]
    [InlineData("schedules/hours", """{"name":"Hours","week":[{"day":"monday","from":"09:00","to":"24:00"}]}""", "week.0.to")]
    [InlineData("schedules/hours", """{"name":"Hours","week":[{"day":"Montag","from":"09:00","to":"18:00"}]}""", "week.0.day")]
    [InlineData("schedules/hours", """{"name":"Hours","week":[{"day":"monday","from":"09:00","to":"18:00"},{"day":"monday","from":"17:00","to":"19:00"}]}""", "week")]
    [InlineData("schedules/hours", """{"name":"Hours","week":[{"day":"monday","from":"09:00","to":"09:00"}]}""", "week")]
    [InlineData("schedules/hours", """{"name":"Hours","open":{"kind":"schedule","target":"hours"}}""", "open")]
    [InlineData("schedules/hours", """{"name":"Hours","onHoliday":{"kind":"menu","target":"none"}}""", "onHoliday")]
    [InlineData("schedules/hours", """{"name":"Hours","mode":"sometimes"}""", "mode")]
    [InlineData("holidays/year", """{"name":"Year"}""", "from")]
    [InlineData("holidays/year", """{"name":"Year","from":"31.12.2026"}""", "from")]
    [InlineData("holidays/year", """{"name":"Year","from":"2026-12-31","to":"2026-12-30"}""", "to")]
    [InlineData("holidays/year", """{"name":"Year","from":"2026-12-31","to":"9999-12-30"}""", "to")]
    [InlineData("holidays/year", """{"name":"Year","from":"2026-12-31","hours":[{"from":"10:00","to":"12:00"},{"from":"11:00","to":"13:00"}]}""", "hours")]
    [InlineData("holidays/year", """{"name":"","from":"2026-12-31"}""", "name")]
    public async Task HoursAndHolidays_WrongMember_IsNamed(string path, string body, string field)
    {
        await using var app = await WithSoundAsync();
        await FieldAsync(app, path, body, field);
    }

    [Fact]
    public async Task Description_OfThese_SaysWhatIsTaken()
    {
        await using var app = await TestApp.StartAsync();
        using var client = app.Client();

        var document = (await client.GetFromJsonAsync<JsonNode>("/openapi/v1.json"))!;

        var schemas = document["components"]!["schemas"]!;
        Assert.Equal("^([01][0-9]|2[0-3]):[0-5][0-9]$", (string?)schemas["WeekHours"]!["properties"]!["from"]!["pattern"]);
        Assert.Equal(["name", "greeting"], schemas["MenuBody"]!["required"]!.AsArray().Select(v => (string)v!));
        Assert.Equal(["kind"], schemas["Destination"]!["required"]!.AsArray().Select(v => (string)v!));
        var upload = document["paths"]!["/api/v1/sounds/{id}"]!["put"]!;
        Assert.NotNull(upload["requestBody"]);
        Assert.Equal("string", (string?)upload["parameters"]!.AsArray().Single(p => (string?)p!["name"] == "id")!["schema"]!["type"]);
    }

    private static async Task FieldAsync(TestApp app, string path, string body, string field)
    {
        using var client = await app.ClientAsync(Role.Administrator);
        using var answer = await client.PutAsync($"/api/v1/{path}", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(field, (string?)(await ApiRulesTests.AssertProblemAsync(answer, HttpStatusCode.BadRequest))["field"]);
    }

    private static async Task<TestApp> WithSoundAsync()
    {
        var app = await TestApp.StartAsync();
        using var wav = new MemoryStream(TestSounds.Wav());
        Assert.Null((await app.Get<SaveSound>().HandleAsync(Actor.CommandLine, "hello", "Hello", wav, "hello.wav", CancellationToken.None)).Refusal);
        return app;
    }
}

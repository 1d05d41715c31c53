using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using SipRing.CallCenter.Access;
using SipRing.Tests.FakeAsterisk.Api;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Contacts;

/// <summary>The directory and calls by click, for programs.</summary>
public sealed class ContactEndpointsTests
{
    [Fact]
    public async Task Contact_AddedChangedMergedAndRemoved_IsToldAsItIs()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Supervisor);
        var field = await JsonAsync(await client.PostAsJsonAsync("/api/v1/contacts/fields", new { name = "Договор" }));

        using var created = await client.PostAsJsonAsync("/api/v1/contacts", new { lastName = "Ёлкина", numbers = new[] { new { number = "8 (495) 111-22-33", kind = "mobile" } }, own = new Dictionary<string, string> { [$"{field["id"]}"] = "17" } });
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var contact = await JsonAsync(created);
        Assert.Equal(("+74951112233", "mobile", "17"), ((string?)contact["numbers"]![0]!["number"], (string?)contact["numbers"]![0]!["kind"], (string?)contact["own"]![$"{field["id"]}"]));
        Assert.Equal((string?)contact["name"], (string?)(await JsonAsync(await client.GetAsync(created.Headers.Location)))["name"]);
        var other = await JsonAsync(await client.PostAsJsonAsync("/api/v1/contacts", new { company = "Ромашка", numbers = new[] { new { number = "501" } } }));

        var body = new { lastName = "Ёлкина", firstName = "Анна", numbers = new[] { new { number = "+74951112233" } }, version = 1 };
        Assert.Equal(2, (int)(await JsonAsync(await client.PutAsJsonAsync($"/api/v1/contacts/{contact["id"]}", body)))["version"]!);
        await ApiRulesTests.AssertProblemAsync(await client.PutAsJsonAsync($"/api/v1/contacts/{contact["id"]}", body), HttpStatusCode.Conflict, "contact-changed");
        var merged = await JsonAsync(await client.PostAsJsonAsync($"/api/v1/contacts/{contact["id"]}/merge", new { other = (long)other["id"]! }));
        Assert.Equal("Ромашка", (string?)merged["company"]);
        Assert.Equal("Ёлкина Анна", (string?)(await JsonAsync(await client.GetAsync("/api/v1/contacts?find=ромашка%20501")))["items"]![0]!["name"]);
        Assert.Single((await JsonAsync(await client.GetAsync("/api/v1/contacts?number=84951112233")))["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync($"/api/v1/contacts/{contact["id"]}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/api/v1/contacts/{contact["id"]}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync($"/api/v1/contacts/fields/{field["id"]}")).StatusCode);
    }

    [Fact]
    public async Task Contact_WrongOrWithoutRight_IsAProblemWithItsField()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Supervisor);
        using var anna = await app.ClientAsync(Role.Operator);

        using var wrong = await client.PostAsJsonAsync("/api/v1/contacts", new { lastName = "x", email = "нет" });
        Assert.Equal("email", (string?)(await JsonAsync(wrong))["field"]);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsJsonAsync("/api/v1/contacts", new { surname = "x" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await anna.PostAsJsonAsync("/api/v1/contacts", new { lastName = "x" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await anna.GetAsync("/api/v1/contacts/export")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await anna.GetAsync("/api/v1/contacts")).StatusCode);
    }

    [Theory]
    [InlineData("ru", "Фамилия;")]
    [InlineData("en", "Last name,")]
    public async Task Csv_ImportedAndExported_IsTheSameAgain(string language, string head)
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Supervisor);
        var file = CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes("ФИО;Телефон;Почта\r\nЁлкина Анна;84951112233;a@b.ru\r\nПетров;нет;\r\n");

        var trial = await JsonAsync(await client.PostAsync("/api/v1/contacts/import?trial=true", new ByteArrayContent(file)));
        var done = await JsonAsync(await client.PostAsync("/api/v1/contacts/import?duplicates=skip", new ByteArrayContent(file)));
        var export = await client.GetAsync($"/api/v1/contacts/export?language={language}");
        var again = await JsonAsync(await client.PostAsync("/api/v1/contacts/import", new ByteArrayContent(await export.Content.ReadAsByteArrayAsync())));

        Assert.Equal((1, 1, null), ((int)trial["added"]!, (int)trial["refused"]!, trial["import"]));
        Assert.Equal((1, 1, "contact-number-invalid", 3), ((int)done["added"]!, (int)done["refused"]!, (string?)done["told"]![0]!["code"], (int)done["told"]![0]!["line"]!));
        Assert.Equal((1, 1, 0), ((int)again["rows"]!, (int)again["same"]!, (int)again["refused"]!));
        Assert.StartsWith("\ufeff" + head, Encoding.UTF8.GetString(await export.Content.ReadAsByteArrayAsync()), StringComparison.Ordinal);
        var undone = await JsonAsync(await client.PostAsync($"/api/v1/contacts/imports/{done["import"]}/undo", null));
        Assert.Equal(1, (int)undone["removed"]!);
    }

    [Theory]
    [InlineData("+7 (495) 111-22-33", "+74951112233")]
    [InlineData("*45450", "*45450")]
    public async Task Call_Number_IsDialledByThePhoneAndNothingElse(string number, string dialled)
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Supervisor);

        Assert.Equal(HttpStatusCode.Accepted, (await client.PostAsJsonAsync("/api/v1/calls", new { number, phone = "501" })).StatusCode);

        Assert.Equal(
            [$"Originate Channel=PJSIP/501 Context=sipring-place Exten={dialled} Priority=1 Timeout=30000 Variable=CALLERID(num)=501 Variable=CONNECTEDLINE(num,i)={dialled} Async=true"],
            app.Asterisk.Acts);
    }

    [Theory]
    [InlineData("501,60,g&PJSIP/502", "dial-number-invalid", HttpStatusCode.BadRequest)]
    [InlineData("502\r\nApplication: System", "dial-number-invalid", HttpStatusCode.BadRequest)]
    [InlineData("599", "number-undialable", HttpStatusCode.NotFound)]
    [InlineData("501", "call-own-phone", HttpStatusCode.Conflict)]
    public async Task Call_WrongNumber_ReachesNoAsterisk(string number, string id, HttpStatusCode status)
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Supervisor);

        await ApiRulesTests.AssertProblemAsync(await client.PostAsJsonAsync("/api/v1/calls", new { number, phone = "501" }), status, id);

        Assert.Empty(app.Asterisk.Acts);
    }

    [Fact]
    public async Task Call_ByAnotherPhone_IsForThoseWhoControlCalls()
    {
        await using var app = await TestApp.StartAsync();
        using var anna = await app.ClientAsync(Role.Operator);

        await ApiRulesTests.AssertProblemAsync(await anna.PostAsJsonAsync("/api/v1/calls", new { number = "502", phone = "501" }), HttpStatusCode.Forbidden, "phone-not-own");

        Assert.Empty(app.Asterisk.Acts);
    }

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
}

using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SipRing.Tests.Browser.Host;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace SipRing.Tests.Browser.Connection;

/// <summary>The pages on which an administrator says which PBX is used.</summary>
public sealed class ConnectionPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private static readonly VisitOptions s_admin = new() { User = "admin" };

    [Fact]
    public async Task Setup_OwnAsterisk_LeadsToThePanelAtOnce()
    {
        await using var visit = await browser.OpenAsync("/setup", s_admin);
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Какая АТС?" })).ToBeVisibleAsync();

        await Field(visit, "Номер администратора").FillAsync("501;Set(x)");
        await visit.Button("Работать со своим Asterisk").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("до 20 цифр");
        await Field(visit, "Номер администратора").FillAsync("501");
        await visit.Button("Работать со своим Asterisk").ClickAsync();

        await Expect(visit.Page).ToHaveURLAsync(new Regex("/panel$"));
    }

    [Fact]
    public async Task Connection_BadInputInEveryField_IsRefusedAtThatField()
    {
        await using var visit = await browser.OpenAsync("/settings/connection", s_admin);
        await FillAsync(visit, "f-facts", "1", isChoice: true);
        await visit.Page.Locator("#f-sftpKey").WaitForAsync();
        await visit.Page.Locator("summary", new() { HasText = "Второй вход" }).ClickAsync();
        var right = new Dictionary<string, string>
        {
            ["amiHost"] = "192.0.2.10", ["amiUser"] = "sipring", ["amiSecret"] = "secret", ["administratorNumber"] = "501", ["timeZone"] = "Europe/Moscow",
            ["mySqlHost"] = "192.0.2.10", ["mySqlUser"] = "reader", ["mySqlPassword"] = "secret", ["mySqlDatabase"] = "asteriskcdrdb",
            ["logFile"] = "/var/log/asterisk/queue_log", ["sftpHost"] = "192.0.2.10", ["sftpUser"] = "reader", ["sftpKey"] = "no key", ["loginCode"] = "*44",
        };
        foreach (var (field, value) in right)
            await FillAsync(visit, "f-" + field, value);

        // In the order in which they are looked at: what comes later may still be wrong.
        (string Field, string[] Values)[] bad =
        [
            ("administratorNumber", ["501,1,Hangup()", "${EXTEN}", new('5', 300)]),
            ("amiHost", ["", "pbx;reboot", "${HOST}", "a/../b", "'quoted'", new('a', 300)]),
            ("amiUser", ["", "admin]", "a;b", "a,b", "${USER}", "\"a\"", new('a', 300)]),
            ("amiSecret", ["", new('s', 900)]),
            ("mySqlHost", ["db;Server=other", "../db"]),
            ("mySqlUser", ["", "root'--", new('a', 300)]),
            ("mySqlDatabase", ["", "x`;DROP", "a/../b", new('a', 300)]),
            ("logFile", ["", "queue_log", "/var/log/../shadow", "/" + new string('a', 900)]),
            ("sftpHost", ["", "a b"]),
            ("sftpUser", ["", "root;id"]),
            ("sftpKey", ["", "-----BEGIN nothing"]),
        ];
        foreach (var (field, values) in bad)
        {
            foreach (var value in values)
            {
                await FillAsync(visit, "f-" + field, value);
                await TestAsync(visit);
                await Expect(visit.Page.Locator($"#f-{field}-error")).ToBeVisibleAsync();
                await Expect(visit.Page.Locator($"#f-{field}")).ToHaveAttributeAsync("aria-invalid", "true");
            }

            await FillAsync(visit, "f-" + field, right[field]);
        }

        await Expect(visit.Page.Locator("pre").Last).Not.ToContainTextAsync("reboot");
    }

    [Fact]
    public async Task Test_NothingListens_SaysHowItIsMended()
    {
        await using var visit = await browser.OpenAsync("/settings/connection", s_admin);
        await FillAsync(visit, "f-amiHost", "127.0.0.1");
        await FillAsync(visit, "f-amiPort", "1");
        await FillAsync(visit, "f-amiUser", "sipring");
        await FillAsync(visit, "f-amiSecret", "secret");
        await FillAsync(visit, "f-timeZone", "Europe/Moscow");

        await TestAsync(visit);

        var findings = visit.Page.GetByRole(AriaRole.Log).Filter(new() { HasText = "127.0.0.1:1" });
        await Expect(findings).ToContainTextAsync("недоступен");
        await Expect(findings).ToContainTextAsync("bindaddr");
        await Expect(findings).ToContainTextAsync("Проверка закончена.");
    }

    [Fact]
    public async Task LoginCode_OfFreePbxItself_IsExplainedAndAnotherOffered()
    {
        await using var visit = await browser.OpenAsync("/settings/connection", s_admin);
        await Expect(visit.Page.Locator("pre", new() { HasText = "exten => _*45X." })).ToBeVisibleAsync();

        await visit.Button("Взять *44").ClickAsync();

        await Expect(visit.Page.Locator("pre", new() { HasText = "exten => _*44X." })).ToContainTextAsync("AGI(agi://127.0.0.1:4573/login,${FILTER(0-9,${EXTEN:3})})");
        await Expect(visit.Button("Взять *44")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Connection_Supervisor_IsRefused()
    {
        await using var visit = await browser.OpenAsync("/panel");
        var answer = await visit.Page.GotoAsync("/settings/connection");
        Assert.Equal(403, answer!.Status);
    }

    private static ILocator Field(Visit visit, string label) => visit.Page.GetByLabel(label);

    private static async Task FillAsync(Visit visit, string id, string value, bool isChoice = false)
    {
        var field = visit.Page.Locator("#" + id);
        if (isChoice)
        {
            await field.SelectOptionAsync(value);
            return;
        }

        await field.FillAsync(value);
        await field.BlurAsync();
    }

    private static async Task TestAsync(Visit visit) => await visit.Button("Проверить соединение").ClickAsync();
}

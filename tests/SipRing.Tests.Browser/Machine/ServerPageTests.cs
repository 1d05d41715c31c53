using Microsoft.Playwright;
using SipRing.Tests.Browser.Host;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace SipRing.Tests.Browser.Machine;

/// <summary>The server page with an Asterisk that tells little: what is known is shown, what is not says so.</summary>
public sealed class ServerPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task Server_OfAnAdministrator_ShowsFactsAndFindings()
    {
        await using var visit = await browser.OpenAsync("/system/server", new() { User = "admin" });

        await Expect(visit.Region("Версии")).ToContainTextAsync("SQLite 3");
        await Expect(visit.Region("Сеть")).ToContainTextAsync("Страницы и API");
        await Expect(visit.Region("Диск и записи")).ToContainTextAsync("свободно");
        await Expect(visit.Region("Нагрузка")).ToContainTextAsync("Память SipRing");
        await Expect(visit.Region("Регистрации")).ToContainTextAsync("Никто не зарегистрирован");
        await Expect(visit.Region("Модули Asterisk")).ToContainTextAsync("список модулей не дают");
        await Expect(visit.Region("Проверка").GetByText("Вход AMI").First).ToBeVisibleAsync(new() { Timeout = 30_000 });
        Assert.InRange(await visit.OverflowAsync(), 0, 0);
    }

    [Fact]
    public async Task Server_OfASupervisor_IsNotHis()
    {
        await using var visit = await browser.OpenAsync("/panel", new() { User = "supervisor" });

        await Expect(visit.Link("Сервер")).ToHaveCountAsync(0);
    }
}

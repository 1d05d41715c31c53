using System.Globalization;
using Microsoft.Playwright;
using SipRing.Phone;
using SipRing.Testing;
using SipRing.Testing.Server;
using SipRing.Tests.Browser.Host;
using static Microsoft.Playwright.Assertions;

namespace SipRing.Tests.Browser.Whole;

/// <summary>The product as a person meets it: the built server, its own Asterisk, SIP phones, and what Chromium shows of them.</summary>
public sealed class RealCallTests(ChromiumFixture browser)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_talk = TimeSpan.FromSeconds(7);

    [Fact]
    public async Task Call_FromRingToReport_ThePagesTellWhatTheLedgerHolds()
    {
        await using var server = await SipRingProcess.StartAsync();
        await using var agent = await PhoneAsync(server, "501", 1100);
        await using var caller = await PhoneAsync(server, "502", 700);
        await server.Api.PutQueueAsync("450", new() { Name = "Продажи" });
        var person = await server.Api.AddAgentAsync("Ольга Ветрова", "48213");
        await server.Api.AddMemberAsync("450", "501", person.Id);

        await using var visit = await browser.FirstSignInAsync(server);
        await visit.LiveAsync();
        var row = visit.Region("Операторы").GetByRole(AriaRole.Row, new() { NameRegex = new("Ольга Ветрова") });
        await Expect(row).ToContainTextAsync("Свободен");

        var call = caller.Dial("450");
        var ring = await agent.NextCallAsync(CancellationToken.None).WaitAsync(s_limit);
        await Expect(row).ToContainTextAsync("Вызов");
        Assert.True(await ring.AnswerAsync());
        await Expect(row).ToContainTextAsync("Разговор");
        await Expect(row).ToContainTextAsync("502");
        await Until.TrueAsync("there is something to record", s_limit, () => ring.Heard.Length > s_talk);
        await call.HangUpAsync();
        await Expect(row).ToContainTextAsync("Свободен");

        var now = TimeProvider.System.GetUtcNow();
        QueueCallItem? fact = null;
        await Until.TrueAsync("the call is in the ledger", s_limit, async () =>
            (fact = (await server.Api.QueueCallsAsync(now.AddHours(-1), now.AddHours(1))).SingleOrDefault()) is not null);
        Assert.Equal("answered", fact!.Outcome);

        await visit.GoLiveAsync("/reports/queues");
        var shown = visit.Page.Locator("tbody tr[aria-selected]");
        await Expect(shown).ToHaveCountAsync(1);
        foreach (var text in new[] { "450", "Продажи", "501", "Ольга Ветрова", "502", Minutes(fact.WaitSeconds), Minutes(fact.TalkSeconds!.Value), "Абонент" })
            await Expect(shown).ToContainTextAsync(text);
        await PlaysAsync(visit, shown);
    }

    [Fact]
    public async Task Panel_AsteriskKilled_SaysStaleAndRecoversByItself()
    {
        await using var server = await SipRingProcess.StartAsync();
        await server.Api.PutQueueAsync("450", new() { Name = "Продажи" });
        await using var visit = await browser.FirstSignInAsync(server);
        await visit.LiveAsync();
        var link = visit.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Asterisk" }).First;
        await Expect(link).ToContainTextAsync("Asterisk на связи");

        // The line is there for a second or less: a look every now and then would miss it.
        await visit.Page.EvaluateAsync(
            """
            () => new MutationObserver(() => { if (document.body.innerText.includes('Нет связи с Asterisk')) window.wasStale = true; })
              .observe(document.body, { subtree: true, childList: true, characterData: true })
            """);
        server.KillAsterisk();
        await visit.Page.WaitForFunctionAsync("() => window.wasStale === true");
        await Expect(link).ToContainTextAsync("Asterisk на связи");
        await Expect(visit.Region("Очереди")).ToContainTextAsync("Продажи");
    }

    private static async Task PlaysAsync(Visit visit, ILocator row)
    {
        await row.ClickAsync();
        var player = visit.Page.GetByRole(AriaRole.Group, new() { Name = "Запись разговора" });
        var position = player.GetByRole(AriaRole.Slider, new() { Name = "Место в записи" });
        await Expect(position).Not.ToHaveAttributeAsync("aria-valuemax", "0");
        await position.FocusAsync();
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(position).ToHaveAttributeAsync("aria-valuenow", "5");
        await player.GetByRole(AriaRole.Button, new() { Name = "Воспроизвести" }).ClickAsync();
        await Expect(player).ToContainTextAsync("0:06 /");

        // The tones of both phones, not silence.
        var loudest = await visit.Page.EvaluateAsync<double>(
            """
            async () => {
              const href = [...document.querySelectorAll('a[href*="/api/v1/recordings/"]')][0].href;
              const sound = await new AudioContext().decodeAudioData(await (await fetch(href)).arrayBuffer());
              return sound.getChannelData(0).reduce((most, x) => Math.max(most, Math.abs(x)), 0);
            }
            """);
        Assert.InRange(loudest, 0.05, 1);
    }

    private static async Task<SipPhone> PhoneAsync(SipRingProcess server, string number, int hertz)
    {
        var secret = $"secret-of-{number}";
        await server.Api.PutExtensionAsync(number, $"Телефон {number}", secret);
        var phone = new SipPhone(new() { Server = server.Sip, User = number, Secret = secret, Tone = Phone.Media.Tone.Of(hertz) });
        await phone.RegisterAsync(CancellationToken.None).WaitAsync(s_limit);
        return phone;
    }

    private static string Minutes(int seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00}");
}

using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MySqlConnector;
using SipRing.CallCenter.Settings;
using SipRing.Phone;
using SipRing.Testing;
using SipRing.Testing.Pbx;
using SipRing.Testing.Server;
using SipRing.Tests.Browser.Host;
using static Microsoft.Playwright.Assertions;
using Tone = SipRing.Phone.Media.Tone;

namespace SipRing.Tests.Browser.Whole;

/// <summary>The first day of a call centre, in the browser alone: from an empty home to a row of the report.</summary>
public sealed class FirstDayTests(ChromiumFixture browser)
{
    private const int CallerTone = 600;
    private const int AgentTone = 1000;
    private const string Agent = "Смирнова Мария";
    private const string Caller = "79161112233";
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task OwnAsterisk_FromAnEmptyHomeToTheReport_ByHand()
    {
        await using var server = await SipRingProcess.StartAsync([], _ => new());
        await using var provider = new SipPhone(new() { Server = server.Sip, User = "74950000000", LocalAddress = IPAddress.Parse("127.0.0.5"), Tone = Tone.Of(CallerTone) });
        await using var visit = await browser.FirstSignInAsync(server);
        await Expect(visit.Page).ToHaveURLAsync(new Regex("/setup$"));
        await Field(visit, "Номер администратора").FillAsync("102");
        await visit.Button("Работать со своим Asterisk").ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex("/panel$"));

        await using var operatorPhone = await ExtensionAsync(visit, server, "101", "Стол 1", AgentTone);
        await using var supervisorPhone = await ExtensionAsync(visit, server, "102", "Старший", 0);
        await QueueAsync(visit, "450", "Продажи");
        await QueueAsync(visit, "451", "Поддержка");
        var pin = await OperatorAsync(visit, Agent);
        await OperatorAsync(visit, "Петров Иван");
        await visit.GoLiveAsync("/pbx/trunks?edit=new");
        await Field(visit, "Название").FillAsync("Город");
        await visit.Page.GetByLabel("Как провайдер нас узнаёт").SelectOptionAsync(new SelectOptionValue { Label = "по адресу" });
        await Field(visit, "Сервер провайдера").FillAsync(provider.LocalEndPoint.Address.ToString());
        await Field(visit, "Порт").FillAsync(provider.LocalEndPoint.Port.ToString(CultureInfo.InvariantCulture));
        await visit.Button("Добавить").ClickAsync();
        await Expect(visit.Region("Транки").GetByRole(AriaRole.Row, new() { NameRegex = new("Город") })).ToBeVisibleAsync();
        await visit.GoLiveAsync("/pbx/incoming?edit=new");
        await Field(visit, "Название").FillAsync("Главный номер");
        await Field(visit, "Набранный номер").FillAsync("74951234567");
        await visit.Button("Добавить").ClickAsync();
        await Expect(visit.Region("Входящие маршруты").GetByRole(AriaRole.Row, new() { NameRegex = new("Главный номер") })).ToContainTextAsync("очередь 450 Продажи");

        await LogInAsync(operatorPhone, "*45450", pin);
        await DayAsync(visit, operatorPhone, supervisorPhone, "451", () => provider.Dial("74951234567", new() { From = Caller }));
    }

    [Fact]
    public async Task ExistingPbx_FromAnEmptyHomeToTheReport_ByHand()
    {
        await using var pbx = await FreePbx.StartAsync();
        await using var server = await SipRingProcess.StartAsync([], _ => new());
        var settings = pbx.Settings(new SipRingHome(server.Home), FactsSource.Table);
        await using var visit = await browser.FirstSignInAsync(server);
        await Expect(visit.Page).ToHaveURLAsync(new Regex("/setup$"));
        await visit.Link("Указать соединение").ClickAsync();

        // Everything that an administrator knows of his PBX, and the test says what works before anything is changed.
        foreach (var (field, value) in ((string, string)[])
        [
            ("Адрес Asterisk (AMI)", settings.AmiHost), ("Порт", pbx.Ami.ToString(CultureInfo.InvariantCulture)), ("Имя пользователя (AMI)", FreePbx.User),
            ("Номер администратора", "202"), ("Часовой пояс АТС", settings.TimeZone), ("Сервер MySQL", "127.0.0.1"),
            ("Порт MySQL", pbx.Database.Port.ToString(CultureInfo.InvariantCulture)), ("Пользователь MySQL", settings.MySqlUser!), ("База", "asteriskcdrdb"),
            ("Код", "*48"), ("SipRing слушает на", $"127.0.0.1:{pbx.Agi}"),
        ])
        {
            await FillAsync(Field(visit, field), value);
        }

        await FillAsync(visit.Page.GetByLabel("Пароль (AMI)"), FreePbx.Secret);
        await FillAsync(visit.Page.GetByLabel("Пароль MySQL", new() { Exact = true }), new MySqlConnectionStringBuilder(pbx.Database.ConnectionString).Password);
        await visit.Page.GetByLabel("Звонки очередей читаются из").SelectOptionAsync(new SelectOptionValue { Label = "Таблица queuelog в asteriskcdrdb" });
        await visit.Button("Проверить соединение").ClickAsync();
        var findings = visit.Page.GetByRole(AriaRole.Log).Filter(new() { HasText = "Проверка закончена." });
        await Expect(findings).ToBeVisibleAsync();
        await Expect(findings.Locator(".finding.bad")).ToHaveCountAsync(0);
        await pbx.PasteDialplanAsync(await visit.Page.GetByLabel("Диалплан для extensions_custom.conf", new() { Exact = true }).InnerTextAsync());
        await visit.ConfirmAsync("Использовать эту АТС");
        await Expect(visit.Page.GetByText($"Существующая АТС {settings.AmiHost}")).ToBeVisibleAsync();

        await using var operatorPhone = pbx.Phone("201");
        await using var supervisorPhone = pbx.Phone("202");
        await operatorPhone.RegisterAsync(CancellationToken.None).WaitAsync(s_limit);
        await supervisorPhone.RegisterAsync(CancellationToken.None).WaitAsync(s_limit);
        var pin = await OperatorAsync(visit, Agent);
        await OperatorAsync(visit, "Петров Иван");
        await LogInAsync(operatorPhone, "*48600", pin);
        await using var outside = pbx.Outside();
        await DayAsync(visit, operatorPhone, supervisorPhone, "601", () => outside.Dial("600", new() { From = Caller }));
    }

    /// <summary>A call is answered, the operator moved to another queue, the call listened to, and all of it reported.</summary>
    private static async Task DayAsync(Visit visit, SipPhone operatorPhone, SipPhone supervisorPhone, string otherQueue, Func<PhoneCall> dial)
    {
        await visit.GoLiveAsync("/panel");
        var row = visit.Region("Операторы").GetByRole(AriaRole.Row, new() { NameRegex = new(Agent) });
        await Expect(row).ToContainTextAsync("Свободен");
        var call = dial();
        var ring = await operatorPhone.NextCallAsync(CancellationToken.None).WaitAsync(s_limit);
        await Expect(row).ToContainTextAsync("Вызов");
        Assert.True(await ring.AnswerAsync());
        await Expect(row).ToContainTextAsync("Разговор");
        await Expect(row).ToContainTextAsync("+7 916 111-22-33");

        await visit.GrabAsync(row.GetByRole(AriaRole.Link, new() { Name = Agent, Exact = true }));
        await visit.MoveToAsync(visit.Page.Locator($"tr[data-queue='{otherQueue}']"));
        await visit.Page.Mouse.UpAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Log)).ToContainTextAsync($"{Agent} · {operatorPhone.Number}: в очереди {otherQueue}");

        await row.GetByRole(AriaRole.Button, new() { Name = $"Действия: {Agent}" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Слушать" }).ClickAsync();
        var own = await supervisorPhone.NextCallAsync(CancellationToken.None).WaitAsync(s_limit);
        Assert.True(await own.AnswerAsync());
        await Until.TrueAsync("the supervisor hears both sides", s_limit, () =>
        {
            if (own.Heard.Length < TimeSpan.FromSeconds(1.2))
                return false;
            if (own.Heard.Share(CallerTone) > 0.25 && own.Heard.Share(AgentTone) > 0.25)
                return true;
            own.Heard.Forget();
            return false;
        });
        await call.HangUpAsync();
        await own.Ended.WaitAsync(s_limit);
        await Expect(row).ToContainTextAsync("Свободен");

        var shown = visit.Page.Locator("tbody tr[aria-selected]");
        await visit.GoLiveAsync("/reports/queues");
        await Expect(shown).ToHaveCountAsync(1);
        foreach (var text in new[] { Agent, operatorPhone.Number, "+7 916 111-22-33", "Абонент" })
            await Expect(shown).ToContainTextAsync(text);

        // Call detail has every call; the address says which, and the page follows it.
        await visit.GoLiveAsync("/calls");
        await Expect(shown.Nth(1)).ToBeVisibleAsync();
        await FillAsync(visit.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Номер", Exact = true }), "916 111-22-33");
        await Expect(shown).ToHaveCountAsync(1);
        await shown.ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex("call="));
        await Expect(visit.Page.GetByRole(AriaRole.Group, new() { Name = "Ход звонка", Exact = true })).ToContainTextAsync(operatorPhone.Number);
    }

    /// <summary>Adds an extension; its phone registers with the secret that the page shows.</summary>
    private static async Task<SipPhone> ExtensionAsync(Visit visit, SipRingProcess server, string number, string name, int hertz)
    {
        await visit.GoLiveAsync("/pbx/extensions?edit=new");
        await Field(visit, "Номер").FillAsync(number);
        await Field(visit, "Название").FillAsync(name);
        await visit.Button("Добавить").ClickAsync();
        var secret = await visit.Region($"Телефон {number}").GetByRole(AriaRole.Textbox, new() { Name = "Пароль" }).InputValueAsync();
        var phone = new SipPhone(new() { Server = server.Sip, User = number, Secret = secret, Tone = hertz == 0 ? Tone.Silence : Tone.Of(hertz) });
        await phone.RegisterAsync(CancellationToken.None).WaitAsync(s_limit);
        return phone;
    }

    private static async Task QueueAsync(Visit visit, string number, string name)
    {
        await visit.GoLiveAsync("/pbx/queues?edit=new");
        await Field(visit, "Номер").FillAsync(number);
        await Field(visit, "Название").FillAsync(name);
        await visit.Button("Добавить").ClickAsync();
        await Expect(visit.Region("Очереди").GetByRole(AriaRole.Row, new() { NameRegex = new("^" + number) })).ToBeVisibleAsync();
    }

    /// <summary>Adds an operator with a generated PIN, which it returns.</summary>
    private static async Task<string> OperatorAsync(Visit visit, string name)
    {
        await visit.GoLiveAsync("/operators?edit=new");
        await Field(visit, "ФИО").FillAsync(name);
        // The form comes with one.
        var first = await Field(visit, "ПИН-код").InputValueAsync();
        await visit.Button("Сгенерировать").ClickAsync();
        await Expect(Field(visit, "ПИН-код")).Not.ToHaveValueAsync(first);
        await Expect(Field(visit, "ПИН-код")).ToHaveValueAsync(new Regex("^[0-9]{6}$"));
        var pin = await Field(visit, "ПИН-код").InputValueAsync();
        await visit.Button("Добавить").ClickAsync();
        await Expect(Field(visit, "ПИН-код, показан один раз")).ToHaveValueAsync(pin);
        return pin;
    }

    private static async Task LogInAsync(SipPhone phone, string code, string pin)
    {
        var call = phone.Dial(code);
        Assert.True(await call.Answered.WaitAsync(s_limit));
        await Until.TrueAsync("the PIN was asked for", s_limit, () => call.Ended.IsCompleted || (call.Heard.Rms() > 0 && call.Heard.QuietFor > TimeSpan.FromMilliseconds(600)));
        await call.SendDigitsAsync(pin + "#");
        await call.Ended.WaitAsync(s_limit);
    }

    private static ILocator Field(Visit visit, string label) => visit.Page.GetByRole(AriaRole.Textbox, new() { Name = label, Exact = true });

    private static async Task FillAsync(ILocator field, string value)
    {
        await field.FillAsync(value);
        await field.BlurAsync();
    }
}

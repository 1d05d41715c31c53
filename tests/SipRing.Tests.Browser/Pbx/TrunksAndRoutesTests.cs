using Microsoft.Playwright;
using SipRing.Testing.Server;
using SipRing.Tests.Browser.Host;
using static Microsoft.Playwright.Assertions;

namespace SipRing.Tests.Browser.Pbx;

/// <summary>A line to a provider and the ways of calls, made by hand in Chromium, down to the files of the real Asterisk.</summary>
public sealed class TrunksAndRoutesTests(ServerFixture running) : IClassFixture<ServerFixture>
{
    private static readonly string[] s_bad = ["${SHELL(id)}, \"x;y\" <1>", "/../../a=>b", new('9', 300)];

    [Fact]
    public async Task TrunkAndRoutes_MadeByHand_StandInTheFilesAndTheTestsTellTheWay()
    {
        var server = running.Server;
        await server.Api.PutExtensionAsync("101", "Анна", "secret-of-101");
        await using var visit = await running.OpenAsync("/pbx/queues?edit=new");
        await Field(visit, "Номер").FillAsync("450");
        await Field(visit, "Название").FillAsync("Продажи");
        await visit.Button("Добавить").ClickAsync();
        await Expect(visit.Region("Очереди").GetByRole(AriaRole.Row, new() { NameRegex = new("^450") })).ToBeVisibleAsync();

        // The provider of this trunk is our own Asterisk, where 101 is an account.
        await visit.GoLiveAsync("/pbx/trunks");
        await visit.Link("Добавить транк").First.ClickAsync();
        await Field(visit, "Название").FillAsync("Город");
        await Field(visit, "Сервер провайдера").FillAsync(server.Sip.Address.ToString());
        await Field(visit, "Порт").FillAsync(server.Sip.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await visit.Button("Добавить").ClickAsync();
        await Expect(visit.Page.GetByText("Не указан пользователь учётной записи.")).ToBeVisibleAsync();
        await Field(visit, "Пользователь").FillAsync("101");
        await visit.Page.GetByLabel("Пароль", new() { Exact = true }).FillAsync("wrong");
        await Field(visit, "Номер для собеседника").FillAsync("+7 (495) 000-00-01");
        await visit.Button("Что изменится").ClickAsync();
        var preview = visit.Region("Что изменится в файлах Asterisk");
        await Expect(preview).ToContainTextAsync("[trunk-gorod](trunk)");
        await Expect(preview).ToContainTextAsync("password = ••••••");
        await visit.Button("Добавить").ClickAsync();
        var row = visit.Region("Транки").GetByRole(AriaRole.Row, new() { NameRegex = new("Город") });
        await Expect(row).ToContainTextAsync("неверны имя или пароль (401)");

        // Mended, and looked at: the page follows by itself.
        await row.GetByRole(AriaRole.Link).ClickAsync();
        await visit.Page.GetByLabel("Пароль", new() { Exact = true }).FillAsync("secret-of-101");
        await visit.Button("Сохранить").ClickAsync();
        await Expect(row).ToContainTextAsync("зарегистрирован");
        await row.GetByRole(AriaRole.Link).ClickAsync();
        await visit.ConfirmAsync("Показать пароль");
        await Expect(Field(visit, "Текущий пароль")).ToHaveValueAsync("secret-of-101");

        await visit.GoLiveAsync("/pbx/incoming?edit=new");
        await Field(visit, "Название").FillAsync("Главный номер");
        await Field(visit, "Набранный номер").FillAsync("495 123-45-67");
        await visit.Button("Добавить").ClickAsync();
        await Expect(visit.Region("Входящие маршруты").GetByRole(AriaRole.Row, new() { NameRegex = new("Главный номер") })).ToContainTextAsync("очередь 450 Продажи");
        await visit.GoLiveAsync("/pbx/outgoing?edit=new");
        await Field(visit, "Название").FillAsync("Межгород");
        await Field(visit, "Номер или шаблон 1").FillAsync("8XXXXXXXXXX");
        await Field(visit, "Убрать знаков впереди, шаблон 1").FillAsync("1");
        await Field(visit, "Добавить впереди, шаблон 1").FillAsync("+7");
        await visit.Button("Добавить").ClickAsync();
        await Expect(visit.Region("Исходящие маршруты").GetByRole(AriaRole.Row, new() { NameRegex = new("Межгород") })).ToContainTextAsync("Город");

        Assert.Matches(@"\[trunk-gorod\]\(trunk\)[^\[]*set_var = SIPRING_TRUNK=gorod", Generated(server, "pjsip_trunks_sipring.conf"));
        Assert.Contains("password = secret-of-101", Generated(server, "pjsip_trunks_sipring.conf"), StringComparison.Ordinal);
        Assert.Contains($"server_uri = sip:{server.Sip}", Generated(server, "pjsip_registrations_sipring.conf"), StringComparison.Ordinal);
        var routes = Generated(server, "extensions_routes_sipring.conf");
        Assert.Contains("""REGEX("^4951234567$" ${SIPRING_DID})""", routes, StringComparison.Ordinal);
        Assert.Contains("Goto(sipring-queues,450,1)", routes, StringComparison.Ordinal);
        Assert.Contains("Set(OUT_DIAL=+7${OUT_NUMBER:1})", routes, StringComparison.Ordinal);
        Assert.Contains("Gosub(sipring-send,s,1(gorod,60,0,,+74950000001))", routes, StringComparison.Ordinal);

        var outgoing = visit.Region("По какому маршруту уйдёт звонок?");
        await outgoing.GetByLabel("Внутренний номер").SelectOptionAsync(new SelectOptionValue { Label = "101 Анна" });
        await outgoing.GetByLabel("набирает").FillAsync("84951234567");
        await outgoing.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(outgoing.GetByRole(AriaRole.Status)).ToContainTextAsync("уйдёт как +74951234567");
        await Expect(outgoing.GetByRole(AriaRole.Status)).ToContainTextAsync("покажет +74950000001");
        await visit.GoLiveAsync("/pbx/incoming");
        var incoming = visit.Region("Куда попадёт звонок?");
        await incoming.GetByLabel("Звонят на номер").FillAsync("4951234567");
        await incoming.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(incoming.GetByRole(AriaRole.Status)).ToContainTextAsync("очередь 450 Продажи");
        await incoming.GetByLabel("Звонят на номер").FillAsync("4950000000");
        await incoming.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(incoming.GetByRole(AriaRole.Status)).ToContainTextAsync("Ни один маршрут не берёт этот звонок");

        // What leads somewhere is not removed, and everything can be taken back.
        await visit.GoLiveAsync("/pbx/trunks?edit=gorod");
        await visit.ConfirmAsync("Удалить");
        await Expect(visit.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Межгород" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Order_ByButtonsKeysAndMouse_IsKeptAndTheFocusStays()
    {
        await using var visit = await running.OpenAsync("/pbx/incoming");
        foreach (var name in (string[])["Первый", "Второй", "Третий"])
        {
            await visit.GoLiveAsync("/pbx/incoming?edit=new");
            await Field(visit, "Название").FillAsync(name);
            await Field(visit, "Набранный номер").FillAsync("7495");
            await visit.Button("Добавить").ClickAsync();
            await Expect(visit.Row(name)).ToBeVisibleAsync();
        }

        await OrderAsync(visit, "Первый", "Второй", "Третий");
        await visit.Button("Первый: ниже").ClickAsync();
        await OrderAsync(visit, "Второй", "Первый", "Третий");
        await Expect(visit.Button("Первый: ниже")).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await OrderAsync(visit, "Второй", "Третий", "Первый");
        await Expect(visit.Button("Первый: выше")).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Alt+ArrowUp");
        await OrderAsync(visit, "Второй", "Первый", "Третий");

        await visit.Row("Второй").Locator("[data-grip]").DragToAsync(visit.Row("Третий"));
        await OrderAsync(visit, "Первый", "Третий", "Второй");
        await visit.GoLiveAsync("/pbx/incoming");
        await OrderAsync(visit, "Первый", "Третий", "Второй");
        Assert.Matches(@"(?s)\(to-pervyy\).*\(to-tretiy\).*\(to-vtoroy\)", Generated(running.Server, "extensions_routes_sipring.conf"));
    }

    [Fact]
    public async Task EveryTextField_WithWhatAsteriskWouldRead_IsRefusedAtTheFieldAndTheFilesStay()
    {
        await using var visit = await running.OpenAsync("/pbx/trunks?edit=new");
        await Field(visit, "Название").FillAsync("Линия");
        await Field(visit, "Сервер провайдера").FillAsync("192.0.2.2");
        await Field(visit, "Пользователь").FillAsync("700");
        await visit.Page.GetByLabel("Пароль", new() { Exact = true }).FillAsync("secret");
        var before = Files(running.Server);

        await RefusesAsync(visit, "Сервер провайдера", "Пользователь", "Номер для собеседника", "Звонки приходят ещё с адресов", "Имя для входа", "Имя в From", "Домен в From", "Прокси");
        await RefusesAtOnceAsync(visit, "Порт", "Звонков сразу", "Проверять каждые");
        Assert.Equal(before, Files(running.Server));

        await visit.GoLiveAsync("/pbx/incoming?edit=new");
        await Field(visit, "Название").FillAsync("Вход");
        await RefusesAsync(visit, "Набранный номер", "Кто звонит");
        await visit.GoLiveAsync("/pbx/outgoing?edit=new");
        await Field(visit, "Название").FillAsync("Выход");
        await Field(visit, "Номер или шаблон 1").FillAsync("8X!");
        await RefusesAtOnceAsync(visit, "Ждать ответа");
        foreach (var (field, good) in ((string, string)[])[("Номер или шаблон 1", "8X!"), ("Убрать знаков впереди, шаблон 1", "0"), ("Добавить впереди, шаблон 1", "")])
        {
            await RefusesAsync(visit, "Номер для собеседника");
            await Field(visit, field).FillAsync("${SHELL(id)}");
            await visit.Button("Добавить").ClickAsync();
            await Expect(Field(visit, "Номер для собеседника")).Not.ToHaveAttributeAsync("aria-invalid", "true");
            await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            await Field(visit, field).FillAsync(good);
        }

        // Nobody ticked is not everybody.
        await visit.Page.GetByLabel("Разрешён всем").UncheckAsync();
        await visit.Button("Добавить").ClickAsync();
        await Expect(visit.Page.GetByText("Отметьте хотя бы один номер или разрешите маршрут всем.")).ToBeVisibleAsync();
        Assert.Equal(before, Files(running.Server));
    }

    /// <summary>A mark stays until the next submit; where the fields take turns, a new mark is the answer to the last click.</summary>
    private static async Task RefusesAsync(Visit visit, params string[] fields)
    {
        foreach (var text in fields.Length > 1 ? s_bad : s_bad.Take(1))
        {
            foreach (var field in fields.Select(name => Field(visit, name)))
            {
                var good = await field.InputValueAsync();
                await field.FillAsync(text);
                await visit.Button("Добавить").ClickAsync();
                await Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
                await field.FillAsync(good);
                await field.BlurAsync();
            }
        }
    }

    /// <summary>A text where a number belongs is marked before anything is sent.</summary>
    private static async Task RefusesAtOnceAsync(Visit visit, params string[] fields)
    {
        foreach (var field in fields.Select(name => Field(visit, name)))
        {
            var good = await field.InputValueAsync();
            foreach (var text in s_bad)
            {
                await field.FillAsync(text);
                await visit.Button("Добавить").ClickAsync();
                await Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
                await field.FillAsync(good);
                await field.BlurAsync();
                await Expect(field).Not.ToHaveAttributeAsync("aria-invalid", "true");
            }
        }
    }

    private static async Task OrderAsync(Visit visit, params string[] names)
    {
        var rows = visit.Page.Locator("tbody tr").Filter(new() { HasTextRegex = new(string.Join('|', names)) });
        for (var i = 0; i < names.Length; i++)
            await Expect(rows.Nth(i)).ToContainTextAsync(names[i]);
    }

    private static string Generated(SipRingProcess server, string file) => File.ReadAllText(Path.Combine(server.Home, "asterisk", "etc", file));

    private static string Files(SipRingProcess server) => string.Concat(
        ((string[])["pjsip_trunks_sipring.conf", "pjsip_registrations_sipring.conf", "pjsip_identities_sipring.conf", "extensions_routes_sipring.conf"]).Select(f => Generated(server, f)));

    private static ILocator Field(Visit visit, string label) => visit.Page.GetByRole(AriaRole.Textbox, new() { Name = label, Exact = true });
}

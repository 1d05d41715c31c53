using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Contacts;
using SipRing.Tests.Browser.Host;
using static Microsoft.Playwright.Assertions;

namespace SipRing.Tests.Browser.Contacts;

/// <summary>I7: the directory by hand, and what other pages show of it.</summary>
public sealed class DirectoryTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private static readonly Actor s_chief = new(ActorKind.User, "chief", Role.Supervisor);

    [Fact]
    public async Task Contact_AddedByHand_HasANameOnThePanelAndInTheReport()
    {
        await using var app = await TestApp.StartAsync();
        await using var visit = await SignInAsync(app, "supervisor");
        await visit.GoLiveAsync("/directory");
        await Expect(visit.Page.GetByText("Справочник пуст")).ToBeVisibleAsync();
        await visit.Link("Добавить контакт").First.ClickAsync();
        await Field(visit, "Фамилия").FillAsync("Ёлкина \"А\"; ${EXTEN}");
        await Field(visit, "Номер 1").FillAsync("вечером");
        await visit.Button("Добавить").ClickAsync();
        await Expect(Field(visit, "Номер 1")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(visit.Page.GetByText("«вечером» – не телефонный номер")).ToBeVisibleAsync();

        await Field(visit, "Номер 1").FillAsync(DemoFloor.Caller(200));
        await visit.Button("Добавить номер").ClickAsync();
        await Field(visit, "Номер 2").FillAsync("8 " + DemoFloor.Caller(DemoCalls.FirstIdOfToday + 658)[2..]);
        await visit.Button("Добавить").ClickAsync();
        await Expect(Row(visit, "Ёлкина \"А\"; ${EXTEN}")).ToBeVisibleAsync();

        await visit.GoLiveAsync("/panel");
        await Expect(visit.Page.Locator(".waiting-card")).ToContainTextAsync("Ёлкина \"А\"");
        await visit.GoLiveAsync("/reports/queues");
        await Expect(visit.Page.GetByRole(AriaRole.Grid).GetByRole(AriaRole.Link, new() { Name = "Ёлкина \"А\"; ${EXTEN}" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Card_ChangedMergedAndDeleted_TheListFollows()
    {
        await using var app = await TestApp.StartAsync();
        await AddAsync(app, "Петров", "Иван", "+74951112233");
        await AddAsync(app, "Петров", "И.", "8 495 111-22-33", "vip");
        await using var visit = await SignInAsync(app, "supervisor");
        await visit.GoLiveAsync("/directory?q=8495111");
        await Row(visit, "Петров Иван").GetByRole(AriaRole.Link).First.ClickAsync();
        await Field(visit, "Компания").FillAsync("Ромашка");
        await visit.Button("Сохранить").ClickAsync();
        await Expect(Row(visit, "Петров Иван")).ToContainTextAsync("Ромашка");

        await Row(visit, "Петров Иван").GetByRole(AriaRole.Link).First.ClickAsync();
        var similar = visit.Region("Возможно, тот же контакт");
        await Expect(similar).ToContainTextAsync("Петров И.");
        await visit.ConfirmAsync("Объединить с этим", similar);
        await Expect(Row(visit, "Петров И.")).ToHaveCountAsync(0);
        await Expect(Field(visit, "Метки")).ToHaveValueAsync("vip");
        await visit.Page.GetByText("Кто менял").ClickAsync();
        await Expect(visit.Page.Locator(".history")).ToContainTextAsync("company: – → Ромашка");

        await visit.ConfirmAsync("Удалить");
        await Expect(visit.Page.GetByText("По запросу «8495111» никого нет")).ToBeVisibleAsync();
        await Expect(visit.Link("Добавить 8495111 в справочник")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task OwnField_Added_StandsInTheCard()
    {
        await using var app = await TestApp.StartAsync();
        await AddAsync(app, "Петров", "Иван", "501");
        await using var visit = await SignInAsync(app, "supervisor");
        await visit.GoLiveAsync("/directory/fields?edit=new");
        await Field(visit, "Название").FillAsync("Класс");
        await visit.Page.GetByLabel("Вид", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "список" });
        await visit.Button("Добавить").ClickAsync();
        await Expect(Field(visit, "Список")).ToHaveAttributeAsync("aria-invalid", "true");
        await Field(visit, "Список").FillAsync("VIP\nобычный");
        await visit.Button("Добавить").ClickAsync();
        await Expect(visit.Row("Класс список")).ToBeVisibleAsync();

        await visit.GoLiveAsync("/directory");
        await Row(visit, "Петров Иван").GetByRole(AriaRole.Link).First.ClickAsync();
        await visit.Page.GetByLabel("Класс", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "VIP" });
        await visit.Button("Сохранить").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Имя, компания, часть номера" }).FillAsync("vip");
        await Expect(visit.Page).ToHaveURLAsync(new Regex(@"\?q=vip$"));
        await Expect(Row(visit, "Петров Иван")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Number_Clicked_AsksForTheOwnPhoneOnceAndSaysHowItEnds()
    {
        await using var app = await TestApp.StartAsync();
        await AddAsync(app, "Петров", "Иван", "8 (495) 111-22-33");
        await using var visit = await SignInAsync(app, "supervisor");
        await visit.GoLiveAsync("/directory");
        await Row(visit, "Петров Иван").HoverAsync();
        await visit.Button("Позвонить на +7 495 111-22-33").ClickAsync();
        var box = visit.Page.GetByRole(AriaRole.Dialog, new() { Name = "Ваш телефон" });
        await box.GetByRole(AriaRole.Textbox).FillAsync("77777");
        await box.GetByRole(AriaRole.Button, new() { Name = "Позвонить" }).ClickAsync();
        await Expect(box.GetByRole(AriaRole.Alert)).ToContainTextAsync("77777");
        await box.GetByRole(AriaRole.Textbox).FillAsync("4400");
        await box.GetByRole(AriaRole.Button, new() { Name = "Позвонить" }).ClickAsync();

        await Expect(visit.Page.GetByText("Ваш телефон 4400 звонит")).ToBeVisibleAsync();
        Assert.StartsWith("Originate Channel=PJSIP/4400 Context=sipring-place Exten=+74951112233 Priority=1 ", Assert.Single(app.Asterisk.Acts), StringComparison.Ordinal);
        app.Asterisk.Publish("OriginateResponse", "", "", ("Response", "Success"), ("Uniqueid", "17.4"));
        await Expect(visit.Page.GetByText("Набираем +7 495 111-22-33")).ToBeVisibleAsync();
        app.Asterisk.Publish("Hangup", "", "", ("Uniqueid", "17.4"), ("Cause", "17"));
        await Expect(visit.Page.GetByText("Занято.")).ToBeVisibleAsync();

        // The phone is known now, and a row needs no mouse.
        await Row(visit, "Петров Иван").GetByRole(AriaRole.Link).First.FocusAsync();
        await visit.Page.Keyboard.PressAsync("d");
        await Expect(visit.Page.GetByText("Ваш телефон 4400 звонит")).ToBeVisibleAsync();
        Assert.Equal(2, app.Asterisk.Acts.Count);
    }

    [Fact]
    public async Task Caller_WhoWaits_IsCalledOrAddedFromHisMenu()
    {
        await using var app = await TestApp.StartAsync();
        await using var visit = await SignInAsync(app, "supervisor");
        await visit.GoLiveAsync("/panel?queue=450");
        await visit.Page.Locator(".waiting li").First.ClickAsync(new() { Button = MouseButton.Right });
        await Expect(visit.Page.GetByRole(AriaRole.Menuitem, new() { NameRegex = new("^Позвонить на ") })).ToBeVisibleAsync();
        await visit.Page.GetByRole(AriaRole.Menuitem, new() { NameRegex = new("^Добавить .* в справочник") }).ClickAsync();
        await Expect(Field(visit, "Номер 1")).ToHaveValueAsync(DemoFloor.Caller(200));
    }

    [Fact]
    public async Task Finder_NameOrNumber_FindsTheCard()
    {
        await using var app = await TestApp.StartAsync();
        await AddAsync(app, "Ёлкина", "Анна", "+74951112233");
        await using var visit = await SignInAsync(app, "supervisor");
        await visit.GoLiveAsync("/reports/queues");
        foreach (var text in (string[])["елкина ан", "8 (495) 111-22"])
        {
            await visit.Page.Keyboard.PressAsync("Control+k");
            await visit.Page.Locator("[data-finder]").GetByRole(AriaRole.Combobox).FillAsync(text);
            await Expect(visit.Page.Locator("[data-finder]").GetByRole(AriaRole.Option).Filter(new() { HasText = "Ёлкина Анна · +7 495 111-22-33" })).ToBeVisibleAsync();
            await visit.Page.Keyboard.PressAsync("Escape");
        }

        await visit.Page.Keyboard.PressAsync("Control+k");
        await visit.Page.Locator("[data-finder]").GetByRole(AriaRole.Combobox).FillAsync("ёлкина");
        await visit.Page.Locator("[data-finder]").GetByRole(AriaRole.Option).Filter(new() { HasText = "Ёлкина Анна" }).ClickAsync();
        await Expect(Field(visit, "Фамилия")).ToHaveValueAsync("Ёлкина");
    }

    [Fact]
    public async Task Operator_SeesTheDirectoryAndChangesNothing()
    {
        await using var app = await TestApp.StartAsync();
        await AddAsync(app, "Ёлкина", "Анна", "+74951112233");
        await using var visit = await SignInAsync(app, "operator");
        await visit.GoLiveAsync("/directory");
        await Expect(visit.Link("Добавить контакт")).ToHaveCountAsync(0);
        await Row(visit, "Ёлкина Анна").GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(Field(visit, "Фамилия")).ToBeDisabledAsync();
        await Expect(visit.Button("Сохранить")).ToHaveCountAsync(0);
        await Expect(visit.Button("Позвонить на +7 495 111-22-33").First).ToBeVisibleAsync();
        Assert.Equal(403, (await visit.Page.GotoAsync("/directory/import"))!.Status);
    }

    [Theory]
    [InlineData("/directory", 390)]
    [InlineData("/directory?edit=1", 390)]
    [InlineData("/directory?edit=1", 1280)]
    [InlineData("/directory/import", 390)]
    [InlineData("/directory/fields?edit=new", 390)]
    public async Task Page_AnyWidth_DoesNotScrollSideways(string path, int width)
    {
        await using var app = await TestApp.StartAsync();
        await AddAsync(app, "Длиннофамильная-Долгоруковская", "Александра", "+74951112233");
        await using var visit = await SignInAsync(app, "supervisor", new() { Width = width, Height = 800 });
        await visit.GoLiveAsync(path);
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeAttachedAsync();
        Assert.Equal(0, await visit.OverflowAsync());
    }

    internal static ILocator Field(Visit visit, string label) => visit.Page.GetByRole(AriaRole.Textbox, new() { Name = label, Exact = true });

    internal static ILocator Row(Visit visit, string name) => visit.Region("Справочник").GetByRole(AriaRole.Row).Filter(new() { Has = visit.Page.GetByRole(AriaRole.Rowheader, new() { Name = name, Exact = true }) });

    internal static async Task AddAsync(TestApp app, string last, string first, string number, params string[] tags)
    {
        var added = await app.Get<SaveContact>().HandleAsync(s_chief, new(new() { LastName = last, FirstName = first, Numbers = [new(number)], Tags = tags }), CancellationToken.None);
        Assert.True(added.Succeeded, added.Refusal?.Message);
    }

    internal async Task<Visit> SignInAsync(TestApp app, string user, VisitOptions? options = null)
    {
        var visit = await browser.StrangerAsync("/login", options, app.Address);
        await visit.SignInAsync(user, TestApp.Password);
        return visit;
    }
}

using System.Text;
using Microsoft.Playwright;
using SipRing.Phone;
using SipRing.Testing.Server;
using SipRing.Tests.Browser.Host;
using static Microsoft.Playwright.Assertions;

namespace SipRing.Tests.Browser.Pbx;

/// <summary>What an administrator does with extensions and queues, in Chromium, down to the real Asterisk and a phone that registers.</summary>
public sealed class PbxPagesTests(ServerFixture running) : IClassFixture<ServerFixture>
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Extension_AddedChangedAndTakenBack_ThePhoneFollows()
    {
        await using var visit = await running.OpenAsync("/pbx/extensions");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Добавить номер" }).First.ClickAsync();

        // Refused beside its field, with what would be right.
        await Field(visit, "Номер").FillAsync("5x");
        await Field(visit, "Название").FillAsync("Анна \"А\"; ${EXTEN}");
        await visit.Button("Добавить").ClickAsync();
        await Expect(Field(visit, "Номер")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(visit.Page.GetByText("В номере от 2 до 8 цифр.")).ToBeVisibleAsync();

        await Field(visit, "Номер").FillAsync("501");
        await visit.Button("Что изменится").ClickAsync();
        await Expect(visit.Region("Что изменится в файлах Asterisk")).ToContainTextAsync("pjsip_sipring.conf");
        await visit.Button("Добавить").ClickAsync();

        var card = visit.Region("Телефон 501");
        await Expect(card.GetByRole(AriaRole.Img, new() { Name = "QR-код с учётной записью телефона" })).ToBeVisibleAsync();
        var secret = await card.GetByRole(AriaRole.Textbox, new() { Name = "Пароль" }).InputValueAsync();
        Assert.Equal(24, secret.Length);
        await using var phone = new SipPhone(new() { Server = running.Server.Sip, User = "501", Secret = secret });
        await phone.RegisterAsync(CancellationToken.None).WaitAsync(s_limit);
        var row = visit.Region("Внутренние номера").GetByRole(AriaRole.Row, new() { NameRegex = new("^501") });
        await Expect(row).ToContainTextAsync("Свободен");
        await Expect(row).ToContainTextAsync("Анна \"А\"; ${EXTEN}");

        // The form for the next extension stays until that of this one has come.
        await row.GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(Field(visit, "Номер")).ToHaveCountAsync(0);
        await Field(visit, "Номер для собеседника").FillAsync("+74951112233");
        await visit.Button("Сохранить").ClickAsync();
        await Expect(row).ToContainTextAsync("+7 495 111-22-33");

        await visit.GoLiveAsync("/pbx/history");
        var versions = visit.Region("История изменений").GetByRole(AriaRole.Row);
        await Expect(versions.Nth(2)).ToBeVisibleAsync();
        var before = await versions.CountAsync();
        await versions.Nth(2).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(visit.Page.GetByText("password_digest = ••••••")).ToBeVisibleAsync();
        await visit.ConfirmAsync("Вернуть эту версию");
        await Expect(versions).ToHaveCountAsync(before + 1);
        await visit.GoLiveAsync("/pbx/extensions");
        await Expect(row).Not.ToContainTextAsync("+7 495 111-22-33");
        await using var again = new SipPhone(new() { Server = running.Server.Sip, User = "501", Secret = secret });
        await again.RegisterAsync(CancellationToken.None).WaitAsync(s_limit);
    }

    [Fact]
    public async Task Queue_AddedWithADestination_KeepsThatExtensionFromBeingDeleted()
    {
        await running.Server.Api.PutExtensionAsync("601", "Анна", "secret-of-601");
        await using var visit = await running.OpenAsync("/pbx/queues?edit=new");
        await Field(visit, "Номер").FillAsync("450");
        await Field(visit, "Название").FillAsync("Продажи");
        await Field(visit, "Время звонка").FillAsync("500");
        await visit.Page.GetByLabel("Если очередь полна", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "внутренний номер" });
        await visit.Page.GetByLabel("Если очередь полна: выбор", new() { Exact = true }).SelectOptionAsync("601");
        await visit.Button("Добавить клавишу").ClickAsync();
        await visit.Button("Добавить").ClickAsync();
        await Expect(Field(visit, "Время звонка")).ToHaveAttributeAsync("aria-invalid", "true");
        await Field(visit, "Время звонка").FillAsync("12");
        await visit.Button("Добавить").ClickAsync();
        await Expect(visit.Region("Очереди").GetByRole(AriaRole.Row, new() { NameRegex = new("^450") })).ToContainTextAsync("0:12");

        await visit.GoLiveAsync("/pbx/extensions?edit=601");
        await visit.ConfirmAsync("Удалить");
        await Expect(visit.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "450 Продажи" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Csv_FileWithAMistake_IsShownRowByRowAndAppliedWhenConfirmed()
    {
        await using var visit = await running.OpenAsync("/pbx/csv");
        var file = CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes("номер;название\r\n701;Анна\r\n7x;Кривой\r\n702;Мария\r\n");

        await visit.Page.GetByLabel("Выберите файл csv").SetInputFilesAsync(new FilePayload { Name = "phones.csv", MimeType = "text/csv", Buffer = file });

        var rows = visit.Region("Строки файла");
        await Expect(rows).ToContainTextAsync("windows-1251");
        var wrong = rows.GetByRole(AriaRole.Row, new() { NameRegex = new("7x Кривой") });
        await Expect(wrong).ToContainTextAsync("номер");
        await Expect(wrong).ToContainTextAsync("В номере от 2 до 8 цифр.");
        await Expect(rows.GetByRole(AriaRole.Link, new() { Name = "Скачать строки с ошибками" })).ToBeVisibleAsync();
        await visit.Button("Применить строк: 2").ClickAsync();
        await Expect(visit.Page.GetByText("Готово: добавлено 2, изменено 0")).ToBeVisibleAsync();
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Link("Скачать новые секреты").ClickAsync());
        Assert.Matches("701;[A-Za-z0-9]{24}", await File.ReadAllTextAsync(await download.PathAsync()));
        await visit.GoLiveAsync("/pbx/extensions");
        await Expect(visit.Region("Внутренние номера").GetByRole(AriaRole.Row, new() { NameRegex = new("^70[12]") })).ToHaveCountAsync(2);
    }

    private static ILocator Field(Visit visit, string label) => visit.Page.GetByRole(AriaRole.Textbox, new() { Name = label, Exact = true });
}

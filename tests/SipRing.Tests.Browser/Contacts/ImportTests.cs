using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using SipRing.Tests.Browser.Host;
using static Microsoft.Playwright.Assertions;

namespace SipRing.Tests.Browser.Contacts;

/// <summary>An address book from a file, as a person does it.</summary>
public sealed class ImportTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task File_OfAnOldExcel_IsMappedCheckedImportedAndTakenBack()
    {
        await using var app = await TestApp.StartAsync();
        await DirectoryTests.AddAsync(app, "Сидоров", "", "89160000002");
        await using var visit = await new DirectoryTests(browser).SignInAsync(app, "supervisor");
        await visit.GoLiveAsync("/directory/import");
        var file = CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes(
            "Кто;Откуда;Телефон;Цвет\r\nЁлкин Пётр;Ромашка;8 (495) 111-22-33;синий\r\nИванова Анна;;вечером;\r\nСидоров Лев;;+7 916 000-00-02;\r\n");
        await visit.Page.GetByLabel("Выберите файл csv").SetInputFilesAsync(new FilePayload { Name = "book.csv", MimeType = "text/csv", Buffer = file });

        var columns = visit.Region("Столбцы файла");
        await Expect(columns.GetByLabel("Кодировка")).ToHaveValueAsync("windows-1251");
        await Expect(columns.GetByLabel("Разделитель")).ToHaveValueAsync(((int)';').ToString(CultureInfo.InvariantCulture));
        await Expect(columns).ToContainTextAsync("Ёлкин Пётр");
        await Expect(columns.GetByLabel("Что в столбце Телефон")).ToHaveValueAsync("numberWork");
        await columns.GetByLabel("Что в столбце Кто").SelectOptionAsync(new SelectOptionValue { Label = "ФИО" });
        await columns.GetByLabel("Что в столбце Откуда").SelectOptionAsync(new SelectOptionValue { Label = "Компания" });
        await visit.Button("Проверить").ClickAsync();

        await Expect(visit.Page.GetByText("добавить 1, изменить 1, без изменений –, пропустить –, с ошибками 1").Or(visit.Page.GetByText("добавить 1, изменить 1, без изменений 0, пропустить 0, с ошибками 1"))).ToBeVisibleAsync();
        var told = visit.Region("Строки, взятые не целиком");
        await Expect(told.GetByRole(AriaRole.Row, new() { NameRegex = new("^3 Иванова Анна") })).ToContainTextAsync("«вечером» – не телефонный номер");
        await visit.Button("Загрузить строк: 2").ClickAsync();
        await Expect(visit.Page.GetByText("Загружено.")).ToBeVisibleAsync();
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Link("Скачать не взятые строки").ClickAsync());
        var refused = await File.ReadAllTextAsync(await download.PathAsync());
        Assert.Contains("Кто;Откуда;Телефон;Цвет;", refused, StringComparison.Ordinal);
        Assert.Contains("Иванова Анна;;вечером;;", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("Ёлкин", refused, StringComparison.Ordinal);

        // Whoever reloads the page finds the import where it was.
        await visit.GoLiveAsync("/directory/import");
        await Expect(visit.Page.GetByText("Загружено.")).ToBeVisibleAsync();
        await visit.GoLiveAsync("/directory");
        await Expect(DirectoryTests.Row(visit, "Ёлкин Пётр")).ToContainTextAsync("Ромашка");
        await Expect(DirectoryTests.Row(visit, "Сидоров Лев")).ToBeVisibleAsync();

        await visit.GoLiveAsync("/directory/import");
        var state = visit.Region("Файл book.csv");
        await visit.ConfirmAsync("Отменить загрузку", state);
        await Expect(visit.Page.GetByText("Отменено: удалено 1, возвращено 1")).ToBeVisibleAsync();
        await visit.GoLiveAsync("/directory");
        await Expect(DirectoryTests.Row(visit, "Ёлкин Пётр")).ToHaveCountAsync(0);

        // What a column was is remembered for the next file.
        await visit.GoLiveAsync("/directory/import");
        await visit.Page.GetByLabel("Выберите файл csv").SetInputFilesAsync(new FilePayload { Name = "next.csv", MimeType = "text/csv", Buffer = file });
        await Expect(columns.GetByLabel("Что в столбце Кто")).ToHaveValueAsync("fullName");
    }

    [Fact]
    public async Task File_ThatIsNone_SaysWhy()
    {
        await using var app = await TestApp.StartAsync();
        await using var visit = await new DirectoryTests(browser).SignInAsync(app, "supervisor");
        await visit.GoLiveAsync("/directory/import");
        await visit.Page.GetByLabel("Выберите файл csv").SetInputFilesAsync(new FilePayload { Name = "empty.csv", MimeType = "text/csv", Buffer = [] });
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("В файле нет строк.");

        await visit.Page.GetByLabel("Выберите файл csv").SetInputFilesAsync(new FilePayload { Name = "x.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes("a;b\n1;2\n") });
        await visit.Button("Проверить").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Укажите хотя бы для одного столбца");
    }
}

using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SipRing.Asterisk.Configuration;
using SipRing.CallCenter.Pbx.Sounds;
using SipRing.Testing.Pbx;
using SipRing.Testing.Server;
using SipRing.Tests.Browser.Host;
using static Microsoft.Playwright.Assertions;

namespace SipRing.Tests.Browser.Pbx;

/// <summary>Menus, working hours, sounds and music in Chromium, down to what the real Asterisk is given.</summary>
public sealed class FlowPagesTests(ServerFixture running, ChromiumFixture browser) : IClassFixture<ServerFixture>
{
    private const string Evil = "А \"б\"; ${EXEC(x)}, [c] /../ 'd'";

    [Fact]
    public async Task Sounds_UploadedListenedToRenamedReplacedAndDeleted()
    {
        var before = Files(running.Server).Order().ToList();
        await using var visit = await running.OpenAsync("/pbx/sounds");
        await visit.Link("Загрузить запись").First.ClickAsync();

        // Nothing, then what is no sound, then what is too much: each says so at the file, and nothing is kept.
        await Field(visit, "Название").FillAsync("Приветствие");
        await visit.Button("Загрузить").ClickAsync();
        await Expect(visit.Page.GetByText("Выберите файл wav или mp3.")).ToBeVisibleAsync();
        await ChooseAsync(visit, "Файл", "page.wav", "<html>no sound</html>"u8.ToArray());
        await visit.Button("Загрузить").ClickAsync();
        await Expect(visit.Page.GetByText("Это не файл wav и не файл mp3.")).ToBeVisibleAsync();
        await Expect(Labelled(visit, "Файл")).ToHaveAttributeAsync("aria-invalid", "true");
        await ChooseLargeAsync(visit);
        await ChooseAsync(visit, "Файл", "empty.wav", []);
        await visit.Button("Загрузить").ClickAsync();
        await Expect(visit.Page.GetByText("В этом файле нечего слушать.")).ToBeVisibleAsync();
        Assert.Equal(before, Files(running.Server).Order());

        await ChooseAsync(visit, "Файл", "greeting.wav", TestSounds.Wav(440, 3));
        await visit.Button("Загрузить").ClickAsync();
        var rows = visit.Region("Звуки и музыка");
        await Expect(Row(rows, "Приветствие")).ToContainTextAsync("0:03");
        await Expect(Row(rows, "Приветствие")).ToContainTextAsync("greeting.wav");
        await ListensAsync(visit, "Приветствие");

        // A name is made of the file's where none was typed.
        await visit.Link("Загрузить запись").First.ClickAsync();
        await ChooseAsync(visit, "Файл", "Morning_song.mp3", await TestSounds.Mp3Async(700, 5));
        await Expect(Field(visit, "Название")).ToHaveValueAsync("Morning song");
        await visit.Button("Загрузить").ClickAsync();
        await ListensAsync(visit, "Morning song");

        await Row(rows, "Приветствие").GetByRole(AriaRole.Link).First.ClickAsync();
        await Field(visit, "Название").FillAsync("Новое приветствие");
        await ChooseAsync(visit, "Другой файл", "b.mp3", await TestSounds.Mp3Async(900, 7));
        await visit.Button("Сохранить").ClickAsync();
        await Expect(Row(rows, "Новое приветствие")).ToContainTextAsync("0:07");

        await Row(rows, "Morning song").GetByRole(AriaRole.Link).First.ClickAsync();
        await visit.ConfirmAsync("Удалить");
        await Expect(Row(rows, "Morning song")).ToHaveCountAsync(0);
        await Expect(Row(rows, "Новое приветствие")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Music_MadeOfSounds_KeepsThemAndBecomesTheDefaultOne()
    {
        await UploadAsync(running.Server, "song", "Песня", 3);
        await UploadAsync(running.Server, "other", "Другая", 4);
        await using var visit = await running.OpenAsync("/pbx/sounds");
        await Expect(visit.Region("Музыка ожидания")).ToContainTextAsync("спокойные тоны самого SipRing");
        await visit.Region("Музыка ожидания").GetByRole(AriaRole.Link, new() { Name = "Обычная" }).ClickAsync();
        await visit.Button("Сохранить").ClickAsync();
        await Expect(visit.Page.GetByText("Выберите хотя бы одну запись.")).ToBeVisibleAsync();

        await visit.Page.GetByLabel("Добавить запись…").SelectOptionAsync("song");
        await visit.Page.GetByLabel("Добавить запись…").SelectOptionAsync("other");
        await visit.Button("Другая: раньше").ClickAsync();
        await visit.Button("Что изменится").ClickAsync();
        await Expect(visit.Region("Что изменится в файлах Asterisk")).ToContainTextAsync("mode = playlist");
        await visit.Button("Сохранить").ClickAsync();
        await Expect(Row(visit.Region("Музыка ожидания"), "Обычная")).ToContainTextAsync("Другая, Песня");

        await visit.GoLiveAsync("/pbx/sounds?edit=song");
        await visit.ConfirmAsync("Удалить");
        await Expect(visit.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "используют: Обычная" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Menu_Built_SaysWhatIsOddAndIsGivenToAsterisk()
    {
        var server = running.Server;
        await server.Api.PutQueueAsync("450", new() { Name = "Продажи" });
        await UploadAsync(server, "hello", "Добрый день", 3);
        await using var visit = await running.OpenAsync("/pbx/menus?edit=new");

        await Field(visit, "Название").FillAsync(Evil);
        await Labelled(visit, "Приветствие").SelectOptionAsync(new SelectOptionValue { Label = "Добрый день" });
        await ListensAsync(visit, "Добрый день");
        var keys = visit.Page.GetByRole(AriaRole.Table, new() { Name = "Клавиши" });
        await Expect(Labelled(visit, "Клавиша 1 ведёт").Locator("option:checked")).ToHaveTextAsync("очередь");
        await visit.Button("Добавить клавишу").ClickAsync();
        await Labelled(visit, "Клавиша 2 ведёт").SelectOptionAsync(new SelectOptionValue { Label = "положить трубку" });
        await Expect(keys).ToContainTextAsync("Сразу кладёт трубку, ничего не сказав.");
        await visit.Button("Убрать клавишу 2").ClickAsync();
        await Expect(keys).Not.ToContainTextAsync("Сразу кладёт трубку");

        await Field(visit, "Ждать клавишу").FillAsync("99");
        await visit.Button("Добавить").ClickAsync();
        await Expect(Field(visit, "Ждать клавишу")).ToHaveAttributeAsync("aria-invalid", "true");
        await Field(visit, "Ждать клавишу").FillAsync("7");
        await visit.Button("Что изменится").ClickAsync();
        await Expect(visit.Region("Что изменится в файлах Asterisk")).ToContainTextAsync("WaitExten(7)");
        await visit.Button("Добавить").ClickAsync();
        var row = Row(visit.Region("Голосовые меню"), "450 Продажи");
        await Expect(row).ToContainTextAsync(Evil);
        await Expect(row).ToContainTextAsync("пока никто сюда не ведёт");

        // A key that goes round is allowed and said; a way round without a key is not.
        await row.GetByRole(AriaRole.Link).First.ClickAsync();
        await visit.Button("Добавить клавишу").ClickAsync();
        await Labelled(visit, "Клавиша 2 ведёт").SelectOptionAsync(new SelectOptionValue { Label = "голосовое меню" });
        await Expect(keys).ToContainTextAsync("звонок вернётся в это меню");
        await Labelled(visit, "Если клавишу не нажали").SelectOptionAsync(new SelectOptionValue { Label = "голосовое меню" });
        await Expect(visit.Page.GetByText("Звонок вернулся бы сюда по кругу")).ToBeVisibleAsync();
        await visit.Button("Сохранить").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Звонок вернулся бы сюда по кругу" })).ToBeVisibleAsync();
        await Labelled(visit, "Если клавишу не нажали").SelectOptionAsync(new SelectOptionValue { Label = "положить трубку" });
        await visit.Button("Сохранить").ClickAsync();
        await Expect(visit.Page.Locator(".editor")).ToHaveCountAsync(0);

        var menu = Assert.Single(Dialplan(server).Sections, s => s.Name.StartsWith("sipring-menu-", StringComparison.Ordinal));
        Assert.Equal("sipring-menu-a-b-exec-x-c-d", menu.Name);
        Assert.Equal(["s,1,Answer()", "t,1,Goto(s,again)", "i,1,NoOp()", "1,1,Goto(sipring-queues,450,1)", "2,1,Goto(sipring-menu-a-b-exec-x-c-d,s,1)"], menu.Values("exten"));
    }

    [Fact]
    public async Task Hours_WithSplitShiftsAndAHoliday_SayWhetherItIsOpenNow()
    {
        var server = running.Server;
        await server.Api.PutQueueAsync("450", new() { Name = "Продажи" });
        await UploadAsync(server, "closed", "Мы закрыты", 3);
        await using var visit = await running.OpenAsync("/pbx/hours");
        await visit.Link("Добавить рабочее время").First.ClickAsync();

        await Field(visit, "Название").FillAsync(Evil);
        await Field(visit, "Понедельник").FillAsync("0:00-12:00, 12:00-24:00");
        await visit.Button("Вторник–пятница как понедельник").ClickAsync();
        await Expect(Field(visit, "Пятница")).ToHaveValueAsync("0:00-12:00, 12:00-24:00");
        await Field(visit, "Суббота").FillAsync("весь день");
        await Field(visit, "Воскресенье").FillAsync("0-24");
        await Labelled(visit, "В нерабочее время").SelectOptionAsync(new SelectOptionValue { Label = "объявление" });
        await Labelled(visit, "В нерабочее время: выбор").SelectOptionAsync("closed");
        await visit.Button("Добавить").ClickAsync();
        await Expect(Field(visit, "Суббота")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(visit.Page.GetByText("«весь день» – не часы; напишите, например, 9:00-18:00.")).ToBeVisibleAsync();
        await Field(visit, "Суббота").FillAsync("0:00-9:00, 8:00-24:00");
        await visit.Button("Добавить").ClickAsync();
        await Expect(visit.Page.GetByText("Промежуток 00:00-09:00 пересекается с тем, что начинается в 08:00.")).ToBeVisibleAsync();
        await Field(visit, "Суббота").FillAsync("0:00-24:00");
        await Expect(visit.Page.GetByRole(AriaRole.Table, new() { NameRegex = new("^Неделя с ") }).GetByRole(AriaRole.Row)).ToHaveCountAsync(7);
        await visit.Button("Что изменится").ClickAsync();
        await Expect(visit.Region("Что изменится в файлах Asterisk")).ToContainTextAsync("STRFTIME");
        await visit.Button("Добавить").ClickAsync();
        var row = Row(visit.Region("Рабочее время"), "450 Продажи");
        await Expect(row).ToContainTextAsync("Открыто");
        await Expect(row).ToContainTextAsync("Мы закрыты");
        await Expect(row).ToContainTextAsync(Evil);

        // Today and tomorrow, so that midnight does not matter.
        await visit.Link("Добавить праздник").First.ClickAsync();
        await Field(visit, "Название").FillAsync("Санитарный день");
        var from = await Labelled(visit, "Первый день").InputValueAsync();
        var today = DateOnly.ParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        await Labelled(visit, "Последний день").FillAsync(today.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await visit.Button("Добавить").ClickAsync();
        await Expect(visit.Page.GetByText("Последний день раньше первого.")).ToBeVisibleAsync();
        await Labelled(visit, "Последний день").FillAsync(today.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await visit.Button("Добавить").ClickAsync();
        await Expect(Row(visit.Region("Праздники"), "Санитарный день")).ToContainTextAsync("сегодня");
        await Expect(row).ToContainTextAsync("Закрыто до");
        await Expect(row).ToContainTextAsync("Санитарный день");

        await row.GetByRole(AriaRole.Link).First.ClickAsync();
        await Labelled(visit, "Режим").SelectOptionAsync(new SelectOptionValue { Label = "открыто вручную" });
        await visit.Button("Сохранить").ClickAsync();
        await Expect(row).ToContainTextAsync("открыто вручную");
        await Expect(row).ToContainTextAsync("Открыто");
        Assert.Equal(["sipring-hours-a-b-exec-x-c-d", "sipring-open-a-b-exec-x-c-d"], Dialplan(server).Sections.Select(s => s.Name).Where(n => n.StartsWith("sipring-hours-", StringComparison.Ordinal) || n.StartsWith("sipring-open-", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task Sounds_WithoutTheConverter_SayWhatToInstall()
    {
        var programs = Directory.CreateTempSubdirectory("sipring-path-");
        foreach (var program in Environment.GetEnvironmentVariable("PATH")!.Split(':').Where(Directory.Exists).SelectMany(Directory.EnumerateFiles).DistinctBy(Path.GetFileName).Where(p => Path.GetFileName(p) != "sox"))
            File.CreateSymbolicLink(Path.Combine(programs.FullName, Path.GetFileName(program)), program);
        try
        {
            await using var server = await SipRingProcess.StartAsync([], null, new Dictionary<string, string> { ["PATH"] = programs.FullName });
            await using var visit = await browser.FirstSignInAsync(server);
            await visit.GoLiveAsync("/pbx/menus");
            await Expect(visit.Page.GetByText("Меню начинается с приветствия: сначала загрузите его.")).ToBeVisibleAsync();
            await visit.GoLiveAsync("/pbx/sounds?edit=new");
            var words = visit.Page.GetByText("выполните от root: apt-get install sox libsox-fmt-mp3");
            await Expect(words).ToHaveCountAsync(1);
            await ChooseAsync(visit, "Файл", "greeting.wav", TestSounds.Wav());
            await visit.Button("Загрузить").ClickAsync();
            await Expect(words).ToHaveCountAsync(2);
            Assert.Empty(Files(server));
        }
        finally
        {
            programs.Delete(recursive: true);
        }
    }

    private static ILocator Field(Visit visit, string label) => visit.Page.GetByRole(AriaRole.Textbox, new() { Name = label, Exact = true });

    // Where something must be given, a star that is not read out stands behind the label.
    private static ILocator Labelled(Visit visit, string label) => visit.Page.GetByLabel(new Regex($"^{Regex.Escape(label)}( \\*)?$"));

    private static ILocator Row(ILocator region, string text) => region.GetByRole(AriaRole.Row).Filter(new() { HasText = text });

    private static Task ChooseAsync(Visit visit, string label, string name, byte[] bytes) =>
        Labelled(visit, label).SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = bytes });

    private static async Task ChooseLargeAsync(Visit visit)
    {
        var folder = Directory.CreateTempSubdirectory("sipring-large-");
        var path = Path.Combine(folder.FullName, "large.wav");
        await using (var file = File.Create(path))
            file.SetLength(SoundLimits.Bytes + 1);
        await Labelled(visit, "Файл").SetInputFilesAsync(path);
        await Expect(visit.Page.GetByText($"Файл больше {SoundLimits.Megabytes} МБ.")).ToBeVisibleAsync();
        folder.Delete(recursive: true);
    }

    // It really plays: the element's own clock goes on, and stands still when it is told to stop.
    private static async Task ListensAsync(Visit visit, string sound)
    {
        var button = visit.Page.GetByRole(AriaRole.Button, new() { Name = $"Слушать: {sound}", Exact = true }).First;
        await button.ClickAsync();
        await visit.Page.WaitForFunctionAsync("() => { const audio = document.getElementById('listening'); return !audio.paused && audio.currentTime > 0.4 && audio.duration > 1; }");
        await Expect(button).ToHaveAttributeAsync("aria-pressed", "true");
        await button.ClickAsync();
        await Expect(button).ToHaveAttributeAsync("aria-pressed", "false");
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => document.getElementById('listening').paused"));
    }

    private static async Task UploadAsync(SipRingProcess server, string id, string name, double seconds)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
        using var answer = await http.PutAsync($"/api/v1/sounds/{id}?name={Uri.EscapeDataString(name)}", new ByteArrayContent(TestSounds.Wav(440, seconds)));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static IEnumerable<string> Files(SipRingProcess server)
    {
        var folder = Path.Combine(server.Home, "asterisk", "data", "sounds", "sipring-own");
        return Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder) : [];
    }

    private static ConfigurationFile Dialplan(SipRingProcess server) =>
        ConfigurationFile.Parse(File.ReadAllText(Path.Combine(server.Home, "asterisk", "etc", "extensions_routes_sipring.conf")));
}

using Microsoft.Playwright;
using SipRing.Tests.Browser.Host;
using static Microsoft.Playwright.Assertions;

namespace SipRing.Tests.Browser.Reports;

/// <summary>R2: the recording of the chosen row.</summary>
public sealed class PlayerTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private const string RecordedRow = "tbody tr[aria-selected]:has(.play)";

    [Fact]
    public async Task Player_RowChosen_PlaysPausesAndSeeks()
    {
        await using var visit = await browser.OpenAsync("/reports/queues");
        var player = Player(visit);
        await Expect(player.GetByRole(AriaRole.Button, new() { Name = "Воспроизвести" })).ToBeDisabledAsync();
        await visit.Page.Locator(RecordedRow).Nth(3).ClickAsync();
        await Expect(player).ToContainTextAsync("0:00 / 0:30");

        var position = player.GetByRole(AriaRole.Slider, new() { Name = "Место в записи" });
        await position.FocusAsync();
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(position).ToHaveAttributeAsync("aria-valuenow", "5");
        var box = (await position.BoundingBoxAsync())!;
        await visit.Page.Mouse.ClickAsync(box.X + box.Width / 2, box.Y + box.Height / 2);
        await Expect(position).ToHaveAttributeAsync("aria-valuenow", "15");
        await Expect(position).ToHaveAttributeAsync("aria-valuetext", "0:15 из 0:30");

        await player.GetByRole(AriaRole.Button, new() { Name = "Воспроизвести" }).ClickAsync();
        await Expect(player).ToContainTextAsync("0:17 / 0:30");
        await player.GetByRole(AriaRole.Button, new() { Name = "Пауза" }).ClickAsync();
        await Expect(player.GetByRole(AriaRole.Button, new() { Name = "Воспроизвести" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Player_ArrowsAndSpace_ChooseAndPlayWithoutAMouse()
    {
        await using var visit = await browser.OpenAsync("/reports/queues");
        await Expect(visit.Page.Locator(RecordedRow).Nth(3)).ToBeVisibleAsync();
        await visit.Page.Locator("[data-rows]").FocusAsync();
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(visit.Page.Locator("tbody tr[aria-selected=true]")).ToHaveCountAsync(1);
        await Expect(Player(visit)).ToContainTextAsync("/ 0:30");
        await visit.Page.Keyboard.PressAsync("Space");
        await Expect(Player(visit).GetByRole(AriaRole.Button, new() { Name = "Пауза" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Player_RowButton_PlaysAtOnce()
    {
        await using var visit = await browser.OpenAsync("/reports/queues");
        await visit.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Воспроизвести запись ") }).First.ClickAsync();
        await Expect(visit.Button("Пауза")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("tbody tr[aria-selected=true]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Player_Waveform_IsDrawnFromTheRecording()
    {
        await using var visit = await browser.OpenAsync("/reports/queues");
        await visit.Page.Locator(RecordedRow).Nth(3).ClickAsync();

        // Loud and quiet parts differ: columns of the picture are filled to different heights.
        await visit.Page.WaitForFunctionAsync(
            """
            () => {
              const canvas = document.querySelector('.wave canvas'), heights = new Set();
              if (!canvas?.width) return false;
              const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
              for (let x = 0; x < canvas.width; x += 4) {
                let filled = 0;
                for (let y = 0; y < canvas.height; y++) if (pixels[(y * canvas.width + x) * 4 + 3] > 0) filled++;
                heights.add(filled);
              }
              return heights.size > 6;
            }
            """);
    }

    [Fact]
    public async Task Player_Save_DownloadsTheFile()
    {
        await using var visit = await browser.OpenAsync("/reports/queues");
        await visit.Page.Locator(RecordedRow).Nth(3).ClickAsync();
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Link("Сохранить WAV").ClickAsync());
        Assert.EndsWith(".wav", download.SuggestedFilename, StringComparison.Ordinal);
        await using var stream = await download.CreateReadStreamAsync();
        var start = new byte[4];
        await stream.ReadExactlyAsync(start);
        Assert.Equal("RIFF"u8.ToArray(), start);
    }

    [Fact]
    public async Task Player_RowWithoutRecording_SaysSo()
    {
        await using var visit = await browser.OpenAsync("/reports/queues");
        await visit.Page.Locator("tbody tr[aria-selected]:not(:has(.play))").First.ClickAsync();
        await Expect(visit.Page.GetByText("У этого звонка нет записи")).ToBeVisibleAsync();
        await Expect(visit.Button("Сохранить WAV")).ToBeDisabledAsync();
    }

    private static ILocator Player(Visit visit) => visit.Page.GetByRole(AriaRole.Group, new() { Name = "Запись разговора" });
}

using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Hours;
using SipRing.CallCenter.Pbx.Menus;
using SipRing.CallCenter.Pbx.Sounds;
using SipRing.CallCenter.Queues;
using SipRing.Phone;
using SipRing.Testing;
using SipRing.Testing.Pbx;
using Xunit;

namespace SipRing.Tests.RealParts.Pbx;

/// <summary>A caller from outside in a voice menu of a real Asterisk: keys, wrong keys, no key, music, hours.</summary>
public sealed class MenuCallTests
{
    private const int Greeting = 900;
    private const int Wrong = 1300;
    private const int Music = 1700;
    private const string Did = "74951234567";

    [Fact]
    public async Task Call_InHoursThroughAMenu_HearsTheGreetingWaitsWithMusicAndReachesTheOperator()
    {
        await using var stage = await StartAsync();
        var mp3 = await TestSounds.Mp3Async(Music, 20);
        using (var upload = new MemoryStream(mp3))
            RoutesStage.Done(await stage.Pbx.Get<SaveSound>().HandleAsync(RoutesStage.Admin, "song", "Song", upload, "song.mp3", CancellationToken.None));
        RoutesStage.Done(await stage.Pbx.Get<SaveMusicClass>().HandleAsync(RoutesStage.Admin, new() { Id = "calm", Name = "Calm", Sounds = ["song"] }, CancellationToken.None));
        RoutesStage.Done(await stage.Pbx.Get<SaveQueue>().HandleAsync(RoutesStage.Admin, new CallQueue { Number = "450", Name = "Sales", MusicClass = "calm" }, onlyNew: false, CancellationToken.None));
        await MenuAsync(stage, menu => menu);
        await HoursAsync(stage, ScheduleMode.ByHours, [.. Enum.GetValues<DayOfWeek>().Select(day => new WeekHours(day, TimeOnly.MinValue, TimeOnly.MinValue))]);
        await using var phone = await stage.PhoneAsync("501");
        var provider = await ProviderAsync(stage);

        var call = provider.Dial(Did);
        await HearsAsync(call, Greeting, "the greeting");
        await call.SendDigitsAsync("1");
        await HearsAsync(call, Music, "the music of the queue, made of an mp3");

        // Now somebody is there.
        var anna = RoutesStage.Done(await stage.Pbx.Get<CreateAgent>().HandleAsync(RoutesStage.Admin, new("Anna", "4913"), CancellationToken.None));
        RoutesStage.Done(await stage.Pbx.Get<LogInAgent>().HandleAsync(RoutesStage.Admin, new("450", "501", anna.Id), CancellationToken.None));
        var ring = await phone.NextCallAsync(CancellationToken.None).WaitAsync(RoutesStage.Limit);
        Assert.True(await ring.AnswerAsync());
        await call.HangUpAsync();
    }

    [Fact]
    public async Task Call_KeyThatLeadsNowhere_HearsThatAndTheGreetingAgain()
    {
        await using var stage = await StartAsync();
        await stage.SoundAsync("wrong", Wrong, 3);
        await MenuAsync(stage, menu => menu with { WrongKey = "wrong", Keys = [new("2", Destination.Extension("502"))] });
        await using var phone = await stage.PhoneAsync("502");
        var provider = await ProviderAsync(stage, Destination.Menu("main"));

        var call = provider.Dial(Did);
        await HearsAsync(call, Greeting, "the greeting");
        await call.SendDigitsAsync("7");
        await HearsAsync(call, Wrong, "that the key was wrong");
        await HearsAsync(call, Greeting, "the greeting again");
        await call.SendDigitsAsync("2");

        Assert.Equal("74950000000", (await phone.NextCallAsync(CancellationToken.None).WaitAsync(RoutesStage.Limit)).Peer);
    }

    [Fact]
    public async Task Call_WithoutAKey_HearsTheGreetingAsOftenAsSaidAndGoesOn()
    {
        await using var stage = await StartAsync(greetingSeconds: 1.5);
        await MenuAsync(stage, menu => menu with { Plays = 2, WaitSeconds = 1, NoKey = Destination.Extension("501") });
        await using var phone = await stage.PhoneAsync("501");
        var provider = await ProviderAsync(stage, Destination.Menu("main"));

        var call = provider.Dial(Did);
        var ring = await phone.NextCallAsync(CancellationToken.None).WaitAsync(RoutesStage.Limit);

        // Twice a second and a half of it, and the waits between: neither once nor three times.
        Assert.InRange((ring.BeganAt - call.BeganAt).TotalSeconds, 4.5, 9);
        await call.HangUpAsync();
    }

    [Fact]
    public async Task Call_ThatDialsAnExtension_ReachesItOnlyWhereTheMenuAllowsIt()
    {
        await using var stage = await StartAsync();
        await stage.SoundAsync("wrong", Wrong, 3);
        await MenuAsync(stage, menu => menu with { DialExtensions = true, WrongKey = "wrong" });
        await using var phone = await stage.PhoneAsync("502");
        var provider = await ProviderAsync(stage, Destination.Menu("main"));

        var call = provider.Dial(Did);
        await HearsAsync(call, Greeting, "the greeting");
        await call.SendDigitsAsync("502");
        await phone.NextCallAsync(CancellationToken.None).WaitAsync(RoutesStage.Limit);
        await call.HangUpAsync();

        await MenuAsync(stage, menu => menu with { DialExtensions = false, WrongKey = "wrong" });
        var other = provider.Dial(Did);
        await HearsAsync(other, Greeting, "the greeting");
        await other.SendDigitsAsync("502");
        await HearsAsync(other, Wrong, "that there is no such key");
        await other.HangUpAsync();
    }

    [Fact]
    public async Task Call_OnAHoliday_HearsItsAnnouncementAndNotTheOneOfClosed()
    {
        await using var stage = await StartAsync();
        await stage.SoundAsync("closed", Wrong);
        await stage.SoundAsync("holiday", Music);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(stage.Pbx.Settings.TimeZone)).DateTime);
        await HoursAsync(stage, ScheduleMode.ByHours, []);
        var provider = await ProviderAsync(stage);

        var closed = provider.Dial(Did);
        await HearsAsync(closed, Wrong, "that it is closed");
        Assert.Equal(CallSide.Remote, (await closed.Ended.WaitAsync(RoutesStage.Limit)).By);

        // Yesterday to tomorrow, so that midnight does not matter.
        RoutesStage.Done(await stage.Pbx.Get<SaveHoliday>().HandleAsync(RoutesStage.Admin, new() { Id = "day", Name = "Day", From = today.AddDays(-1), To = today.AddDays(1) }, CancellationToken.None));
        var holiday = provider.Dial(Did);
        await HearsAsync(holiday, Music, "that it is a holiday");
        Assert.Equal(CallSide.Remote, (await holiday.Ended.WaitAsync(RoutesStage.Limit)).By);

        // By hand it is open whatever the calendar says.
        await MenuAsync(stage, menu => menu);
        await HoursAsync(stage, ScheduleMode.AlwaysOpen, []);
        var open = provider.Dial(Did);
        await HearsAsync(open, Greeting, "the greeting of the menu");
        await open.HangUpAsync();
    }

    [Fact]
    public async Task SaveSound_AnotherFileForOneThatIsPlayed_TheNextCallHearsIt()
    {
        await using var stage = await StartAsync();
        await MenuAsync(stage, menu => menu);
        var provider = await ProviderAsync(stage, Destination.Menu("main"));
        var first = provider.Dial(Did);
        await HearsAsync(first, Greeting, "the greeting");
        await first.HangUpAsync();

        await stage.SoundAsync("greeting", Music, 5);

        var second = provider.Dial(Did);
        await HearsAsync(second, Music, "the new greeting");
        await second.HangUpAsync();
    }

    private static async Task<RoutesStage> StartAsync(double greetingSeconds = 5)
    {
        var stage = await RoutesStage.StartAsync();
        await stage.SoundAsync("greeting", Greeting, greetingSeconds);
        return stage;
    }

    private static async Task MenuAsync(RoutesStage stage, Func<Menu, Menu> change) => RoutesStage.Done(await stage.Pbx.Get<SaveMenu>().HandleAsync(
        RoutesStage.Admin, change(new() { Id = "main", Name = "Main", Greeting = "greeting", Keys = [new("1", Destination.Queue("450"))] }), CancellationToken.None));

    private static async Task HoursAsync(RoutesStage stage, ScheduleMode mode, WeekHours[] week)
    {
        var menu = (await stage.Pbx.Get<PbxDirectory>().CurrentAsync(CancellationToken.None)).Menus.Contains("main");
        var sounds = (await stage.Pbx.Get<PbxDirectory>().CurrentAsync(CancellationToken.None)).Announcements;
        RoutesStage.Done(await stage.Pbx.Get<SaveSchedule>().HandleAsync(
            RoutesStage.Admin,
            new()
            {
                Id = "hours", Name = "Hours", Mode = mode, Week = [.. week],
                Open = menu ? Destination.Menu("main") : Destination.HangUp,
                Closed = sounds.Contains("closed") ? Destination.Announcement("closed") : Destination.HangUp,
                OnHoliday = sounds.Contains("holiday") ? Destination.Announcement("holiday") : null,
            },
            CancellationToken.None));
    }

    private static async Task<SipPhone> ProviderAsync(RoutesStage stage, Destination? destination = null)
    {
        var provider = stage.Provider("127.0.0.5");
        await stage.TrunkAsync("one", provider);
        await stage.IncomingAsync(new() { Id = "all", Name = "All", Destination = destination ?? Destination.Schedule("hours") });
        return provider;
    }

    private static async Task HearsAsync(PhoneCall call, int hertz, string what)
    {
        // What was heard before is not what is meant now.
        call.Heard.Forget();
        await Until.TrueAsync($"the caller hears {what}", RoutesStage.Limit, () =>
        {
            if (call.Heard.Length > TimeSpan.FromSeconds(0.6) && call.Heard.Share(hertz) > 0.7)
                return true;
            if (call.Heard.Length > TimeSpan.FromSeconds(1.2))
                call.Heard.Forget();
            return false;
        });
    }
}

using SipRing.Asterisk.Configuration;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Hours;
using SipRing.CallCenter.Pbx.Menus;
using SipRing.CallCenter.Pbx.Parts;
using SipRing.CallCenter.Pbx.Sounds;
using SipRing.CallCenter.Queues;
using SipRing.CallCenter.Settings;
using Xunit;

namespace SipRing.Tests.NoServer.Pbx;

/// <summary>
/// Whatever is typed into a field of a menu, of working hours, a holiday, a sound or music: it is refused, or the generated
/// files are read back as exactly what they would be without it.
/// </summary>
public sealed class HarmlessFlowTextTests
{
    private const string Plain = "plain";
    private static readonly AsteriskTree s_tree = new() { Command = [], Modules = "", Data = "", Sbin = "", Version = new(22, 10) };

    private static readonly PbxPart[] s_parts = [new RoutesPart(new() { TimeZone = "Europe/Moscow" }), new MusicPart(new(new SipRingHome("/srv/home"))), new QueuesPart(), new NumbersPart()];

    private static readonly Menu s_menu = new() { Id = "main", Name = Plain, Greeting = "hello", Keys = [new("1", Destination.Queue("450"))] };
    private static readonly Schedule s_schedule = new() { Id = "hours", Name = Plain, Week = [new(DayOfWeek.Monday, new(9, 0), new(18, 0))], Open = Destination.Menu("main") };
    private static readonly Holiday s_holiday = new() { Id = "year", Name = Plain, From = new(2026, 12, 31), To = new(2027, 1, 8) };
    private static readonly Announcement s_sound = new() { Id = "hello", Name = Plain, File = "0123456789abcdef01234567", Length = TimeSpan.FromSeconds(3), Original = "hello.wav" };
    private static readonly MusicClass s_music = new() { Id = "calm", Name = Plain, Sounds = ["hello"] };

    public static TheoryData<string> Texts => HarmlessTextTests.Texts;

    private static PbxConfiguration Base { get; } = new()
    {
        Extensions = PbxItems<Extension>.None.With(new("501", Plain)),
        Queues = PbxItems<CallQueue>.None.With(new() { Number = "450", Name = Plain }),
        Menus = PbxItems<Menu>.None.With(s_menu),
        Schedules = PbxItems<Schedule>.None.With(s_schedule),
        Holidays = PbxItems<Holiday>.None.With(s_holiday),
        Announcements = PbxItems<Announcement>.None.With(s_sound),
        MusicClasses = PbxItems<MusicClass>.None.With(s_music),
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Names_AnyText_NeverComeToAFile(string text)
    {
        Same(SaveMenu.Change(Base, s_menu with { Name = text }));
        Same(SaveSchedule.Change(Base, s_schedule with { Name = text }));
        Same(SaveHoliday.Change(Base, s_holiday with { Name = text }));
        Same(SaveSound.Change(Base, "hello", text, null, ""));
        Same(SaveSound.Change(Base, "hello", null, new(s_sound.File, s_sound.Length, false), text));
        Same(SaveMusicClass.Change(Base, s_music with { Name = text }));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void NewItems_OfAnyName_AreContextsOfPlainIds(string text)
    {
        New(SaveMenu.Change(Base, s_menu with { Id = "", Name = text }), "sipring-menu-");
        New(SaveSchedule.Change(Base, s_schedule with { Id = "", Name = text }), "sipring-hours-", "sipring-open-");
        New(SaveSound.Change(Base, "", text, new("fedcba", TimeSpan.FromSeconds(1), true), "x.wav"), "sipring-sound-");
        New(SaveSound.Change(Base, "", null, new("fedcba", TimeSpan.FromSeconds(1), true), text), "sipring-sound-");
        New(SaveMusicClass.Change(Base, s_music with { Id = "", Name = text }), "");
        New(SaveHoliday.Change(Base, s_holiday with { Id = "", Name = text }), "");
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Ids_AnyText_AreRefusedUnlessTheyAreIds(string text)
    {
        // An empty one is made of the name.
        if (text.Length == 0 || PbxRules.IsId(text))
            return;
        Refused("id-invalid", SaveMenu.Change(Base, s_menu with { Id = text }).Refusal);
        Refused("id-invalid", SaveSchedule.Change(Base, s_schedule with { Id = text }).Refusal);
        Refused("id-invalid", SaveHoliday.Change(Base, s_holiday with { Id = text }).Refusal);
        Refused("id-invalid", SaveSound.Change(Base, text, Plain, new("fedcba", TimeSpan.FromSeconds(1), true), "").Refusal);
        Refused("id-invalid", SaveMusicClass.Change(Base, s_music with { Id = text }).Refusal);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void References_AnyText_AreRefusedUnlessTheyExist(string text)
    {
        if (text is not "*")
            Refused("menu-key-invalid", SaveMenu.Change(Base, s_menu with { Keys = [new(text, Destination.HangUp)] }).Refusal);
        Menu[] menus =
        [
            s_menu with { Greeting = text }, s_menu with { WrongKey = text.Length == 0 ? "?" : text }, s_menu with { NoKey = Destination.Queue(text) },
            s_menu with { Keys = [new("1", Destination.Extension(text))] }, s_menu with { Keys = [new("1", Destination.Announcement(text))] },
            s_menu with { Keys = [new("1", Destination.Announcement("hello", Destination.Menu(text)))] },
        ];
        Assert.All(menus, menu => Nowhere(SaveMenu.Change(Base, menu)));
        Schedule[] schedules =
        [
            s_schedule with { Open = Destination.Schedule(text) }, s_schedule with { Closed = Destination.Announcement(text) }, s_schedule with { OnHoliday = Destination.Queue(text) },
        ];
        Assert.All(schedules, schedule => Nowhere(SaveSchedule.Change(Base, schedule)));
        Nowhere(SaveMusicClass.Change(Base, s_music with { Sounds = [text] }));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Hours_AnyText_AreRefusedOrHours(string text)
    {
        var read = OpenHoursText.Read(text, "hours");

        // None of these are hours; nothing, and a comma alone, is closed.
        Assert.Equal(text.All(c => char.IsWhiteSpace(c) || c is ',' or ';'), read.Succeeded);
        if (read.Succeeded)
            Same(SaveHoliday.Change(Base, s_holiday with { Hours = read.Value }));
    }

    [Fact]
    public void Music_NamedAsTheSettingsOfAsterisk_IsNoSectionOfThem()
    {
        Refused("music-id-reserved", SaveMusicClass.Change(Base, s_music with { Id = "general" }).Refusal);
        Assert.Equal("general-2", SaveMusicClass.Change(Base, s_music with { Id = "", Name = "General" }).Value!.Item.Id);
        Assert.Equal("default-2", SaveMusicClass.Change(Base, s_music with { Id = "", Name = "Default" }).Value!.Item.Id);
    }

    private static void Same<T>(Result<PbxEdited<T>> changed)
        where T : class, IPbxItem
    {
        if (changed.Succeeded)
            Assert.All(s_parts, part => Assert.Equal(part.Write(Base, s_tree), part.Write(changed.Value.After, s_tree)));
    }

    // Read back by the parser: one section more per context, of a plain id, and nothing but steps in it.
    private static void New<T>(Result<PbxEdited<T>> changed, params string[] contexts)
        where T : class, IPbxItem
    {
        if (!changed.Succeeded)
            return;
        Assert.True(PbxRules.IsId(changed.Value.Item.Key), changed.Value.Item.Key);
        foreach (var part in s_parts)
        {
            var (before, after) = (ConfigurationFile.Parse(part.Write(Base, s_tree)), ConfigurationFile.Parse(part.Write(changed.Value.After, s_tree)));
            var added = after.Sections.Select(s => s.Name).Except(before.Sections.Select(s => s.Name)).ToList();
            Assert.Subset(contexts.Select(context => context + changed.Value.Item.Key).ToHashSet(StringComparer.Ordinal), added.ToHashSet(StringComparer.Ordinal));
            Assert.All(after.Sections.SelectMany(s => s.Lines), line => Assert.True(line.Key is null or "exten" or "same" or "include" or "mode" or "directory" or "sort" or "entry" || part is QueuesPart, line.Text));
        }
    }

    private static void Nowhere<T>(Result<PbxEdited<T>> changed)
        where T : class, IPbxItem
    {
        var refusal = changed.Refusal ?? PbxIntegrity.Check(Base, changed.Value!.After);
        Assert.Contains(refusal?.Id, (string?[])["reference-unknown", "destination-missing", "menu-greeting-missing"]);
    }

    private static void Refused(string id, Refusal? refusal) => Assert.Equal(id, refusal?.Id);
}

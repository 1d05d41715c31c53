using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Hours;
using SipRing.CallCenter.Pbx.Menus;
using SipRing.CallCenter.Pbx.Sounds;
using SipRing.CallCenter.Queues;
using Xunit;

namespace SipRing.Tests.NoServer.Pbx.Menus;

/// <summary>What is said of a key before it is saved, and what is refused.</summary>
public sealed class MenuFlowTests
{
    private static readonly Menu s_menu = new() { Id = "main", Name = "Main", Greeting = "hello", Keys = [new("1", Destination.Queue("450"))] };

    private static PbxConfiguration Base { get; } = new()
    {
        Extensions = PbxItems<Extension>.None.With(new("501", "Anna")),
        Queues = PbxItems<CallQueue>.None.With(new() { Number = "450", Name = "Sales" }),
        Announcements = PbxItems<Announcement>.None.With(new() { Id = "hello", Name = "Hello", File = "0f", Length = TimeSpan.FromSeconds(3) }),
        Menus = PbxItems<Menu>.Of([s_menu, s_menu with { Id = "back", Keys = [new("1", Destination.Menu("main"))], NoKey = Destination.Menu("main") }]),
        Schedules = PbxItems<Schedule>.Of(
        [
            new() { Id = "round", Name = "Round", Open = Destination.Menu("main"), Closed = Destination.Announcement("hello", Destination.Menu("back")) },
            new() { Id = "hours", Name = "Hours", Open = Destination.Menu("main"), Closed = Destination.HangUp },
        ]),
    };

    public static TheoryData<Destination, CallFlowNote> Keys => new()
    {
        { Destination.Queue("450"), CallFlowNote.None },
        { Destination.Extension("501"), CallFlowNote.None },
        { Destination.Announcement("hello"), CallFlowNote.None },
        { Destination.Announcement("hello", Destination.Queue("450")), CallFlowNote.None },
        { Destination.Schedule("hours"), CallFlowNote.None },
        { Destination.HangUp, CallFlowNote.EndsAtOnce },
        { Destination.Busy, CallFlowNote.EndsAtOnce },
        { Destination.Queue("460"), CallFlowNote.LeadsNowhere },
        { Destination.Queue(""), CallFlowNote.LeadsNowhere },
        { Destination.Announcement("hello", Destination.Extension("777")), CallFlowNote.LeadsNowhere },
        { Destination.Menu("main"), CallFlowNote.OnlyComesBack },
        { Destination.Menu("back"), CallFlowNote.OnlyComesBack },
        { Destination.Announcement("hello", Destination.Menu("main")), CallFlowNote.OnlyComesBack },
        { Destination.Schedule("round"), CallFlowNote.OnlyComesBack },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public void NoteOf_Key_SaysWhatIsOddAboutIt(Destination destination, CallFlowNote note) =>
        Assert.Equal(note, new CallFlow(Base).NoteOf(DestinationKind.Menu, "main", destination));

    [Fact]
    public void Change_MenuThatComesBackWithoutAKey_IsRefusedAtThatField()
    {
        var refused = SaveMenu.Change(Base, s_menu with { NoKey = Destination.Schedule("round") }).Refusal;

        Assert.Equal(("destination-circle", "noKey"), (refused?.Id, refused?.Field));
    }

    [Fact]
    public void Change_KeyThatComesBack_IsAllowed() =>
        Assert.True(SaveMenu.Change(Base, s_menu with { Keys = [new("9", Destination.Menu("main")), new("1", Destination.Queue("450"))] }).Succeeded);

    public static TheoryData<Menu, string, string> Wrong => new()
    {
        { s_menu with { Name = "" }, "name-invalid", "name" },
        { s_menu with { Greeting = "" }, "menu-greeting-missing", "greeting" },
        { s_menu with { Keys = [] }, "menu-keys-missing", "keys" },
        { s_menu with { Keys = [new("A", Destination.HangUp)] }, "menu-key-invalid", "keys" },
        { s_menu with { Keys = [new("1", Destination.HangUp), new("1", Destination.Busy)] }, "menu-key-twice", "keys" },
        { s_menu with { Keys = [new("1", Destination.Queue(""))] }, "destination-missing", "keys" },
        { s_menu with { WaitSeconds = 0 }, "out-of-range", "waitSeconds" },
        { s_menu with { WaitSeconds = 61 }, "out-of-range", "waitSeconds" },
        { s_menu with { Plays = 0 }, "out-of-range", "plays" },
        { s_menu with { Plays = 11 }, "out-of-range", "plays" },
        { s_menu with { NoKey = new(DestinationKind.Busy, Then: Destination.HangUp) }, "destination-then", "noKey" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Change_WrongField_IsNamed(Menu menu, string refusal, string field)
    {
        var refused = SaveMenu.Change(Base, menu).Refusal;

        Assert.Equal((refusal, field), (refused?.Id, refused?.Field));
    }
}

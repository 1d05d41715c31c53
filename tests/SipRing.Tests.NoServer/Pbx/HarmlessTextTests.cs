using SipRing.Asterisk.Configuration;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Parts;
using SipRing.CallCenter.Queues;
using Xunit;

namespace SipRing.Tests.NoServer.Pbx;

/// <summary>Whatever is typed into a field of an extension or queue: it is refused, or the generated files mean exactly that and nothing more.</summary>
public sealed class HarmlessTextTests
{
    private const string Plain = "plain";
    private static readonly AsteriskTree s_tree = new() { Command = [], Modules = "", Data = "", Sbin = "", Version = new(22, 10) };

    public static TheoryData<string> Texts =>
    [
        "\"", "'", "a\"b", "\\", "a\\", "\\\" <502>, \"x", "a\r\nb", "a\nexten => 999,1,System(id)", "\r", "\t", "\0", "${SHELL(id)}", "$[1+1]", "${EXTEN}", "a,b", "a;b", ";", "a\\;b", ";--", "--;",
        "/../../etc/passwd", "#include /etc/passwd", "#exec id", "[502]", "[502](phone)", "](!)", "=>", "a = b", "a=>b", "<502>", "|", "&", "`id`", "$(id)", " x", "x ", "", "%", "\u202e", "\ud800", "Ёлка «1»", "*", "🙂",
        new string('x', 61), new string('x', 10_000), "501\n[502]", "-1", "1e3", "+", "٥٠١",
    ];

    private static PbxConfiguration Base { get; } = new PbxConfiguration
    {
        Extensions = PbxItems<Extension>.None.With(new("501", Plain)),
        Queues = PbxItems<CallQueue>.None.With(new() { Number = "450", Name = Plain }),
    }.WithSecret(PbxKind.Extension, "501", PhoneSecret.None);

    [Theory]
    [MemberData(nameof(Texts))]
    public void Extension_AnyTextInAnyField_IsRefusedOrMeansItself(string text)
    {
        SaveExtension.Request request = new("501", Plain, null);
        Check(request with { Number = text, Secret = "long-enough" }, e => e.Number, text, needsText: true);
        Check(request with { Name = text }, e => e.Name, text, needsText: true);
        Check(request with { OutsideNumber = text }, e => e.OutsideNumber, text);
        Check(request with { OutsideName = text }, e => e.OutsideName, text);
        Check(request with { PickupGroup = text }, e => e.PickupGroup, text);
        Check(request with { Language = text }, e => e.Language ?? "", text);

        // Routes of this name do not exist, so no change may pass with it.
        if (text != Extension.AllRoutes)
            Assert.False(Integrity(request with { OutgoingRoutes = [text] }));

        // A secret never reaches a file: only its digest does.
        var secret = SaveExtension.Change(Base, request with { Secret = text });
        if (secret.Succeeded)
            Same(Base, secret.Value with { Secrets = Base.Secrets });
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Queue_AnyTextInAnyField_IsRefusedOrMeansItself(string text)
    {
        CallQueue queue = new() { Number = "450", Name = Plain };
        Assert.NotNull(QueueRules.Check(queue with { Number = text }));
        if (QueueRules.Check(queue with { Name = text }) is null)
            Same(Base, Base with { Queues = Base.Queues.With(queue with { Name = text }) });
        if (text is not "*")
            Assert.NotNull(QueueRules.Check(queue with { Keys = [new(text, Destination.HangUp)] }));
        CallQueue[] leading =
        [
            queue with { MusicClass = text },
            queue with { Announcements = new() { Periodic = text } },
            queue with { Announcements = new() { ToOperator = text } },
            queue with { AfterTimeout = Destination.Queue(text) },
            queue with { AfterFull = Destination.Menu(text) },
            queue with { AfterEmpty = Destination.Announcement(text) },
            queue with { Keys = [new("1", Destination.Extension(text))] },
        ];

        // What does not exist cannot be led to, so such a text never comes to a file.
        Assert.All(leading, q => Assert.Equal("reference-unknown", PbxIntegrity.Check(Base, Base with { Queues = Base.Queues.With(q) })?.Id));
    }

    private static void Check(SaveExtension.Request request, Func<Extension, string> field, string text, bool needsText = false)
    {
        var changed = SaveExtension.Change(Base, request);
        if (!changed.Succeeded)
            return;
        Assert.False(needsText && text.Length == 0);
        var saved = changed.Value.Extensions[request.Number]!;
        Assert.Equal(text, field(saved));
        Read(changed.Value, saved);
    }

    private static bool Integrity(SaveExtension.Request request)
    {
        var changed = SaveExtension.Change(Base, request);
        return changed.Succeeded && PbxIntegrity.Check(Base, changed.Value) is null;
    }

    // Read back by the parser: the same sections as without the text, and the text only where it belongs.
    private static void Read(PbxConfiguration configuration, Extension extension)
    {
        var phones = ConfigurationFile.Parse(new PhonesPart().Write(configuration, s_tree));
        Assert.Equal(configuration.Extensions.SelectMany(e => Enumerable.Repeat(e.Number, 3)), phones.Sections.Select(s => s.Name));
        var endpoint = phones.Find(extension.Number).First();
        var name = extension.Name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        Assert.Equal($"\"{name}\" <{extension.Number}>", endpoint["callerid"]);
        Assert.Equal(extension.Language, endpoint["language"]);
        Assert.Equal(extension.PickupGroup, endpoint["named_pickup_group"] ?? "");
        string[] wishes = [.. Wish("SIPRING_OUTSIDE_NUMBER", extension.OutsideNumber), .. Wish("SIPRING_OUTSIDE_NAME", extension.OutsideName)];
        Assert.Equal(wishes, endpoint.Values("set_var"));
        Assert.All(endpoint.Lines, l => Assert.NotNull(l.Key));
        Same(Base with { Extensions = configuration.Extensions }, configuration, phonesToo: false);
    }

    private static string[] Wish(string variable, string value) => value.Length == 0 ? [] : [$"{variable}={value}"];

    // The dialplan and the queues hold numbers only: no text makes a difference there.
    private static void Same(PbxConfiguration one, PbxConfiguration other, bool phonesToo = true)
    {
        PbxPart[] parts = [new QueuesPart(), new NumbersPart(), new PenaltyRulesPart(), .. phonesToo ? [new PhonesPart()] : (PbxPart[])[]];
        Assert.All(parts, p => Assert.Equal(p.Write(one, s_tree), p.Write(other, s_tree)));
    }
}

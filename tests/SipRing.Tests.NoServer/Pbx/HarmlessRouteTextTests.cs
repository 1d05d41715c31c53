using SipRing.Asterisk.Configuration;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Parts;
using SipRing.CallCenter.Pbx.Routes;
using SipRing.CallCenter.Pbx.Trunks;
using SipRing.CallCenter.Queues;
using SipRing.CallCenter.Settings;
using Xunit;

namespace SipRing.Tests.NoServer.Pbx;

/// <summary>Whatever is typed into a field of a trunk or a route: it is refused, or the generated files mean exactly that and nothing more.</summary>
public sealed class HarmlessRouteTextTests
{
    private static readonly AsteriskTree s_tree = new() { Command = [], Modules = "", Data = "", Sbin = "", Version = new(22, 10) };
    private static readonly Trunk s_trunk = new() { Id = "one", Name = "One", Host = "sip.example.com", User = "700" };
    private static readonly IncomingRoute s_incoming = new() { Id = "in", Name = "In", Number = "74951234567", Destination = Destination.Queue("450") };
    private static readonly OutgoingRoute s_outgoing = new() { Id = "out", Name = "Out", Rules = [new("8X!", 1, "+7")], Trunks = ["one"] };

    private static readonly PbxConfiguration s_base = new PbxConfiguration
    {
        Extensions = PbxItems<Extension>.Of([new("501", "Plain")]),
        Queues = PbxItems<CallQueue>.Of([new() { Number = "450", Name = "Plain" }]),
        Trunks = PbxItems<Trunk>.Of([s_trunk]),
        IncomingRoutes = PbxItems<IncomingRoute>.Of([s_incoming]),
        OutgoingRoutes = PbxItems<OutgoingRoute>.Of([s_outgoing]),
    }.WithSecret(PbxKind.Trunk, "one", "plain");

    public static TheoryData<string> Texts => HarmlessTextTests.Texts;

    [Theory]
    [MemberData(nameof(Texts))]
    public void Trunk_AnyTextInAnyField_IsRefusedOrMeansItself(string text)
    {
        Check(Trunk(s_trunk with { Id = text }));
        Check(Trunk(s_trunk with { Name = text }));
        Check(Trunk(s_trunk with { Host = text }), "contact", "sip:" + text);
        Check(Trunk(s_trunk with { User = text }), "username", text);
        Check(Trunk(s_trunk with { AuthUser = text }), "username", text.Length == 0 ? "700" : text);
        Check(Trunk(s_trunk with { FromUser = text }), "from_user", text);
        Check(Trunk(s_trunk with { FromDomain = text }), "from_domain", text);
        Check(Trunk(s_trunk with { OutboundProxy = text }), "outbound_proxy", text.Length == 0 ? "" : $"sip:{text};lr");
        Check(Trunk(s_trunk with { Codecs = [text] }), "allow", text);
        Check(Trunk(s_trunk with { CallerId = text }));
        Check(Trunk(s_trunk with { Addresses = [text] }), "match", text);
        Check(Trunk(s_trunk, text), "password", text);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void IncomingRoute_AnyTextInAnyField_IsRefusedOrMeansItself(string text)
    {
        IncomingRoute[] routes =
        [
            s_incoming with { Id = text }, s_incoming with { Name = text }, s_incoming with { Number = text }, s_incoming with { Caller = text }, s_incoming with { Trunk = text },
            s_incoming with { NamePrefix = text }, s_incoming with { Language = text }, s_incoming with { Destination = Destination.Queue(text) },
            s_incoming with { Destination = Destination.Menu(text) }, s_incoming with { Destination = Destination.Announcement(text) }, s_incoming with { Destination = Destination.Schedule(text) },
        ];
        Assert.All(routes, route => Check(Whole(SaveIncomingRoute.Change(s_base, route))));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void OutgoingRoute_AnyTextInAnyField_IsRefusedOrMeansItself(string text)
    {
        OutgoingRoute[] routes =
        [
            s_outgoing with { Id = text }, s_outgoing with { Name = text }, s_outgoing with { Rules = [new(text)] }, s_outgoing with { Rules = [new("8X!", 1, text)] },
            s_outgoing with { Trunks = [text] }, s_outgoing with { CallerId = text }, s_outgoing with { Extensions = [text] }, s_outgoing with { Schedule = text },
        ];
        Assert.All(routes, route => Check(Whole(SaveOutgoingRoute.Change(s_base, route))));
    }

    private static PbxConfiguration? Trunk(Trunk trunk, string? secret = null) => Whole(SaveTrunk.Change(s_base, trunk, secret));

    private static PbxConfiguration? Whole<T>(Result<PbxEdited<T>> edited) =>
        edited.Succeeded && PbxIntegrity.Check(s_base, edited.Value.After) is null ? edited.Value.After : null;

    // A value that came through stands in its line as it was typed, and in no other.
    private static void Check(PbxConfiguration? changed, string key, string value)
    {
        if (changed is null)
            return;
        var values = Files(changed).Where(f => f.Path.StartsWith("pjsip_", StringComparison.Ordinal)).SelectMany(f => ConfigurationFile.Parse(f.Text).Sections).SelectMany(s => s.Values(key)).ToList();
        if (value.Length == 0)
            Assert.Empty(values);
        else
            Assert.Contains(value, values);
        Check(changed);
    }

    // As many lines of the same kind as without the text: nothing was begun, ended or commented out by it.
    private static void Check(PbxConfiguration? changed)
    {
        if (changed is null)
            return;
        foreach (var (path, text) in Files(changed))
        {
            var parsed = ConfigurationFile.Parse(text);
            Assert.All(parsed.Sections.SelectMany(s => s.Lines), line => Assert.NotNull(line.Key));
            Assert.All(parsed.Sections, s => Assert.Matches("^[a-z0-9-]+$", s.Name));
            Assert.Equal(text.Split('\n').Length, text.Split(["\r\n", "\n", "\r", "\u0085", "\u2028"], StringSplitOptions.None).Length);
            Assert.DoesNotMatch(@"(?m)^\s*#", text);
            if (path.StartsWith("extensions", StringComparison.Ordinal))
                Assert.DoesNotMatch(@"SHELL|`|\$\(|999,1|System\(", text);
        }
    }

    private static IEnumerable<(string Path, string Text)> Files(PbxConfiguration pbx)
    {
        PbxPart[] parts = [new TrunksPart(), new RegistrationsPart(), new IdentitiesPart(), new RoutesPart(new SipRingSettings { TimeZone = "Europe/Moscow" })];
        return parts.Select(p => (p.File, p.Write(pbx, s_tree)));
    }
}

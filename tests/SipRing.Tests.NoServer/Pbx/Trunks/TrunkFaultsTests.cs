using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Trunks;
using SipRing.Testing.Pbx;
using Xunit;

namespace SipRing.Tests.NoServer.Pbx.Trunks;

/// <summary>Lines of Asterisk 22's own log about registrations that fail.</summary>
public sealed class TrunkFaultsTests
{
    private static readonly Trunk s_trunk = new() { Id = "one", Name = "One", Host = "sip.example.com", Port = 5080, User = "700" };
    private static readonly Trunk s_other = s_trunk with { Id = "two", User = "701" };

    [Theory]
    [InlineData("Temporal response '401' received from 'sip:sip.example.com:5080' on registration attempt to 'sip:700@sip.example.com:5080', retrying in '20'", TrunkFaultKind.Refused, 401)]
    [InlineData("No response received from 'sip:sip.example.com:5080' on registration attempt to 'sip:700@sip.example.com:5080', retrying in '20'", TrunkFaultKind.NoAnswer, 0)]
    [InlineData("403 Forbidden fatal response received from 'sip:sip.example.com:5080' on registration attempt to 'sip:700@sip.example.com:5080', retrying in '120' seconds", TrunkFaultKind.Refused, 403)]
    [InlineData("'404' fatal response received from 'sip:sip.example.com:5080' on registration attempt to 'sip:700@sip.example.com:5080', retrying in '120' seconds", TrunkFaultKind.Refused, 404)]
    [InlineData("Fatal response '488' received from 'sip:sip.example.com:5080' on registration attempt to 'sip:700@sip.example.com:5080', stopping outbound registration", TrunkFaultKind.Refused, 488)]
    public void Newest_LineOfItsRegistration_TellsWhy(string text, TrunkFaultKind kind, int code)
    {
        var found = Read(Line("10:00:00.000", text));
        Assert.Equal((kind, code), (found["one"].Kind, found["one"].Code));
        Assert.False(found.ContainsKey("two"));
    }

    [Fact]
    public void Newest_SeveralLines_TheLastCountsWithItsTime()
    {
        const string Rest = "received from 'sip:sip.example.com:5080' on registration attempt to 'sip:700@sip.example.com:5080', retrying in '20'";
        var found = Read(
            Line("10:00:00.000", "Temporal response '401' " + Rest), Line("10:00:20.500", "No response " + Rest),
            Line("10:00:30.000", "Temporal response '503' received from 'sip:sip.example.com:5080' on registration attempt to 'sip:799@sip.example.com:5080', retrying in '20'"),
            "[2026-11-27 10:00:40.000] NOTICE[5] app_queue.c: Temporal response '500' " + Rest, "half a line");

        Assert.Equal(TrunkFaultKind.NoAnswer, found["one"].Kind);
        Assert.Equal(new DateTime(2026, 11, 27, 10, 0, 20, 500), TimeZoneInfo.ConvertTime(found["one"].At!.Value, TimeZoneInfo.Local).DateTime);
    }

    [Fact]
    public void Newest_NoLogYet_IsEmpty()
    {
        using var home = new TestHome();
        Assert.Empty(new TrunkFaults(new(home.Home)).Newest([s_trunk]));
    }

    private static string Line(string time, string text) => $"[2026-11-27 {time}] WARNING[4711] res_pjsip_outbound_registration.c: {text}";

    private static IReadOnlyDictionary<string, TrunkFault> Read(params string[] lines)
    {
        using var home = new TestHome();
        var folders = new PbxFolders(home.Home);
        Directory.CreateDirectory(folders.Log);
        File.WriteAllLines(folders.Messages, lines);
        return new TrunkFaults(folders).Newest([s_trunk, s_other]);
    }
}

using System.Net;
using FsCheck;
using FsCheck.Fluent;
using SipRing.Phone.Media;
using Xunit;

namespace SipRing.Tests.NoServer.Phone;

public sealed class SessionDescriptionTests
{
    [Theory]
    [InlineData(MediaDirection.SendReceive)]
    [InlineData(MediaDirection.SendOnly)]
    [InlineData(MediaDirection.ReceiveOnly)]
    [InlineData(MediaDirection.Inactive)]
    public void Parse_WhatWasWritten_IsTheSame(MediaDirection direction)
    {
        var read = SessionDescription.Parse(SessionDescription.Write(IPAddress.Parse("127.0.0.2"), 40002, direction, 3));

        Assert.Equal(new SessionDescription(IPAddress.Parse("127.0.0.2"), 40002, direction, 101), read);
    }

    [Fact]
    public void Parse_AddressOfTheStreamAndSecondStream_TakesTheAudioStream()
    {
        const string Text = "v=0\nc=IN IP4 10.0.0.1\na=sendonly\nm=audio 4000 RTP/AVP 0 96\nc=IN IP4 10.0.0.2\na=rtpmap:96 telephone-event/8000\n" +
            "m=video 5000 RTP/AVP 97\nc=IN IP4 10.0.0.3\na=inactive\n";

        Assert.Equal(new SessionDescription(IPAddress.Parse("10.0.0.2"), 4000, MediaDirection.SendOnly, 96), SessionDescription.Parse(Text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("c=IN IP4 10.0.0.1\nm=video 1 RTP/AVP 0")]
    [InlineData("m=audio 4000 RTP/AVP 0")]
    [InlineData("c=IN IP4 nowhere\nm=audio 4000 RTP/AVP 0")]
    [InlineData("c=IN IP4 10.0.0.1\nm=audio 70000 RTP/AVP 0")]
    public void Parse_NoUsableAudio_IsNull(string text) => Assert.Null(SessionDescription.Parse(text));

    [Fact]
    public void Parse_AnyText_NeverThrows() => Prop.ForAll<string?>(text =>
    {
        SessionDescription.Parse(text ?? "");
        SessionDescription.Parse("m=audio " + text + "\nc=IN IP4 " + text + "\na=rtpmap:" + text);
    }).QuickCheckThrowOnFailure();
}

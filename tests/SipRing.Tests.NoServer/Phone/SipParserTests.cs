using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SipRing.Phone.Messages;
using Xunit;

namespace SipRing.Tests.NoServer.Phone;

public sealed class SipParserTests
{
    private const string Invite =
        "INVITE sip:450@127.0.0.1:5060 SIP/2.0\r\nv: SIP/2.0/UDP 127.0.0.1:40000;branch=z9hG4bKabc;rport\r\n" +
        "f: \"O'Hara <main>\" <sip:501@127.0.0.1;user=phone>;tag=one\r\nTo: <sip:450@127.0.0.1>\r\ni: call-1\r\nCSeq: 7 INVITE\r\n" +
        "Subject: two\r\n lines\r\nContent-Length: 4\r\n\r\nbodyrest";

    [Fact]
    public void TryParse_Request_ReadsEveryPart()
    {
        Assert.True(SipParser.TryParse(Encoding.UTF8.GetBytes(Invite), out var message));

        var request = Assert.IsType<SipRequest>(message);
        Assert.Equal(("INVITE", "sip:450@127.0.0.1:5060"), (request.Method, request.Uri));
        Assert.Equal("z9hG4bKabc", request.Branch);
        Assert.Equal((7, "INVITE"), request.CSeq);
        Assert.Equal("call-1", request.CallId);
        Assert.Equal(("O'Hara <main>", "501", "one"), (request.From.Name, request.From.User, request.From.Tag));
        Assert.Null(request.To.Tag);
        Assert.Equal("two lines", request.Headers["subject"]);
        Assert.Equal("body", request.Body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n\r\n")]
    [InlineData("INVITE sip:1@h SIP/2.0\r\nCall-ID: 1")]
    [InlineData("INVITE sip:1@h\r\nCall-ID: 1\r\n\r\n")]
    [InlineData("SIP/2.0 20 OK\r\nCall-ID: 1\r\n\r\n")]
    [InlineData("SIP/2.0 200 OK\r\nno colon here\r\n\r\n")]
    [InlineData("SIP/2.0 200 OK\r\nContent-Length: 5\r\n\r\nfour")]
    [InlineData("SIP/2.0 200 OK\r\nContent-Length: -1\r\n\r\n")]
    public void TryParse_NotSip_IsRefused(string text) =>
        Assert.False(SipParser.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void TryParse_AnyBytes_NeverThrows() => Prop.ForAll<byte[]>(bytes =>
    {
        SipParser.TryParse(bytes, out _);
        SipParser.TryParse([.. "SIP/2.0 200 OK\r\n"u8, .. bytes, .. "\r\n\r\n"u8], out _);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void TryParse_AnyPartOfAMessage_NeverThrows()
    {
        var whole = Encoding.UTF8.GetBytes(Invite);
        for (var length = 0; length < whole.Length; length++)
        {
            SipParser.TryParse(whole.AsSpan(0, length), out _);
        }
    }

    [Fact]
    public void TryParse_WhatWasWritten_IsTheSame() => Prop.ForAll(Responses().ToArbitrary(), response =>
    {
        Assert.True(SipParser.TryParse(response.ToBytes(), out var read));
        Assert.Equal(response.StartLine, read.StartLine);
        Assert.Equal(response.Headers, read.Headers.Where(header => header.Key != "Content-Length"));
        Assert.Equal(response.Body, read.Body);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("X\r\nInjected: 1", "v")]
    [InlineData("X", "v\r\nInjected: 1")]
    [InlineData("", "v")]
    public void Add_ValueThatWouldBreakTheMessage_Throws(string name, string value) =>
        Assert.Throws<ArgumentException>(() => new SipHeaders().Add(name, value));

    private static Gen<SipResponse> Responses()
    {
        var name = Gen.Elements("Via", "X-One", "Contact", "Route", "x");
        var value = Gen.Elements("a", "sip:501@h;tag=1", "\"Иван, «Петров»\" <sip:1@h>", "one:two", "");
        var header = name.Zip(value);
        var body = Gen.Elements("", "v=0\r\n", "привет\r\n\r\nещё", "\r\n\r\n");
        return Gen.Choose(100, 699).Zip(header.ListOf()).Zip(body).Select(parts =>
        {
            var response = new SipResponse(parts.Item1.Item1, "Some Reason") { Body = parts.Item2 };
            foreach (var (key, text) in parts.Item1.Item2)
            {
                response.Headers.Add(key, text);
            }

            return response;
        });
    }
}

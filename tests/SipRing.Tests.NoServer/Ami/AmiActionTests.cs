using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SipRing.Asterisk.Ami;
using Xunit;

namespace SipRing.Tests.NoServer.Ami;

public sealed class AmiActionTests
{
    [Fact]
    public void With_AnyText_EitherRefusedOrOneHeaderOnTheWire()
    {
        var text = Gen.Elements("a", "Я", ":", " ", "\r", "\n", "\0", "\r\n", "Action: Command", "\u2028", "\u0085").ListOf().Select(string.Concat);
        Prop.ForAll(text.ToArbitrary(), text.ToArbitrary(), (name, value) =>
        {
            AmiAction action;
            try
            {
                action = new AmiAction("UserEvent").With(name, value);
            }
            catch (ArgumentException)
            {
                return name.Length == 0 || name.Contains(':', StringComparison.Ordinal) || (name + value).AsSpan().IndexOfAny('\r', '\n', '\0') >= 0;
            }

            var wire = new ReadOnlySequence<byte>(AmiEncoder.Encode(action, "7").WrittenMemory);
            var message = new AmiParser().Read(ref wire);
            return wire.IsEmpty && message!.Headers.SequenceEqual([new("Action", "UserEvent"), new("ActionID", "7"), new(name, value)]);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("Ping\r\nAction: Command")]
    [InlineData("Ping\n")]
    public void Name_WithLineBreak_IsRefused(string name) => Assert.Throws<ArgumentException>(() => new AmiAction(name));

    [Theory]
    [InlineData("ActionID")]
    [InlineData("action")]
    public void With_HeaderOfTheClient_IsRefused(string name) => Assert.Throws<ArgumentException>(() => new AmiAction("Ping").With(name, "x"));

    [Fact]
    public void Encode_MoreThanAsteriskReads_IsRefused()
    {
        var longest = new string('x', 1022 - "Data: ".Length);
        Assert.True(AmiEncoder.Encode(new AmiAction("A").With("Data", longest), "1").WrittenCount > 1022);
        Assert.Throws<ArgumentException>(() => AmiEncoder.Encode(new AmiAction("A").With("Data", longest + "x"), "1"));
        Assert.Throws<ArgumentException>(() => AmiEncoder.Encode(new AmiAction("A").With("Data", new string('я', 600)), "1"));

        var many = new AmiAction("A");
        for (var i = 0; i < 125; i++)
            many.With("Variable", "a=b");
        Assert.True(AmiEncoder.Encode(many, "1").WrittenCount > 0);
        Assert.Throws<ArgumentException>(() => AmiEncoder.Encode(many.With("Variable", "a=b"), "1"));
    }

    [Theory]
    [InlineData("Action: Login\r\nSecret: geheim\r\n\r\n", "Action: Login\r\nSecret: ***\r\n\r\n")]
    [InlineData("Action: Login\r\nkey: 0abc\r\n\r\n", "Action: Login\r\nKey: ***\r\n\r\n")]
    [InlineData("Action: DBGet\r\nKey: name\r\n\r\n", "Action: DBGet\r\nKey: name\r\n\r\n")]
    public void Masked_Secrets_AreGone(string sent, string recorded) =>
        Assert.Equal(recorded, Encoding.UTF8.GetString(AmiRecorder.Masked(Encoding.UTF8.GetBytes(sent))));
}

using SipRing.CallCenter.Common;
using Xunit;

namespace SipRing.Tests.NoServer.Common;

/// <summary>A refusal shows what was typed, and no page of it.</summary>
public sealed class RefusalTests
{
    [Fact]
    public void Message_ValueOfThousands_IsCutAndTheRestOfTheSentenceStays()
    {
        var typed = new string('9', 5000);

        var refusal = new Refusal("reference-unknown", $"There is no queue {typed}. Choose one of the list.", "queue", RefusalKind.Invalid, "queue", typed);

        Assert.Equal($"There is no queue {new string('9', 60)}… Choose one of the list.", refusal.Message);
        Assert.Equal(["queue", new string('9', 60) + "…"], refusal.Arguments);
    }

    [Fact]
    public void Message_Usual_IsAsItWasWritten() =>
        Assert.Equal("Run: apt-get install --no-install-recommends sox libsox-fmt-mp3", new Refusal("x", "Run: apt-get install --no-install-recommends sox libsox-fmt-mp3").Message);

    [Fact]
    public void Cut_InACharacterOfTwoHalves_LeavesNoHalf() =>
        Assert.Equal(string.Concat(Enumerable.Repeat("😀", 30)) + "…", ShownValue.Of(string.Concat(Enumerable.Repeat("😀", 100))));
}

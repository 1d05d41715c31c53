using System.Globalization;
using SipRing.Server.Machine;
using Xunit;

namespace SipRing.Tests.NoServer.Machine;

public sealed class ServerFactsTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(53_687_091_200, "50 GiB")]
    public void Size_OfBytes_AsPeopleSayIt(long bytes, string text)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        Assert.Equal(text, ServerRows.Size(bytes).Replace('\u00a0', ' '));
    }
}

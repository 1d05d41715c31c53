using SipRing.Server.CommandLine;
using Xunit;

namespace SipRing.Tests.NoServer.CommandLine;

public sealed class ServeCommandTests
{
    [Theory]
    [InlineData("")]
    [InlineData("/deeper")]
    public async Task RunAsync_HomeIsAFile_RefusesTheStart(string below)
    {
        var file = Path.GetTempFileName();
        try
        {
            Assert.Equal(1, await SipRingCommand.RunAsync(["serve", "--home", file + below]));
        }
        finally
        {
            File.Delete(file);
        }
    }
}

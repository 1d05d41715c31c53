using Microsoft.Extensions.Logging.Abstractions;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Storage;
using SipRing.Server.Access;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Access;

public sealed class StillAllowedTests
{
    [Fact]
    public async Task Is_DatabaseAway_NobodyIsTurnedOut()
    {
        var away = Database.Sqlite("/dev/null/sipring.db");
        var allowed = new StillAllowed(new(away), new(away, TimeProvider.System), NullLogger<StillAllowed>.Instance);
        var person = Principals.Of(new User(1, "jane", Role.Supervisor, MustChange: false, "stamp", DateTimeOffset.UnixEpoch));

        Assert.True(await allowed.IsAsync(person, CancellationToken.None));
    }
}

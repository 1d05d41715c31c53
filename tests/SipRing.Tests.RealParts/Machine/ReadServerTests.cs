using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Storage;
using SipRing.Phone;
using SipRing.Server.Machine;
using SipRing.Testing;
using SipRing.Testing.Pbx;
using SipRing.Testing.Storage;
using Xunit;

namespace SipRing.Tests.RealParts.Machine;

/// <summary>The facts of the server, with a real Asterisk and both databases.</summary>
public sealed class ReadServerTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(40);
    private static readonly Actor s_admin = new(ActorKind.User, "admin", Role.Administrator);

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task HandleAsync_OwnAsteriskWithAPhone_TellsBoth(DatabaseKind kind)
    {
        await using var pbx = await OwnAsteriskFixture.StartAsync(["501"], []);
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var ami = new AmiClient(pbx.Asterisk.ConfigurationLogin.ToOptions(), TimeProvider.System, NullLogger<AmiClient>.Instance);
        ami.Start();
        await using var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System).AddSingleton(pbx.Home).AddSingleton(pbx.Settings).AddSingleton(database.Database)
            .AddSingleton<IOwnAsterisk>(pbx.Asterisk).AddSingleton(new PbxManager(ami)).AddServerFacts().BuildServiceProvider();
        var read = services.GetRequiredService<ReadServer>();
        await using var phone = new SipPhone(new() { Server = pbx.Settings.Sip, User = "501", Secret = OwnAsteriskFixture.Secret("501") });
        await phone.RegisterAsync(CancellationToken.None);

        var facts = await Until.NotNullAsync("the phone is registered", s_limit, async () =>
            (await read.HandleAsync(s_admin, CancellationToken.None)).Value is { Asterisk.Phones.Count: > 0 } told ? told : null);

        Assert.Null(facts.Asterisk.Problem);
        Assert.Empty(facts.Asterisk.Missing);
        Assert.Contains(facts.Asterisk.Modules, m => m is { Name: "app_queue.so", IsRunning: true, IsNeeded: true });
        Assert.StartsWith("22.", facts.Versions.Asterisk, StringComparison.Ordinal);
        Assert.InRange(facts.Uptime.AsteriskSeconds!.Value, 0, 600);
        Assert.Equal(0, facts.Uptime.Calls);
        Assert.InRange(facts.Clock.AsteriskMs!.Value, -1500, 1500);
        Assert.Equal("501", facts.Asterisk.Phones.Single().Endpoint);
        Assert.DoesNotContain("501@", facts.Asterisk.Phones.Single().Address, StringComparison.Ordinal);
        Assert.True(facts.Load.AsteriskBytes > 1_000_000);
        Assert.All(facts.Listening.Where(l => l.What is "sip" or "ami"), l => Assert.True(l.Listens, l.ToString()));
        if (kind == DatabaseKind.MariaDb)
            Assert.InRange(facts.Clock.DatabaseMs!.Value, -1500, 1500);
        else
            Assert.Null(facts.Clock.DatabaseMs);
        Assert.StartsWith(kind.ToString(), facts.Versions.Database, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task HandleAsync_AsteriskEnded_SaysThatItIsAway()
    {
        await using var pbx = await OwnAsteriskFixture.StartAsync([], []);
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var ami = new AmiClient(pbx.Asterisk.ConfigurationLogin.ToOptions(), TimeProvider.System, NullLogger<AmiClient>.Instance);
        await using var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System).AddSingleton(pbx.Home).AddSingleton(pbx.Settings).AddSingleton(database.Database)
            .AddSingleton<IOwnAsterisk>(pbx.Asterisk).AddSingleton(new PbxManager(ami)).AddServerFacts().BuildServiceProvider();

        var facts = (await services.GetRequiredService<ReadServer>().HandleAsync(s_admin, CancellationToken.None)).Value!;

        Assert.NotNull(facts.Asterisk.Problem);
        Assert.Null(facts.Versions.Asterisk);
        Assert.True(facts.Load.MemoryBytes > 0);
    }
}

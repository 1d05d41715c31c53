using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SipRing.Asterisk.Ami;
using SipRing.Testing;
using SipRing.Testing.FakeAsterisk;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Ami;

public sealed class AmiLoginTests
{
    [Fact]
    public async Task Login_ChallengeOffered_SecretNeverOnTheWire()
    {
        await using var server = new FakeAsteriskServer();
        var (client, _) = await AmiTesting.ReadyAsync(server);
        await using var owned = client;

        Assert.DoesNotContain(server.Actions, a => a.Headers.Any(h => h.Value.Contains(server.Secret, StringComparison.Ordinal)));
        Assert.Equal("MD5", server.Actions.Single(a => a.Name == "Login")["AuthType"]);
        Assert.Equal(AmiConnectionState.Ready, client.State);
        Assert.Null(client.LastError);
    }

    [Fact]
    public async Task Login_NoChallengeOffered_FallsBackToSecret()
    {
        await using var server = new FakeAsteriskServer { OffersChallenge = false };
        var (client, _) = await AmiTesting.ReadyAsync(server);
        await using var owned = client;

        Assert.Equal(server.Secret, server.Actions.Single(a => a.Name == "Login")["Secret"]);
    }

    [Fact]
    public async Task Login_Md5DemandedAndNotOffered_IsNotTried()
    {
        await using var server = new FakeAsteriskServer { OffersChallenge = false };
        await using var client = new AmiClient(AmiTesting.Options(server) with { Authentication = AmiAuthentication.Md5 });
        client.Start();

        await Until.TrueAsync("the refusal is told", AmiTesting.Limit, () => client.LastError?.Contains("no MD5 challenge", StringComparison.Ordinal) == true);
        Assert.DoesNotContain(server.Actions, a => a.Name == "Login");
    }

    [Fact]
    public async Task Login_WrongSecret_SaysSoAndKeepsTrying()
    {
        await using var server = new FakeAsteriskServer();
        await using var client = new AmiClient(AmiTesting.Options(server) with { Secret = "another" });
        client.Start();

        await Until.TrueAsync("a third attempt", AmiTesting.Limit, () => server.Actions.Count(a => a.Name == "Login") >= 3);
        Assert.Contains("Authentication failed", client.LastError, StringComparison.Ordinal);
        var error = await Assert.ThrowsAsync<AmiNotConnectedException>(() => client.SendAsync(new AmiAction("Ping"), default));
        Assert.Contains("refused", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("call,agent", "call,agent,system", "call,agent")]
    [InlineData("off", "system", "off")]
    [InlineData("call, system", "call, system", null)]
    [InlineData("on", "on", null)]
    [InlineData(null, null, null)]
    public async Task Login_EventMask_AsksForSystemUntilBooted(string? mask, string? atLogin, string? afterwards)
    {
        await using var server = new FakeAsteriskServer();
        var (client, _) = await AmiTesting.ReadyAsync(AmiTesting.Options(server) with { EventMask = mask });
        await using var owned = client;

        Assert.Equal(atLogin, server.Actions.Single(a => a.Name == "Login")["Events"]);
        Assert.Equal(afterwards, server.Actions.SingleOrDefault(a => a.Name == "Events")?["EventMask"]);
    }

    [Fact]
    public async Task Login_NoFullyBooted_IsReadyAfterTheGrace()
    {
        await using var server = new FakeAsteriskServer { SendsFullyBooted = false };
        var (client, _) = await AmiTesting.ReadyAsync(AmiTesting.Options(server) with { BootGrace = TimeSpan.FromMilliseconds(50) });
        await client.DisposeAsync();
        Assert.Equal(AmiConnectionState.Closed, client.State);
    }

    [Fact]
    public async Task Connect_TlsWithPinnedCertificate_IsReady()
    {
        using var certificate = Certificate();
        await using var server = new FakeAsteriskServer(certificate: certificate);
        var pin = Convert.ToHexString(SHA256.HashData(certificate.RawData));
        var (client, _) = await AmiTesting.ReadyAsync(AmiTesting.Options(server) with { Tls = new() { PinnedSha256 = pin } });
        await using var owned = client;
        Assert.True((await client.SendAsync(new AmiAction("Ping"), default)).Succeeded);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Connect_TlsWithAnotherCertificate_NothingIsSent(bool pinned)
    {
        using var certificate = Certificate();
        await using var server = new FakeAsteriskServer(certificate: certificate);
        var tls = new AmiTlsOptions { PinnedSha256 = pinned ? new string('0', 64) : null };
        await using var client = new AmiClient(AmiTesting.Options(server) with { Tls = tls });
        client.Start();

        await Until.TrueAsync("the certificate is refused", AmiTesting.Limit, () => client.LastError is not null);
        Assert.Contains("certificate", client.LastError, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(server.Actions);
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}

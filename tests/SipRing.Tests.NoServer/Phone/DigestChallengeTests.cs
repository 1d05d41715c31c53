using SipRing.Phone.Authentication;
using Xunit;

namespace SipRing.Tests.NoServer.Phone;

/// <summary>The worked examples of the documents themselves.</summary>
public sealed class DigestChallengeTests
{
    [Fact]
    public void Answer_ExampleOfRfc2617_IsItsResponse()
    {
        var challenge = DigestChallenge.Parse(
            "Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"");

        var answer = challenge!.Answer("Mufasa", "Circle Of Life", "GET", "/dir/index.html", "0a4f113b");

        Assert.Contains("response=\"6629fae49393a05397450978507c4ef1\"", answer, StringComparison.Ordinal);
        Assert.Contains("opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MD5", "8ca523f5e9506fed4657c9700eebdbec")]
    [InlineData("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1")]
    public void Answer_ExamplesOfRfc7616_AreItsResponses(string algorithm, string expected)
    {
        var challenge = new DigestChallenge(
            "http-auth@example.org", "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS", algorithm, QopAuth: true);

        var answer = challenge.Answer("Mufasa", "Circle of Life", "GET", "/dir/index.html", "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ");

        Assert.Contains($"response=\"{expected}\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_CommaInsideQuotes_DoesNotSeparate()
    {
        var challenge = DigestChallenge.Parse("Digest realm=\"a, b\",nonce=\"n=1,2\",algorithm=md5");

        Assert.Equal(new DigestChallenge("a, b", "n=1,2", null, "md5", QopAuth: false), challenge);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Basic realm=\"x\"")]
    [InlineData("Digest realm=\"x\"")]
    public void Parse_NoDigest_IsNull(string? value) => Assert.Null(DigestChallenge.Parse(value));
}

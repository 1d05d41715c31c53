using SipRing.CallCenter.Access;
using Xunit;

namespace SipRing.Tests.NoServer.Access;

public sealed class PasswordPolicyTests
{
    [Theory]
    [InlineData("short", "password-short")]
    [InlineData("ninechars", "password-short")]
    [InlineData("my admin house", "password-has-name")]
    [InlineData("Password2026!", "password-common")]
    [InlineData("p@ssw0rd12345", "password-common")]
    [InlineData("1234567890", "password-common")]
    [InlineData("0987654321", "password-common")]
    [InlineData("qwertyuiop", "password-common")]
    [InlineData("йцукенгшщз", "password-common")]
    [InlineData("aaaaaaaaaaaa", "password-common")]
    [InlineData("xyzxyzxyzxyz", "password-common")]
    [InlineData("dragonmonkey", "password-common")]
    public void Check_WhatIsGuessedFirst_IsRefused(string password, string id) => Assert.Equal(id, PasswordPolicy.Check(password, "Admin")?.Id);

    [Theory]
    [InlineData("four loud green kettles")]
    [InlineData("тихие зелёные чайники")]
    [InlineData("kfmw-73hd-qtrp-x9ch")]
    [InlineData("monkey climbs the north tower")]
    public void Check_WhatNobodyTries_IsTaken(string password) => Assert.Null(PasswordPolicy.Check(password, "admin"));

    [Fact]
    public void Check_TooLong_IsRefused() => Assert.Equal("password-long", PasswordPolicy.Check(new string('x', PasswordPolicy.MaximumLength) + "yzabc", "admin")?.Id);

    [Fact]
    public void OneTimePassword_Always_SatisfiesThePolicyAndDiffers()
    {
        var made = Enumerable.Range(0, 200).Select(_ => OneTimePassword.Create()).ToList();

        Assert.All(made, password => Assert.Null(PasswordPolicy.Check(password, "admin")));
        Assert.Equal(made.Count, made.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Verify_RightWrongAndNobody_AreToldApart()
    {
        var passwords = new UserPasswords();
        var hash = passwords.Hash("four loud green kettles");

        Assert.True(passwords.Verify(hash, "four loud green kettles"));
        Assert.False(passwords.Verify(hash, "four loud green kettle"));
        Assert.False(passwords.Verify(null, "four loud green kettles"));
        Assert.NotEqual(hash, passwords.Hash("four loud green kettles"));
    }
}

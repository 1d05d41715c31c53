using SipRing.CallCenter.Access;
using SipRing.CallCenter.Storage;
using SipRing.Testing.Storage;
using Xunit;

namespace SipRing.Tests.RealParts.Access;

/// <summary>What users set for themselves, on both databases.</summary>
public sealed class UserSettingsTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Settings_SetAndSetAgain_TheLastHoldsForThatUserOnly(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var settings = new UserSettings(database.Database);
        Assert.Null(await settings.GetAsync(1, UserSettings.Phone, default));

        await settings.SetAsync(1, UserSettings.Phone, "501", default);
        await settings.SetAsync(1, UserSettings.Phone, "502", default);
        await settings.SetAsync(2, UserSettings.Phone, "'; DROP TABLE users; -- ёж", default);
        await settings.SetAsync(1, "panel", new string('x', UserSettings.ValueLimit), default);

        Assert.Equal("502", await settings.GetAsync(1, UserSettings.Phone, default));
        Assert.Equal("'; DROP TABLE users; -- ёж", await settings.GetAsync(2, UserSettings.Phone, default));
        await Assert.ThrowsAsync<ArgumentException>(() => settings.SetAsync(1, "panel", new string('x', UserSettings.ValueLimit + 1), default));
    }
}

using System.Text.RegularExpressions;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Queues;
using SipRing.Phone;
using SipRing.Testing;
using SipRing.Testing.Pbx;
using Xunit;

namespace SipRing.Tests.RealParts.Pbx;

public sealed class SaveExtensionTests
{
    private static readonly Actor s_admin = new(ActorKind.User, "admin", Role.Administrator);

    [Fact]
    public async Task HandleAsync_NewExtension_PhoneRegistersAtOnceAndWithTheRightSecretOnly()
    {
        await using var pbx = await PbxParts.StartAsync();

        var saved = await pbx.Get<SaveExtension>().HandleAsync(s_admin, new("501", "Anna", "first-secret;1"), CancellationToken.None);

        Assert.True(saved.Value!.Created);
        await RegisterAsync(pbx, "501", "first-secret;1");
        Assert.Equal(401, (await Assert.ThrowsAsync<SipRefusedException>(() => RegisterAsync(pbx, "501", "first-secret;2"))).Status);

        var changed = await pbx.Get<SaveExtension>().HandleAsync(s_admin, new("501", "Anna", "other-secret"), CancellationToken.None);
        Assert.False(changed.Value!.Created);
        await RegisterAsync(pbx, "501", "other-secret");
        var renamed = await pbx.Get<SaveExtension>().HandleAsync(s_admin, new("501", "Maria", null), CancellationToken.None);
        Assert.True(renamed.Succeeded);
        await RegisterAsync(pbx, "501", "other-secret");
        foreach (var file in Directory.EnumerateFiles(pbx.Folders.Configuration))
            Assert.DoesNotContain("other-secret", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a;b")]
    [InlineData("${SHELL(id)}")]
    [InlineData("x\" <501>, \\\"y\\")]
    [InlineData("[502](phone)")]
    [InlineData("#exec id")]
    [InlineData("Анна; «Б», ёж — 1/2 = 0.5 => да")]
    public async Task HandleAsync_NameWithSigns_AsteriskShowsItUnchanged(string name)
    {
        await using var pbx = await PbxParts.StartAsync();

        var saved = await pbx.Get<SaveExtension>().HandleAsync(s_admin, new("501", name, "first-secret"), CancellationToken.None);

        Assert.True(saved.Succeeded);
        var shown = Regex.Match(await pbx.ConsoleAsync("pjsip show endpoint 501"), @"(?m)^ callerid\s+: (.*)$").Groups[1].Value.Trim();
        Assert.Equal($"\"{name}\" <501>", shown.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal));
        Assert.DoesNotContain("502", await pbx.ConsoleAsync("pjsip show endpoints"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HandleAsync_WrongValues_RefusedWithTheirField()
    {
        await using var pbx = await PbxParts.StartAsync();
        var save = pbx.Get<SaveExtension>();
        await pbx.Get<SaveQueue>().HandleAsync(s_admin, new() { Number = "450", Name = "Sales" }, CancellationToken.None);

        async Task<Refusal?> Try(string number, string name, string? secret, Actor? actor = null) =>
            (await save.HandleAsync(actor ?? s_admin, new(number, name, secret), CancellationToken.None)).Refusal;

        Assert.Equal("number", (await Try("5", "A", "long-enough"))?.Field);
        Assert.Equal("number", (await Try("50a", "A", "long-enough"))?.Field);
        Assert.Equal("number", (await Try("٥٠١", "A", "long-enough"))?.Field);
        Assert.Equal("name", (await Try("501", "", "long-enough"))?.Field);
        Assert.Equal("name", (await Try("501", "A\nB", "long-enough"))?.Field);
        Assert.Equal("name", (await Try("501", new('x', 61), "long-enough"))?.Field);
        Assert.Equal("secret", (await Try("501", "A", "abc"))?.Field);
        Assert.Equal("secret", (await Try("501", "A", "with a blank"))?.Field);
        Assert.Equal("secret", (await Try("501", "A", null))?.Field);
        Assert.Equal(("number-taken", "number"), await Try("450", "A", "long-enough") is { } taken ? (taken.Id, taken.Field) : default);
        Assert.Equal(RefusalKind.Forbidden, (await Try("501", "A", "long-enough", s_admin with { Role = Role.Supervisor }))?.Kind);
        Assert.Empty(await pbx.Get<IPbxDirectory>().ExtensionsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task HandleAsync_ManyAtOnceAndInARow_AllAreKnownWhenAnswered()
    {
        await using var pbx = await PbxParts.StartAsync();
        var save = pbx.Get<SaveExtension>();

        var together = await Task.WhenAll(Enumerable.Range(600, 60).Select(n =>
            save.HandleAsync(s_admin, new($"{n}", $"Phone {n}", $"secret-{n}"), CancellationToken.None)));
        foreach (var n in Enumerable.Range(700, 40))
            Assert.True((await save.HandleAsync(s_admin, new($"{n}", $"Phone {n}", $"secret-{n}"), CancellationToken.None)).Succeeded);

        Assert.All(together, r => Assert.True(r.Succeeded));
        await RegisterAsync(pbx, "659", "secret-659");
        await RegisterAsync(pbx, "739", "secret-739");
        Assert.Contains("100 hints registered", await pbx.ConsoleAsync("core show hints"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HandleAsync_AsteriskAway_SavedAndTakenUpWhenItIsBack()
    {
        await using var pbx = await PbxParts.StartAsync();
        var killed = pbx.Asterisk.Status.ProcessId!.Value;
        using (var process = System.Diagnostics.Process.GetProcessById(killed))
            process.Kill();
        await Until.TrueAsync("the manager connection noticed", TimeSpan.FromSeconds(40), () => pbx.Get<PbxManager>().Ami.State != AmiConnectionState.Ready);

        var saved = await pbx.Get<SaveExtension>().HandleAsync(s_admin, new("501", "Anna", "first-secret"), CancellationToken.None);

        Assert.True(saved.Succeeded || saved.Refusal.Kind == RefusalKind.Unavailable);
        await Until.TrueAsync("Asterisk is back and knows the phone", TimeSpan.FromSeconds(40), async () =>
            (await pbx.ConsoleAsync("pjsip show endpoint 501")).Contains("from-internal", StringComparison.Ordinal));
    }

    private static async Task RegisterAsync(PbxParts pbx, string number, string secret)
    {
        await using var phone = new SipPhone(new() { Server = pbx.Settings.Sip, User = number, Secret = secret });
        await phone.RegisterAsync(CancellationToken.None);
    }
}

using Microsoft.Extensions.DependencyInjection;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Parts;
using SipRing.CallCenter.Pbx.Versions;
using SipRing.CallCenter.Queues;
using SipRing.CallCenter.Storage;
using SipRing.Testing.Pbx;
using Xunit;

namespace SipRing.Tests.RealParts.Pbx;

public sealed class PbxChangesTests
{
    private static readonly Actor s_admin = new(ActorKind.User, "admin", Role.Administrator);

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task ApplyAsync_WhatAsteriskRefuses_IsTakenBackWithItsWords(DatabaseKind kind)
    {
        await using var pbx = await PbxParts.StartAsync(kind, WithBadPhone);
        await SaveAsync(pbx, "501");
        var files = Contents(pbx);
        var versions = await VersionsAsync(pbx);

        var refused = await pbx.Get<SaveExtension>().HandleAsync(s_admin, new(BadPhone.Number, "Bad", "long-enough"), CancellationToken.None);

        Assert.Equal("asterisk-refused-change", refused.Refusal?.Id);
        Assert.Contains("no_such_option", refused.Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(files, Contents(pbx));
        Assert.Equal(versions, await VersionsAsync(pbx));
        Assert.Equal(["501"], (await pbx.Get<IPbxDirectory>().ExtensionsAsync(CancellationToken.None)).Select(e => e.Number));
        Assert.DoesNotContain(BadPhone.Number, await pbx.ConsoleAsync("dialplan show sipring-extensions"), StringComparison.Ordinal);
        Assert.Contains("from-internal", await pbx.ConsoleAsync("pjsip show endpoint 501"), StringComparison.Ordinal);
        await SaveAsync(pbx, "502");
    }

    [Fact]
    public async Task ApplyAsync_OneOfManyIsRefused_TheOthersAreSaved()
    {
        await using var pbx = await PbxParts.StartAsync(more: WithBadPhone);
        var save = pbx.Get<SaveExtension>();

        var results = await Task.WhenAll(((string[])["501", "502", BadPhone.Number, "503"]).Select(n => save.HandleAsync(s_admin, new(n, "Phone", "long-enough"), CancellationToken.None)));

        Assert.Equal([true, true, false, true], results.Select(r => r.Succeeded));
        Assert.Equal(["501", "502", "503"], (await pbx.Get<IPbxDirectory>().ExtensionsAsync(CancellationToken.None)).Select(e => e.Number));
    }

    [Fact]
    public async Task ApplyAsync_NothingDifferent_MakesNoVersion()
    {
        await using var pbx = await PbxParts.StartAsync();
        await SaveAsync(pbx, "501");

        await SaveAsync(pbx, "501");

        Assert.Single(await VersionsAsync(pbx));
    }

    [Fact]
    public async Task PreviewAsync_Change_ShowsTheDiffAndTouchesNothing()
    {
        await using var pbx = await PbxParts.StartAsync();
        await SaveAsync(pbx, "501");
        var files = Contents(pbx);
        var edit = new PbxEdit(s_admin, before => (before with { Extensions = before.Extensions.With(new("502", "Maria")) }).WithSecret(PbxKind.Extension, "502", PhoneSecret.None));

        var preview = await pbx.Get<PbxChanges>().PreviewAsync(edit, CancellationToken.None);

        Assert.Equal(["pjsip_sipring.conf", "extensions_sipring.conf"], preview.Value!.Files.Select(f => f.File));
        var lines = preview.Value.Files.SelectMany(f => f.Hunks).SelectMany(h => h.Lines).ToList();
        Assert.Contains(lines, l => l is { Kind: DiffLineKind.Added, Text: "callerid = \"Maria\" <502>" });
        Assert.Contains(lines, l => l is { Kind: DiffLineKind.Added, Text: "password_digest = ••••••" });
        Assert.DoesNotContain(lines, l => l.Text.Contains("MD5:", StringComparison.Ordinal));
        Assert.Equal(files, Contents(pbx));
        Assert.Single(await VersionsAsync(pbx));
    }

    [Fact]
    public async Task UndoAsync_OlderVersion_IsMadeAgainInAsteriskAndInTheHistory()
    {
        await using var pbx = await PbxParts.StartAsync();
        await SaveAsync(pbx, "501");
        await pbx.Get<SaveQueue>().HandleAsync(s_admin, new() { Number = "450", Name = "Sales" }, CancellationToken.None);
        var first = (await VersionsAsync(pbx))[^1];
        await SaveAsync(pbx, "502");
        var agent = (await pbx.Get<CreateAgent>().HandleAsync(s_admin, new("Anna", "4913"), CancellationToken.None)).Value!;
        await pbx.Get<LogInAgent>().HandleAsync(s_admin, new("450", "501", agent.Id), CancellationToken.None);

        var undone = await pbx.Get<PbxHistory>().UndoAsync(s_admin, first, CancellationToken.None);

        Assert.True(undone.Succeeded);
        Assert.Equal(["501"], (await pbx.Get<IPbxDirectory>().ExtensionsAsync(CancellationToken.None)).Select(e => e.Number));
        Assert.Contains("No such queue", await pbx.ConsoleAsync("queue show 450"), StringComparison.Ordinal);
        Assert.DoesNotContain("502", await pbx.ConsoleAsync("pjsip show endpoints"), StringComparison.Ordinal);
        Assert.Empty(await pbx.Get<Memberships>().ListAsync(CancellationToken.None));
        var newest = (await pbx.Get<PbxHistory>().ListAsync(s_admin, null, 1, CancellationToken.None)).Value!.Single();
        Assert.Equal((PbxVersionKind.Undo, $"{first}", 2), (newest.Kind, newest.Note, newest.Summary.Count));
        var detail = await pbx.Get<PbxHistory>().GetAsync(s_admin, newest.Id, CancellationToken.None);
        Assert.Equal(3, detail.Value!.Changes.Files.Count);
        Assert.Equal(RefusalKind.Forbidden, (await pbx.Get<PbxHistory>().UndoAsync(s_admin with { Role = Role.Supervisor }, first, CancellationToken.None)).Refusal?.Kind);
        Assert.Equal("version-unknown", (await pbx.Get<PbxHistory>().UndoAsync(s_admin, 9999, CancellationToken.None)).Refusal?.Id);
    }

    private static void WithBadPhone(IServiceCollection services)
    {
        services.Remove(services.First(s => s.ImplementationType == typeof(PhonesPart)));
        services.AddSingleton<PbxPart, BadPhone>();
    }

    private static async Task SaveAsync(PbxParts pbx, string number) =>
        Assert.Null((await pbx.Get<SaveExtension>().HandleAsync(s_admin, new(number, $"Phone {number}", "long-enough"), CancellationToken.None)).Refusal);

    private static async Task<List<long>> VersionsAsync(PbxParts pbx) =>
        [.. (await pbx.Get<PbxHistory>().ListAsync(s_admin, null, 100, CancellationToken.None)).Value!.Select(v => v.Id)];

    private static Dictionary<string, string> Contents(PbxParts pbx) =>
        Directory.EnumerateFiles(pbx.Folders.Configuration).ToDictionary(f => f, File.ReadAllText, StringComparer.Ordinal);

    /// <summary>Writes one phone in a way that Asterisk does not understand.</summary>
    private sealed class BadPhone : PbxPart
    {
        public const string Number = "666";
        private readonly PhonesPart _phones = new();

        public override string File => _phones.File;

        public override string Module => _phones.Module;

        public override int Order => _phones.Order;

        public override string Write(PbxConfiguration configuration, AsteriskTree tree) =>
            _phones.Write(configuration, tree).Replace($"[{Number}](phone)\n", $"[{Number}](phone)\nno_such_option = yes\n", StringComparison.Ordinal);

        public override Task<string?> VerifyAsync(IReadOnlyList<PbxItemChange> changes, PbxConfiguration after, PbxManager asterisk, CancellationToken cancellationToken) =>
            _phones.VerifyAsync(changes, after, asterisk, cancellationToken);
    }
}

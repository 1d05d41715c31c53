using SipRing.CallCenter.Access;
using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.Contacts.OwnFields;
using SipRing.CallCenter.Storage;
using SipRing.Testing;
using Xunit;

namespace SipRing.Tests.RealParts.Contacts;

/// <summary>I7: the directory on both databases.</summary>
public sealed class ContactStorageTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Search_PartsInAnyFormAndCase_FindsTheContact(DatabaseKind kind)
    {
        await using var stage = await DirectoryStage.StartAsync(kind);
        await stage.AddAsync("Ёлкина Анна", "+7 (495) 123-45-67", d => d with { Company = "ООО «Ромашка»", Tags = ["VIP"], Notes = "Звонить после обеда" });
        await stage.AddAsync("Петров Иван", "8 916 765 43 21", d => d with { Numbers = [.. d.Numbers, new("502", NumberKind.Other)] });
        await stage.AddAsync("100% _Наш_", "");

        foreach (var asked in (string[])["+7 (495) 123-45-67", "84951234567", "8495123", "495 123", "3-45-67", "ЁЛК", "елкина анна", "анна ёлк", "ромашк", "ооо ромашка", "vip", "обеда", "анна 4567", "8 (495"])
            Assert.Equal(["Ёлкина Анна"], await stage.FindAsync(asked));
        foreach (var asked in (string[])["+79167654321", "916 765", "502", "ПЕТРОВ"])
            Assert.Equal(["Петров Иван"], await stage.FindAsync(asked));
        foreach (var asked in (string[])["%", "_", "100%", "_наш"])
            Assert.Equal(["100% _Наш_"], await stage.FindAsync(asked));
        foreach (var asked in (string[])["499", "'; DROP TABLE contacts; --", "ёлкин петров", "\\", "${EXTEN}"])
            Assert.Empty(await stage.FindAsync(asked));
        Assert.Equal(["Ёлкина Анна"], await stage.FindAsync(null, "VIP"));
        Assert.Equal(["100% _Наш_", "Ёлкина Анна", "Петров Иван"], await stage.FindAsync(null));
        Assert.Equal("Петров Иван", DirectoryStage.Done(await stage.Get<GetContact>().OfNumberAsync(DirectoryStage.Operator, "8-916-765-43-21", default)).Single().Name);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task List_PageByPage_NamesEveryoneOnceInOrder(DatabaseKind kind)
    {
        await using var stage = await DirectoryStage.StartAsync(kind);
        string[] names = ["Яблоков Ян", "иванов Анна", "Иванов Борис", "Ёжиков Егор", "Дятлов Пётр", "Иванов Борис", "Smith John", "Жуков Лев", "ангел Яна"];
        foreach (var name in names)
            await stage.AddAsync(name, "");
        await stage.AddAsync("", "+74951112233");
        var (seen, cursor) = (new List<string>(), (string?)null);
        do
        {
            var page = DirectoryStage.Done(await stage.Get<ListContacts>().HandleAsync(DirectoryStage.Chief, new(null, null, cursor, 2), default));
            Assert.True(page.Items.Count <= 2);
            seen.AddRange(page.Items.Select(c => c.Name));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(["", "Smith John", "ангел Яна", "Дятлов Пётр", "Ёжиков Егор", "Жуков Лев", "иванов Анна", "Иванов Борис", "Иванов Борис", "Яблоков Ян"], seen);
        Assert.Equal(10, DirectoryStage.Done(await stage.Get<ListContacts>().CountAsync(DirectoryStage.Chief, new(), default)));
        Assert.Equal("cursor-invalid", (await stage.Get<ListContacts>().HandleAsync(DirectoryStage.Chief, new(null, null, "??"), default)).Refusal?.Id);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Save_TwoPeopleAtOnce_TheSecondIsTold(DatabaseKind kind)
    {
        await using var stage = await DirectoryStage.StartAsync(kind);
        var save = stage.Get<SaveContact>();
        var read = await stage.AddAsync("Ёлкина Анна", "501");

        var first = DirectoryStage.Done(await save.HandleAsync(DirectoryStage.Chief, new(ContactDraft.Of(read) with { Company = "Ромашка" }, read.Id, read.Version), default));
        var second = await save.HandleAsync(DirectoryStage.Chief, new(ContactDraft.Of(read) with { Notes = "нет" }, read.Id, read.Version), default);

        Assert.Equal(("contact-changed", 2), (second.Refusal?.Id, first.Version));
        var now = await stage.OneAsync("ёлкина");
        Assert.Equal(("Ромашка", "", 2), (now.Company, now.Notes, now.Version));
        var history = DirectoryStage.Done(await stage.Get<ReadContactHistory>().HandleAsync(DirectoryStage.Chief, read.Id, default));
        Assert.Equal(["contact.change company: – → Ромашка", "contact.create Ёлкина Анна, 501"], history.Select(h => $"{h.Action} {h.Detail}"));

        // Saved as it is: no version, no line in the audit.
        Assert.Equal(2, DirectoryStage.Done(await save.HandleAsync(DirectoryStage.Chief, new(ContactDraft.Of(now), now.Id, now.Version), default)).Version);
        Assert.Equal(2, (await stage.AuditAsync()).Count);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Merge_OfTwoCards_IsOneWithAllOfBoth(DatabaseKind kind)
    {
        await using var stage = await DirectoryStage.StartAsync(kind);
        var kept = await stage.AddAsync("Ёлкина Анна", "+74951112233", d => d with { Company = "Ромашка", Email = "a@b.ru" });
        var other = await stage.AddAsync("Елкина А.", "8 495 111-22-33", d => d with { Email = "c@d.ru", Numbers = [.. d.Numbers, new("501")], Tags = ["vip"] });
        Assert.Equal([other.Id], DirectoryStage.Done(await stage.Get<GetContact>().SimilarAsync(DirectoryStage.Chief, kept.Id, default)).Select(c => c.Id));

        var merged = DirectoryStage.Done(await stage.Get<MergeContacts>().HandleAsync(DirectoryStage.Chief, kept.Id, other.Id, default));

        Assert.Equal(["+74951112233", "501"], merged.Numbers.Select(n => n.Number));
        Assert.Equal(("Ёлкина Анна", "Ромашка", "a@b.ru", "Елкина А.\nc@d.ru"), (merged.Name, merged.Company, merged.Email, merged.Notes));
        Assert.Equal(kept.Id, (await stage.OneAsync("501")).Id);
        Assert.Equal("contact-unknown", (await stage.Get<GetContact>().HandleAsync(DirectoryStage.Chief, other.Id, default)).Refusal?.Id);
        Assert.Equal("merge-itself", (await stage.Get<MergeContacts>().HandleAsync(DirectoryStage.Chief, kept.Id, kept.Id, default)).Refusal?.Id);
        Assert.Equal("contact-unknown", (await stage.Get<MergeContacts>().HandleAsync(DirectoryStage.Chief, kept.Id, other.Id, default)).Refusal?.Id);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Delete_NewestContact_ItsIdIsNotGivenAgain(DatabaseKind kind)
    {
        await using var stage = await DirectoryStage.StartAsync(kind);
        await stage.AddAsync("Первый", "501");
        var last = await stage.AddAsync("Второй", "502");
        DirectoryStage.Done(await stage.Get<DeleteContact>().HandleAsync(DirectoryStage.Chief, last.Id, default));

        Assert.True((await stage.AddAsync("Третий", "503")).Id > last.Id);
        Assert.Empty(await stage.FindAsync("502"));
        Assert.Equal("contact-unknown", (await stage.Get<DeleteContact>().HandleAsync(DirectoryStage.Chief, last.Id, default)).Refusal?.Id);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task OwnFields_AddedFilledAndDeleted_LeaveNothingBehind(DatabaseKind kind)
    {
        await using var stage = await DirectoryStage.StartAsync(kind);
        var save = stage.Get<SaveOwnField>();
        var contract = DirectoryStage.Done(await save.HandleAsync(DirectoryStage.Chief, new(0, "Договор", OwnFieldKind.Text, [], 0), default));
        var born = DirectoryStage.Done(await save.HandleAsync(DirectoryStage.Chief, new(0, "Рождение", OwnFieldKind.Date, [], 1), default));
        var card = await stage.AddAsync("Ёлкина Анна", "501", d => d with { Own = new Dictionary<int, string> { [contract.Id] = "ДГ-17", [born.Id] = "1.2.1990" } });
        Assert.Equal("1990-02-01", card.Own[born.Id]);
        Assert.Equal(["Ёлкина Анна"], await stage.FindAsync("дг-17"));

        Assert.Equal("own-field-taken", (await save.HandleAsync(DirectoryStage.Chief, new(0, " договор ", OwnFieldKind.Text, [], 0), default)).Refusal?.Id);
        Assert.Equal("own-field-kind", (await save.HandleAsync(DirectoryStage.Chief, contract with { Kind = OwnFieldKind.Date }, default)).Refusal?.Id);
        Assert.Equal("own-field-choices", (await save.HandleAsync(DirectoryStage.Chief, new(0, "Класс", OwnFieldKind.Choice, [" "], 0), default)).Refusal?.Id);
        Assert.Equal("own-field-name", (await save.HandleAsync(DirectoryStage.Chief, new(0, "", OwnFieldKind.Text, [], 0), default)).Refusal?.Id);
        var delete = stage.Get<DeleteOwnField>();
        Assert.Equal(1, DirectoryStage.Done(await delete.CountAsync(DirectoryStage.Chief, contract.Id, default)));
        DirectoryStage.Done(await delete.HandleAsync(DirectoryStage.Chief, contract.Id, default));

        Assert.Empty(await stage.FindAsync("дг-17"));
        Assert.Equal([born.Id], (await stage.OneAsync("ёлкина")).Own.Keys);
        Assert.Equal("own-field-unknown", (await delete.HandleAsync(DirectoryStage.Chief, contract.Id, default)).Refusal?.Id);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task CallerNames_ContactAddedChangedAndDeleted_Follow(DatabaseKind kind)
    {
        await using var stage = await DirectoryStage.StartAsync(kind);
        var names = stage.Get<CallerNames>();
        await names.StartAsync(default);
        try
        {
            var contact = await stage.AddAsync("Ёлкина Анна", "+7 (495) 123-45-67");
            await Until.TrueAsync("the caller has a name", TimeSpan.FromSeconds(40), () => names.Find("84951234567")?.Text == "Ёлкина Анна");
            DirectoryStage.Done(await stage.Get<SaveContact>().HandleAsync(DirectoryStage.Chief, new(ContactDraft.Of(contact) with { Company = "Ромашка" }, contact.Id, contact.Version), default));
            await Until.TrueAsync("and a company", TimeSpan.FromSeconds(40), () => names.Find("74951234567")?.Text == "Ёлкина Анна, Ромашка");
            DirectoryStage.Done(await stage.Get<DeleteContact>().HandleAsync(DirectoryStage.Chief, contact.Id, default));
            await Until.TrueAsync("and none any more", TimeSpan.FromSeconds(40), () => names.Find("4951234567") is null);
        }
        finally
        {
            await names.StopAsync(default);
        }
    }

    [Fact]
    public async Task Rights_OfAnOperator_AreToSeeAndNotToChange()
    {
        await using var stage = await DirectoryStage.StartAsync(DatabaseKind.Sqlite);
        var contact = await stage.AddAsync("Ёлкина Анна", "501");
        var (anna, nobody) = (DirectoryStage.Operator, new Actor(ActorKind.User, "x", null));

        Assert.True((await stage.Get<GetContact>().HandleAsync(anna, contact.Id, default)).Succeeded);
        Assert.Equal("forbidden", (await stage.Get<ListContacts>().HandleAsync(nobody, new(), default)).Refusal?.Id);
        Assert.Equal("forbidden", (await stage.Get<SaveContact>().HandleAsync(anna, new(ContactDraft.Of(contact), contact.Id), default)).Refusal?.Id);
        Assert.Equal("forbidden", (await stage.Get<DeleteContact>().HandleAsync(anna, contact.Id, default)).Refusal?.Id);
        Assert.Equal("forbidden", (await stage.Get<MergeContacts>().HandleAsync(anna, contact.Id, 2, default)).Refusal?.Id);
        Assert.Equal("forbidden", (await stage.Get<ExportContacts>().HandleAsync(anna, new(), default)).Refusal?.Id);
        Assert.Equal("forbidden", (await stage.Get<CallCenter.Contacts.Import.UndoImport>().HandleAsync(anna, 1, default)).Refusal?.Id);
        Assert.Equal("forbidden", (await stage.Get<SaveOwnField>().HandleAsync(anna, new(0, "x", OwnFieldKind.Text, [], 0), default)).Refusal?.Id);
    }
}

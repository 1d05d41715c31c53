using System.Text;
using SipRing.CallCenter.Common.Csv;
using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.Contacts.Import;
using SipRing.CallCenter.Contacts.OwnFields;
using SipRing.CallCenter.Storage;
using Xunit;

namespace SipRing.Tests.RealParts.Contacts;

/// <summary>Address books into the directory, out of it, and back, on both databases.</summary>
public sealed class ContactImportTests
{
    private const string Book = "Фамилия;Имя;Компания;Телефон;Мобильный;Эл. почта;Метки\n"
        + "Ёлкина;Анна;Ромашка;8 (495) 111-22-33;+7 916 000-00-01;a@b.ru;vip, клиент\n"
        + "Петров;Иван;;вечером;;;\n"
        + "Сидоров;Пётр;;;8 916 000 00 02;;\n"
        + "Ёлкина;А.;Лютик;+74951112233;;c@d.ru;новая\n"
        + "Сидоров;Пётр;;;8 916 000 00 02;;\n"
        + ";;;;;;\n"
        + "Без;Номера;;;;нет почты;\n";

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Import_MergingDuplicates_FillsInAndTellsEveryRowThatLostAWord(DatabaseKind kind)
    {
        await using var stage = await DirectoryStage.StartAsync(kind);
        await stage.AddAsync("Ёлкина", "+74951112233", d => d with { Email = "old@b.ru" });

        var (trial, _) = await stage.ImportAsync(Book, DuplicateRule.Merge, trial: true);
        Assert.Single(await stage.FindAsync(null));
        var (outcome, told) = await stage.ImportAsync(Book, DuplicateRule.Merge);

        Assert.Equal((6, 1, 2, 1, 0, 2), (outcome.Count.Rows, outcome.Count.Added, outcome.Count.Changed, outcome.Count.Same, outcome.Count.Skipped, outcome.Count.Refused));
        Assert.Equal(outcome.Count, trial.Count);
        Assert.Null(trial.Import);
        Assert.Equal(["2 Changed import-kept", "3 Refused contact-number-invalid", "5 Changed import-kept", "8 Refused contact-email-invalid"], told);
        var anna = await stage.OneAsync("ёлкина");
        Assert.Equal(("Анна", "Ромашка", "old@b.ru"), (anna.FirstName, anna.Company, anna.Email));
        Assert.Equal(["+74951112233", "+79160000001"], anna.Numbers.Select(n => n.Number));
        Assert.Equal(["vip", "клиент", "новая"], anna.Tags);
        Assert.Equal("contacts.import", (await stage.AuditAsync())[^1]);
        var history = DirectoryStage.Done(await stage.Get<ReadContactHistory>().HandleAsync(DirectoryStage.Chief, anna.Id, default));
        Assert.Equal(["contact.import book.csv", "contact.create Ёлкина, +74951112233"], history.Select(h => $"{h.Action} {h.Detail}"));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Import_SkippingDuplicates_LeavesThemAndTellsTheRows(DatabaseKind kind)
    {
        await using var stage = await DirectoryStage.StartAsync(kind);
        var before = await stage.AddAsync("Ёлкина", "+74951112233");

        var (outcome, told) = await stage.ImportAsync(Book, DuplicateRule.Skip);

        Assert.Equal((1, 0, 3, 2), (outcome.Count.Added, outcome.Count.Changed, outcome.Count.Skipped, outcome.Count.Refused));
        Assert.Contains("2 Skipped import-known", told);
        Assert.Contains("6 Skipped import-known", told);
        Assert.Equal(before.Version, (await stage.OneAsync("ёлкина")).Version);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Import_ReplacingAndTakenBack_IsAsBeforeButForWhatSomebodyChanged(DatabaseKind kind)
    {
        await using var stage = await DirectoryStage.StartAsync(kind);
        await stage.AddAsync("Ёлкина Ольга", "+74951112233", d => d with { Email = "old@b.ru", Notes = "важно", Tags = ["старая"] });

        var (outcome, _) = await stage.ImportAsync(Book, DuplicateRule.Replace);

        var replaced = await stage.OneAsync("4951112233");
        Assert.Equal(("Ёлкина А.", "Лютик", "c@d.ru", "важно"), (replaced.Name, replaced.Company, replaced.Email, replaced.Notes));
        Assert.Equal(["новая"], replaced.Tags);
        var peter = await stage.OneAsync("сидоров");
        var undo = stage.Get<UndoImport>();

        Assert.Equal(new(1, 1, 0), DirectoryStage.Done(await undo.HandleAsync(DirectoryStage.Chief, outcome.Import!.Value, default)));

        var olga = await stage.OneAsync("4951112233");
        Assert.Equal(("Ёлкина Ольга", "", "old@b.ru", "важно"), (olga.Name, olga.Company, olga.Email, olga.Notes));
        Assert.Equal(["старая"], olga.Tags);
        Assert.Empty(await stage.FindAsync("сидоров"));
        Assert.Equal("import-undone", (await undo.HandleAsync(DirectoryStage.Chief, outcome.Import.Value, default)).Refusal?.Id);
        Assert.Equal("import-unknown", (await undo.HandleAsync(DirectoryStage.Chief, 4711, default)).Refusal?.Id);

        var (again, _) = await stage.ImportAsync(Book, DuplicateRule.Replace);
        var changed = await stage.OneAsync("сидоров");
        Assert.NotEqual(peter.Id, changed.Id);
        DirectoryStage.Done(await stage.Get<SaveContact>().HandleAsync(DirectoryStage.Chief, new(ContactDraft.Of(changed) with { Notes = "наш" }, changed.Id, changed.Version), default));
        Assert.Equal(new(0, 1, 1), DirectoryStage.Done(await undo.HandleAsync(DirectoryStage.Chief, again.Import!.Value, default)));
        Assert.Equal("наш", (await stage.OneAsync("сидоров")).Notes);
        var past = DirectoryStage.Done(await undo.ListAsync(DirectoryStage.Chief, default));
        Assert.Equal([("book.csv", true), ("book.csv", true)], past.Select(p => (p.File, p.UndoneAt is not null)));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Import_Cancelled_KeepsWholeBatchesAndCanBeTakenBack(DatabaseKind kind)
    {
        await using var stage = await DirectoryStage.StartAsync(kind);
        var text = new StringBuilder("name,phone\n");
        for (var i = 0; i < 2000; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"Person {i},8916{i:0000000}\n");
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
        using var stop = new CancellationTokenSource();
        var importer = stage.Get<ContactImporter>();
        var look = DirectoryStage.Done(await importer.LookAsync(DirectoryStage.Chief, content, null, null, default));

        var outcome = DirectoryStage.Done(await importer.HandleAsync(DirectoryStage.Chief, new(content, "people.csv", look.Plan, false, count =>
        {
            if (count.Rows >= 1000)
                stop.Cancel();
        }, (_, _, _) => Task.CompletedTask), stop.Token));

        Assert.True(outcome.Cancelled);
        Assert.Equal(1000, outcome.Count.Added);
        Assert.Equal(1000, DirectoryStage.Done(await stage.Get<ListContacts>().CountAsync(DirectoryStage.Chief, new(), default)));
        Assert.Equal("contacts.import-cancelled", (await stage.AuditAsync())[^1]);
        Assert.Equal(new(1000, 0, 0), DirectoryStage.Done(await stage.Get<UndoImport>().HandleAsync(DirectoryStage.Chief, outcome.Import!.Value, default)));
        Assert.Empty(await stage.FindAsync(null));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Export_OfEverything_IsReadBackAsNothingNew(DatabaseKind kind)
    {
        await using var stage = await DirectoryStage.StartAsync(kind);
        var field = DirectoryStage.Done(await stage.Get<SaveOwnField>().HandleAsync(DirectoryStage.Chief, new(0, "Договор; №", OwnFieldKind.Text, [], 0), default));
        await stage.AddAsync("=Ёлкина \"А\"", "+7 (495) 111-22-33", d => d with
        {
            MiddleName = "Ильинична", Company = "ООО; «Ромашка», @все", Email = "a@b.ru", Notes = "раз\nдва; \"три\"", Tags = ["vip", "наш клиент"],
            Numbers = [new("+7 (495) 111-22-33"), new("8 495 111-22-34"), new("501", NumberKind.Mobile), new("502", NumberKind.Home), new("503", NumberKind.Fax), new("504", NumberKind.Other)],
            Own = new Dictionary<int, string> { [field.Id] = "+ДГ-17" },
        });
        await stage.AddAsync("Без Номера", "");
        var before = await Task.WhenAll((await stage.FindAsync(null)).Select(name => stage.OneAsync(name)));
        var table = DirectoryStage.Done(await stage.Get<ExportContacts>().HandleAsync(DirectoryStage.Chief, new(), default));
        using var content = new MemoryStream();
        await using (var csv = new CsvWriting(content, CsvShape.ForExcel("ru")))
        {
            await csv.WriteAsync(table.Columns.Select(c => ContactColumn.OwnOf(c) is null ? c : "Договор; №"), default);
            await foreach (var row in table.Rows)
                await csv.WriteAsync(row, default);
        }

        var importer = stage.Get<ContactImporter>();
        content.Position = 0;
        var look = DirectoryStage.Done(await importer.LookAsync(DirectoryStage.Chief, content, null, true, default));
        var plan = look.Plan with { Columns = table.Columns, Duplicates = DuplicateRule.Replace };
        var outcome = DirectoryStage.Done(await importer.HandleAsync(DirectoryStage.Chief, new(content, "export.csv", plan, false, _ => { }, (_, _, refusal) => throw new InvalidOperationException(refusal.Message)), default));

        Assert.Equal((2, 2), (outcome.Count.Rows, outcome.Count.Same));
        foreach (var contact in before)
            Assert.Equal(contact.Version, DirectoryStage.Done(await stage.Get<GetContact>().HandleAsync(DirectoryStage.Chief, contact.Id, default)).Version);

        // Removed and read again it is the same but for its id.
        foreach (var contact in before)
            DirectoryStage.Done(await stage.Get<DeleteContact>().HandleAsync(DirectoryStage.Chief, contact.Id, default));
        DirectoryStage.Done(await importer.HandleAsync(DirectoryStage.Chief, new(content, "export.csv", plan, false, _ => { }, (_, _, _) => Task.CompletedTask), default));
        foreach (var contact in before)
            Assert.Equal("", ContactDifference.Between(contact, await stage.OneAsync(contact.Name), []));
    }

    [Fact]
    public async Task Import_BrokenFileOrUnknownColumn_IsRefused()
    {
        await using var stage = await DirectoryStage.StartAsync(DatabaseKind.Sqlite);
        var importer = stage.Get<ContactImporter>();
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("Имя;Телефон\nАнна;501\nИван;\"502" + new string('x', 200_000)));
        var plan = new ImportPlan(new(Encoding.UTF8, ';'), true, ["fullName", "numberWork"], DuplicateRule.Merge);

        Assert.Equal("import-no-csv", (await importer.HandleAsync(DirectoryStage.Chief, Request(plan), default)).Refusal?.Id);
        Assert.Equal("import-column-unknown", (await importer.HandleAsync(DirectoryStage.Chief, Request(plan with { Columns = ["own9", ""] }), default)).Refusal?.Id);
        Assert.Equal("import-columns-none", (await importer.HandleAsync(DirectoryStage.Chief, Request(plan with { Columns = ["", ""] }), default)).Refusal?.Id);

        ContactImporter.Request Request(ImportPlan how) => new(content, "x.csv", how, false, _ => { }, (_, _, _) => Task.CompletedTask);
    }
}

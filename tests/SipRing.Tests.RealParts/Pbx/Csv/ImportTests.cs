using System.Text;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Agents.Csv;
using SipRing.CallCenter.Common.Csv;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Csv;
using SipRing.CallCenter.Pbx.Versions;
using SipRing.Phone;
using SipRing.Testing.Pbx;
using Xunit;

namespace SipRing.Tests.RealParts.Pbx.Csv;

public sealed class ImportTests
{
    private static readonly Actor s_admin = new(ActorKind.User, "admin", Role.Administrator);
    private static readonly Encoding s_windows = CodePagesEncodingProvider.Instance.GetEncoding(1251)!;

    [Fact]
    public async Task Extensions_FileOfExcel_IsJudgedRowByRowAndAppliedAsOneVersion()
    {
        await using var pbx = await PbxParts.StartAsync();
        var save = pbx.Get<SaveExtension>();
        await save.HandleAsync(s_admin, new("501", "Анна", "first-secret") { OutsideNumber = "+74951112233" }, CancellationToken.None);
        await save.HandleAsync(s_admin, new("502", "Мария", "first-secret"), CancellationToken.None);
        await pbx.Get<CallCenter.Queues.SaveQueue>().HandleAsync(s_admin, new() { Number = "450", Name = "Sales" }, CancellationToken.None);
        var file = s_windows.GetBytes(
            "Номер;Название;Секрет;Отдел;Запись\r\n501;Анна Ёлкина;;склад;да\r\n502;Мария;;;\r\n503;Ольга;;;нет\r\n504;Иван;brought-along;;\r\n450;Очередь;;;\r\n5x;Кривой;;;\r\n504;Дважды;;;\r\n505;Пётр;;;может быть\r\n");
        var import = pbx.Get<ImportExtensions>();

        var draft = (await import.ReadAsync(s_admin, new MemoryStream(file), CancellationToken.None)).Value!;

        Assert.Equal(
            ["2 Changed", "3 Same", "4 Added", "5 Added", "6 Refused number 450", "7 Refused number 5x", "8 Refused number 504", "9 Refused recordCalls может быть"],
            draft.Lines.Select(l => $"{l.Row.Line} {l.Outcome} {l.Refusal?.Field} {l.Value}".TrimEnd()));
        Assert.Equal(["Отдел"], draft.Table.Unknown);
        Assert.Equal(2, (await pbx.Get<IPbxDirectory>().ExtensionsAsync(CancellationToken.None)).Count);

        var done = (await import.ApplyAsync(s_admin, draft, "phones.csv", CancellationToken.None)).Value!;

        Assert.Equal((2, 1), (done.Added, done.Changed));
        Assert.Equal(["503"], done.Secrets.Select(s => s.Number));
        var extensions = (await pbx.Get<IPbxDirectory>().ExtensionsAsync(CancellationToken.None)).ToDictionary(e => e.Number);
        Assert.Equal(("Анна Ёлкина", "+74951112233", true), (extensions["501"].Name, extensions["501"].OutsideNumber, extensions["501"].RecordCalls));
        await RegisterAsync(pbx, "501", "first-secret");
        await RegisterAsync(pbx, "503", done.Secrets[0].Secret);
        await RegisterAsync(pbx, "504", "brought-along");
        var newest = (await pbx.Get<PbxHistory>().ListAsync(s_admin, null, 1, CancellationToken.None)).Value!.Single();
        Assert.Equal((PbxVersionKind.Import, "phones.csv", 3), (newest.Kind, newest.Note, newest.Summary.Count));
    }

    [Fact]
    public async Task Extensions_Export_IsReadBackAsNothingNew()
    {
        await using var pbx = await PbxParts.StartAsync();
        await pbx.Get<SaveExtension>().HandleAsync(
            s_admin, new("501", "=Анна; \"А\", ёж", "first-secret") { OutsideNumber = "+74951112233", PickupGroup = "sales", RecordCalls = true, Language = "en" }, CancellationToken.None);
        using var content = new MemoryStream();
        await using (var csv = new CsvWriting(content, CsvShape.ForExcel("ru")))
        {
            await csv.WriteAsync(ExtensionCsv.Columns.Select(c => c.Names[0]), CancellationToken.None);
            foreach (var extension in await pbx.Get<IPbxDirectory>().ExtensionsAsync(CancellationToken.None))
                await csv.WriteAsync(ExtensionCsv.Write(extension), CancellationToken.None);
        }

        content.Position = 0;
        var draft = await pbx.Get<ImportExtensions>().ReadAsync(s_admin, content, CancellationToken.None);

        Assert.Equal([ImportOutcome.Same], draft.Value!.Lines.Select(l => l.Outcome));
    }

    [Theory]
    [InlineData("", "import-empty")]
    [InlineData("number;name\n", "import-empty")]
    [InlineData("number;title\n501;A\n", "import-columns")]
    public async Task Extensions_WrongFile_IsRefusedWhole(string text, string id)
    {
        await using var pbx = await PbxParts.StartAsync();

        var draft = await pbx.Get<ImportExtensions>().ReadAsync(s_admin, new MemoryStream(Encoding.UTF8.GetBytes(text)), CancellationToken.None);

        Assert.Equal(id, draft.Refusal?.Id);
    }

    [Fact]
    public async Task Operators_File_AddsAndChangesAndTellsWhatWasRefused()
    {
        await using var pbx = await PbxParts.StartAsync();
        var anna = (await pbx.Get<CreateAgent>().HandleAsync(s_admin, new("Anna", "4913"), CancellationToken.None)).Value!;
        var import = pbx.Get<ImportAgents>();
        var file = Encoding.UTF8.GetBytes($"id,name,pin\n{anna.Id},Анна,\n,Мария,5927\n,Ольга,1234\n,Иван,\n,Пётр,5927\n,Олег,4913\nx,Кто,6038\n");

        var draft = (await import.ReadAsync(s_admin, new MemoryStream(file), CancellationToken.None)).Value!;

        Assert.Equal(
            ["Changed", "Added", "Refused pin-sequence", "Refused import-pin-missing", "Refused import-pin-twice", "Added", "Refused import-id"],
            draft.Lines.Select(l => $"{l.Outcome} {l.Refusal?.Id}".TrimEnd()));
        Assert.DoesNotContain(draft.Lines, l => l.Refusal?.Field == "pin" && l.Value is not null);
        var applied = (await import.ApplyAsync(s_admin, draft, CancellationToken.None)).Value!;

        Assert.Equal("pin-taken", applied.Single(l => l.Title == "Олег").Refusal?.Id);
        var agents = (await pbx.Get<ListAgents>().HandleAsync(s_admin, CancellationToken.None)).Value!;
        Assert.Equal(["Анна", "Мария"], agents.Select(a => a.Name).Order(StringComparer.Ordinal));
    }

    private static async Task RegisterAsync(PbxParts pbx, string number, string secret)
    {
        await using var phone = new SipPhone(new() { Server = pbx.Settings.Sip, User = number, Secret = secret });
        await phone.RegisterAsync(CancellationToken.None);
    }
}

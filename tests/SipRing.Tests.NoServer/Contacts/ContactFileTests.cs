using System.Text;
using SipRing.CallCenter.Common.Csv;
using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.Contacts.Import;
using SipRing.CallCenter.Contacts.OwnFields;
using Xunit;

namespace SipRing.Tests.NoServer.Contacts;

/// <summary>Files as address books and spreadsheets write them.</summary>
public sealed class ContactFileTests
{
    private static readonly OwnField[] s_fields = [new(7, "Договор", OwnFieldKind.Text, [], 0)];

    [Theory]
    [InlineData("utf-8", ';')]
    [InlineData("utf-8", ',')]
    [InlineData("windows-1251", ';')]
    [InlineData("windows-1251", '\t')]
    [InlineData("utf-16", '\t')]
    public async Task Look_OfAnyShape_FindsItAndTheColumns(string encoding, char delimiter)
    {
        var lines = new[] { "Фамилия|Имя|Телефон 1|Мобильный телефон|Договор|Цвет", "Ёлкин|Пётр|8 (495) 111-22-33|+79161234567|17|\"красный\r\nсиний\"", "Иванова|Анна||8-916-000-00-00||" };
        var text = string.Join("\r\n", lines).Replace('|', delimiter);
        var used = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);

        var look = await LookAsync([.. used.GetPreamble(), .. used.GetBytes(text)]);

        Assert.Equal((encoding, delimiter, true), (look.Plan.Shape.Encoding.WebName, look.Plan.Shape.Delimiter, look.Plan.HasHeads));
        Assert.Equal(["lastName", "firstName", "numberWork", "numberMobile", "own7", ""], look.Plan.Columns);
        Assert.Equal(["Ёлкин", "Иванова"], look.Sample.Select(r => r[0]));
        Assert.Equal("красный\nсиний", look.Sample[0][5]);
    }

    [Theory]
    [InlineData("Name,Phone\nAnna,501\n", true)]
    [InlineData("sep=;\r\nФИО;Телефон\r\nАнна;501\r\n", true)]
    [InlineData("Иванов;89161234567\r\nПетров;89161234568\r\n", false)]
    [InlineData("телефон 89161234567;Иванов\r\n", false)]
    public async Task Look_FirstRow_IsHeadsOrIsNot(string text, bool heads) => Assert.Equal(heads, (await LookAsync(Encoding.UTF8.GetBytes(text))).Plan.HasHeads);

    [Fact]
    public async Task Look_HeadThatWasChosenBefore_IsThatAgain()
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("Кто;Куда\nАнна;501\n"));
        var remembered = new Dictionary<string, string> { ["кто"] = "fullName", ["куда"] = "numberMobile" };

        var look = await ContactFile.ReadAsync(content, null, null, remembered, s_fields, CancellationToken.None);

        Assert.Equal(["fullName", "numberMobile"], look.Value!.Plan.Columns);
    }

    [Theory]
    [InlineData("", "import-nothing")]
    [InlineData("\n \n", "import-nothing")]
    [InlineData("Имя;Телефон\n", "import-empty")]
    public async Task Look_NothingInIt_IsRefused(string text, string id)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        Assert.Equal(id, (await ContactFile.ReadAsync(content, null, null, new Dictionary<string, string>(), s_fields, CancellationToken.None)).Refusal?.Id);
    }

    [Fact]
    public void Read_Row_SplitsNamesAndNumbersAndAddsUp()
    {
        var reader = new ContactRowReader(["fullName", "numberWork", "numberWork", "notes", "notes", "tags", ""], new(new("RU")), s_fields);

        var contact = reader.Read(new(2, ["Ёлкин Пётр Ильич", "8 (495) 111-22-33, 8 (495) 111-22-34", "8(495)111-22-35, доб. 12", "раз", "два", "a; b", "ничто"])).Value!;

        Assert.Equal(("Ёлкин", "Пётр", "Ильич", "раз\nдва"), (contact.LastName, contact.FirstName, contact.MiddleName, contact.Notes));
        Assert.Equal(["+74951112233", "+74951112234", "+74951112235"], contact.Numbers.Select(n => n.Number));
        Assert.Equal("8(495)111-22-35, доб. 12", contact.Numbers[2].Typed);
        Assert.Equal(["a", "b"], contact.Tags);
    }

    [Fact]
    public void Read_RowWithMoreCellsThanColumns_IsRefusedAndNotCut()
    {
        var reader = new ContactRowReader(["lastName", "numberWork"], new(new("RU")), s_fields);
        Assert.Equal("import-cells", reader.Read(new(2, ["Ёлкин", "501", "Пётр"])).Refusal?.Id);
        Assert.True(reader.Read(new(3, ["Ёлкин", "501", "", ""])).Succeeded);
    }

    [Fact]
    public void Guess_HeadsOfOurOwnExport_AreKnownInBothLanguages()
    {
        foreach (var column in ContactColumn.Usual)
        {
            foreach (var file in (string[])["Texts.resx", "Texts.ru.resx"])
            {
                var head = Resources.TextsTests.Texts(file)[SipRing.Server.Contacts.ContactWordKeys.OfColumn(column)!];
                Assert.Equal(column, ContactHeads.Guess(head, new Dictionary<string, string>(), s_fields));
            }
        }
    }

    private static async Task<ContactFile> LookAsync(byte[] bytes)
    {
        using var content = new MemoryStream(bytes);
        var look = await ContactFile.ReadAsync(content, null, null, new Dictionary<string, string>(), s_fields, CancellationToken.None);
        Assert.True(look.Succeeded, look.Refusal?.Message);
        Assert.Equal(0, content.Position);
        return look.Value;
    }
}

using SipRing.CallCenter.Contacts;
using Xunit;

namespace SipRing.Tests.NoServer.Contacts;

/// <summary>One subscriber is one text, however people and trunks write him.</summary>
public sealed class NumberFormsTests
{
    private static readonly NumberForms s_forms = new("RU");

    [Theory]
    [InlineData("+7 (495) 123-45-67", "+74951234567")]
    [InlineData("84951234567", "+74951234567")]
    [InlineData("74951234567", "+74951234567")]
    [InlineData("4951234567", "+74951234567")]
    [InlineData("8 916 123 45 67", "+79161234567")]
    [InlineData("+49 30 901820", "+4930901820")]
    [InlineData("493090182000", "+493090182000")]
    [InlineData("501", "501")]
    [InlineData("*45", "*45")]
    [InlineData("112", "112")]
    [InlineData("", null)]
    [InlineData("звонить вечером", null)]
    [InlineData("12${SHELL(id)}", null)]
    [InlineData("8495123456712345678901234567890", null)]
    public void Normalize_AnyForm_IsOne(string typed, string? expected) => Assert.Equal(expected, s_forms.Normalize(typed));

    [Theory]
    [InlineData("+7 495 111-22-33 доб. 12", "+74951112233")]
    [InlineData("8(495)111-22-33, доб 12", "+74951112233")]
    [InlineData("+74951112233 ext.5", "+74951112233")]
    [InlineData("+74951112233 вн. 105", "+74951112233")]
    [InlineData("доб. 12", null)]
    public void NumberOf_ExtensionBehindIt_IsTheNumber(string typed, string? expected) => Assert.Equal(expected, new ContactRules(s_forms).NumberOf(typed));

    [Fact]
    public void Search_AnyPartOfAnyFormOfANumber_IsInItsSearchText()
    {
        var random = new Random(47);
        for (var i = 0; i < 3000; i++)
        {
            // Codes of towns and of mobile networks.
            var national = (random.Next(2) == 0 ? "495" : "9" + random.Next(10, 70).ToString("00", System.Globalization.CultureInfo.InvariantCulture)) + random.Next(0, 10_000_000).ToString("0000000", System.Globalization.CultureInfo.InvariantCulture);
            var typed = Written("7" + national, random, plus: true);
            if (s_forms.Normalize(typed) is not ['+', ..] one)
                continue;
            var search = s_forms.SearchDigits(one, typed);

            foreach (var form in (string[])["7" + national, "8" + national, national])
            {
                var from = random.Next(form.Length - 3);
                // A form that is read from its beginning, or any part of it.
                var part = random.Next(2) == 0 ? form[..random.Next(3, form.Length + 1)] : form[from..random.Next(from + 3, form.Length + 1)];
                var asked = Written(part, random, plus: false);
                Assert.All(ContactWords.Of(asked, s_forms), word =>
                    Assert.True(search.Contains(word.Text, StringComparison.Ordinal) || (word.Or is { } or && search.Contains(or, StringComparison.Ordinal)), $"'{asked}' does not find {typed} ({search})"));
            }
        }
    }

    [Fact]
    public void Normalize_EveryWayOfWritingIt_GivesTheSame()
    {
        var random = new Random(74);
        for (var i = 0; i < 2000; i++)
        {
            var national = "495" + random.Next(1_000_000, 8_000_000).ToString(System.Globalization.CultureInfo.InvariantCulture);
            var forms = new[] { "+7" + national, "7" + national, "8" + national, national }.Select(f => s_forms.Normalize(Written(f.TrimStart('+'), random, f[0] == '+'))).Distinct();
            Assert.Equal(["+7" + national], forms);
        }
    }

    [Theory]
    [InlineData("Иванов 495", "иванов|495")]
    [InlineData("«Ёлка» +7", "елка|7")]
    [InlineData("ООО \"Ромашка\"", "ооо|ромашка")]
    [InlineData("3-я городская", "3-я|городская")]
    [InlineData("  ", "")]
    public void Words_OfAQuestion_AreAlikeWhoeverTypesThem(string typed, string expected) =>
        Assert.Equal(expected, string.Join('|', ContactWords.Of(typed, s_forms).Select(w => w.Text)));

    private static string Written(string digits, Random random, bool plus)
    {
        string[] between = ["", "", "", " ", "-", ") ", " (", "."];
        return (plus ? "+" : "") + string.Concat(digits.Select((d, i) => i == 0 ? d.ToString() : between[random.Next(between.Length)] + d));
    }
}

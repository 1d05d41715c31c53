using System.Globalization;
using SipRing.Server.Shared;
using Xunit;

namespace SipRing.Tests.NoServer.Shared;

public sealed class FormatsTests
{
    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(7, "0:07")]
    [InlineData(168, "2:48")]
    [InlineData(3599, "59:59")]
    [InlineData(3600, "1:00:00")]
    [InlineData(184928, "51:22:08")]
    [InlineData(-3, "0:00")]
    public void Duration_Seconds_AreMinutesAndThenHours(long seconds, string text) => Assert.Equal(text, Formats.Duration(seconds));

    [Theory]
    [InlineData(29.4, "0:29")]
    [InlineData(29.5, "0:30")]
    [InlineData(null, "–")]
    public void Duration_Mean_IsRoundedToSeconds(double? seconds, string text) => Assert.Equal(text, Formats.Duration(seconds));

    [Theory]
    [InlineData("ru-RU", 93.14, "93,1\u00a0%")]
    [InlineData("en-US", 93.14, "93.1%")]
    [InlineData("ru-RU", 100.0, "100,0\u00a0%")]
    [InlineData("ru-RU", null, "–")]
    public void Percent_OfALanguage_IsWrittenItsWay(string language, double? value, string text) => Assert.Equal(text, In(language, () => Formats.Percent(value)));

    [Theory]
    [InlineData(0, "–")]
    [InlineData(12, "12")]
    public void Count_Zero_IsADash(int value, string text) => Assert.Equal(text, Formats.Count(value));

    [Theory]
    [InlineData("+79961065374", "+7 996 106-53-74")]
    [InlineData("79961065374", "+7 996 106-53-74")]
    [InlineData("89961065374", "8 996 106-53-74")]
    [InlineData("501", "501")]
    [InlineData("+4915112345678", "+4915112345678")]
    [InlineData("7996106537x", "7996106537x")]
    [InlineData(null, "")]
    public void Phone_OfElevenDigits_IsGrouped(string? number, string text) => Assert.Equal(text, Formats.Phone(number));

    private static string In(string language, Func<string> text)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);
            return text();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}

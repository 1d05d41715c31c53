using FsCheck;
using FsCheck.Fluent;
using SipRing.Asterisk.Agi;
using Xunit;

namespace SipRing.Tests.NoServer.Agi;

public sealed class AgiCommandTests
{
    private static readonly Gen<string> s_text = Gen
        .Elements("a", "Я", "\"", "\\", ",", " ", "(", ")", "[", "]", "\t", "${X}", "\r", "\n", "\0", "'", "&", "|").ListOf().Select(string.Concat);

    [Fact]
    public void Line_AnyArguments_AsteriskReadsTheSame() =>
        Prop.ForAll(s_text.ListOf().ToArbitrary(), arguments =>
        {
            string line;
            try
            {
                line = AgiCommand.Line("SET VARIABLE", [.. arguments]);
            }
            catch (ArgumentException)
            {
                return arguments.Any(HasBreak) || arguments.Sum(a => a.Length) > 300;
            }

            return line.IndexOfAny(['\r', '\n', '\0']) < 0 && Words(line).SequenceEqual(["SET", "VARIABLE", .. arguments]);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void ApplicationArguments_AnyArguments_TheApplicationReadsTheSame() =>
        Prop.ForAll(s_text.NonEmptyListOf().ToArbitrary(), arguments =>
        {
            try
            {
                return Separate(AgiCommand.ApplicationArguments(arguments)).SequenceEqual(arguments);
            }
            catch (ArgumentException)
            {
                return arguments.Any(HasBreak);
            }
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("200 result=1", 200, "1", null, null)]
    [InlineData("200 result=", 200, "", null, null)]
    [InlineData("200 result= (timeout)", 200, "", "timeout", null)]
    [InlineData("200 result=1 (a (b) c)", 200, "1", "a (b) c", null)]
    [InlineData("200 result=0 endpos=8000", 200, "0", null, 8000L)]
    [InlineData("200 result=1 (speech) endpos=12", 200, "1", "speech", 12L)]
    [InlineData("510 Invalid or unknown command", 510, "", "Invalid or unknown command", null)]
    public void Parse_Reply_EveryPart(string line, int code, string result, string? data, long? position) =>
        Assert.Equal(new AgiReply(code, result, data, position), AgiReply.Parse(line));

    [Fact]
    public void Parse_AnyLine_NeverThrows() =>
        Prop.ForAll(
            Gen.Elements("200", " ", "result=", "(", ")", "endpos=", "1", "-", "\ud83d", "HANGUP").ListOf().Select(string.Concat).ToArbitrary(),
            line => AgiReply.Parse(line) is var reply && (reply is null || reply.Code >= 0)).QuickCheckThrowOnFailure();

    private static bool HasBreak(string text) => text.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0;

    // As Asterisk's parse_args (res_agi.c) does it.
    private static List<string> Words(string line)
    {
        var words = new List<string>();
        string? word = null;
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            switch (line[i])
            {
                case '"':
                    quoted = !quoted;
                    word ??= "";
                    break;
                case ' ' or '\t' when !quoted:
                    if (word is not null)
                        words.Add(word);
                    word = null;
                    break;
                case '\\':
                    word += line[++i];
                    break;
                default:
                    word += line[i];
                    break;
            }
        }

        return word is null ? words : [.. words, word];
    }

    // As Asterisk's ast_app_separate_args does it.
    private static List<string> Separate(string text)
    {
        var arguments = new List<string> { "" };
        var (round, square, quoted) = (0, 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\\')
            {
                arguments[^1] += text[++i];
                continue;
            }

            if (c == ',' && round == 0 && square == 0 && !quoted)
            {
                arguments.Add("");
                continue;
            }

            (round, square) = (round + (c == '(' ? 1 : c == ')' && round > 0 ? -1 : 0), square + (c == '[' ? 1 : c == ']' && square > 0 ? -1 : 0));
            if (c == '"')
                quoted = !quoted;
            else
                arguments[^1] += c;
        }

        return arguments;
    }
}

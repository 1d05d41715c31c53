using System.Globalization;
using Microsoft.Extensions.Logging;
using SipRing.Asterisk.Agi;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents.Pauses;
using SipRing.CallCenter.Agents.WrapUps;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Agents;

/// <summary>
/// <c>*46CODE</c> on a phone pauses whoever sits there in all of his queues, <c>*46</c> lets calls reach him again, or asks for
/// the code; <c>*48</c> ends the wrap-up, <c>*49</c> makes it longer. What happened is said by voice.
/// </summary>
public sealed partial class PhonePause(
    PauseEverywhere pause, EndWrapUp endWrapUp, ExtendWrapUp extendWrapUp, Memberships memberships, ILogger<PhonePause> log) : IAgiHandler
{
    /// <summary>The script that the dialplan names: <c>AGI(agi://…/pause,VERB,CODE)</c>.</summary>
    public const string Script = "pause";

    private const int CodeDigits = 2;
    private static readonly TimeSpan s_betweenDigits = TimeSpan.FromSeconds(4);

    public async Task HandleAsync(AgiSession session, CancellationToken cancellationToken)
    {
        var verb = session.Arguments.Count > 0 ? session.Arguments[0] : "";
        var code = session.Arguments.Count > 1 ? session.Arguments[1] : "";
        await session.AnswerAsync(cancellationToken);
        string prompt;
        try
        {
            prompt = PhoneLogin.ExtensionOf(session.Channel) is { } extension
                ? await DoAsync(session, new(ActorKind.Phone, extension, null), verb, code, cancellationToken)
                : Prompts.TryLater;
        }
        catch (Exception e) when (e is not (AgiException or OperationCanceledException))
        {
            LogFault(e, session.Channel, verb);
            prompt = Prompts.TryLater;
        }

        LogEnd(session.Channel, verb, prompt);
        await session.StreamFileAsync(prompt, "", cancellationToken);
    }

    private async Task<string> DoAsync(AgiSession session, Actor phone, string verb, string code, CancellationToken cancellationToken) => verb switch
    {
        "end" => Prompts.Of((await endWrapUp.HandleAsync(phone, phone.Name, cancellationToken)).Refusal, Prompts.Ready),
        "extend" => Prompts.Of((await extendWrapUp.HandleAsync(phone, phone.Name, ExtendWrapUp.DefaultSeconds, cancellationToken)).Refusal, Prompts.Extended),
        _ => await PauseAsync(session, phone, code, cancellationToken),
    };

    private async Task<string> PauseAsync(AgiSession session, Actor phone, string code, CancellationToken cancellationToken)
    {
        var mine = (await memberships.ListAsync(cancellationToken)).Where(m => m.Extension == phone.Name).ToList();
        if (mine.Count == 0)
            return Prompts.NotLoggedIn;
        if (code.Length == 0 && mine.Exists(m => m.Paused))
            return Prompts.Of((await pause.HandleAsync(phone, new(phone.Name, false), cancellationToken)).Refusal, Prompts.Ready);
        if (code.Length == 0)
            code = (await session.GetDataAsync(Prompts.EnterReason, s_betweenDigits, CodeDigits, cancellationToken)).Digits;
        if (!int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return Prompts.NoSuchReason;
        return Prompts.Of((await pause.HandleAsync(phone, new(phone.Name, true, ReasonCode: number), cancellationToken)).Refusal, Prompts.Paused);
    }

    private static class Prompts
    {
        public const string Paused = "sipring-paused";
        public const string Ready = "sipring-ready";
        public const string Extended = "sipring-wrap-up-extended";
        public const string EnterReason = "sipring-enter-reason";
        public const string NoSuchReason = "sipring-no-such-reason";
        public const string NotLoggedIn = "sipring-not-logged-in";
        public const string TryLater = "sipring-try-later";
        private const string NoWrapUp = "sipring-no-wrap-up";

        public static string Of(Refusal? refusal, string done) => refusal?.Id switch
        {
            null => done,
            "pause-reason-unknown" or "pause-reason-supervisor" => NoSuchReason,
            "nobody-at-phone" => NotLoggedIn,
            "not-wrapping-up" or "wrap-up-long" => NoWrapUp,
            _ => TryLater,
        };
    }

    [LoggerMessage(4130, LogLevel.Information, "Feature code from {Channel} ({Verb}) ended with {Prompt}")]
    private partial void LogEnd(string channel, string verb, string prompt);

    [LoggerMessage(4131, LogLevel.Error, "Feature code from {Channel} ({Verb}) failed")]
    private partial void LogFault(Exception exception, string channel, string verb);
}

using Microsoft.Extensions.Logging;
using SipRing.Asterisk.Agi;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Settings;

namespace SipRing.CallCenter.Agents;

/// <summary>
/// <c>*45QUEUE</c> on a phone: logs the agent in by PIN; the same code logs out again without one. What happened is said by
/// voice. The phone is the one that Asterisk authenticated, from the channel's name; a caller id may say anything.
/// </summary>
public sealed partial class PhoneLogin(LogInByPin logIn, LogOutAgent logOut, Memberships memberships, IMemberPlaces places, SipRingSettings settings, ILogger<PhoneLogin> log) : IAgiHandler
{
    /// <summary>The script that the dialplan names: <c>AGI(agi://…/login,QUEUE)</c>.</summary>
    public const string Script = "login";

    private const int Tries = 3;
    private static readonly TimeSpan s_betweenDigits = TimeSpan.FromSeconds(5);
    private readonly PhonePrompts _prompts = settings.PbxMode == PbxMode.Own ? PhonePrompts.Own : PhonePrompts.OfAsterisk;

    public async Task HandleAsync(AgiSession session, CancellationToken cancellationToken)
    {
        var queue = session.Arguments.Count > 0 ? session.Arguments[0] : "";
        var extension = ExtensionOf(session.Channel);
        await session.AnswerAsync(cancellationToken);
        string prompt;
        try
        {
            prompt = extension is null ? _prompts.TryLater : await ToggleAsync(session, queue, extension, cancellationToken);
        }
        catch (Exception e) when (e is not (AgiException or OperationCanceledException))
        {
            // The caller hears that it did not work instead of a dead line; the log has the reason.
            LogFault(e, session.Channel, queue);
            prompt = _prompts.TryLater;
        }

        LogEnd(session.Channel, queue, prompt);
        await session.StreamFileAsync(prompt, "", cancellationToken);
    }

    /// <summary><c>501</c> from <c>PJSIP/501-0000002a</c>; null for a channel that is no phone of ours.</summary>
    internal static string? ExtensionOf(string channel)
    {
        var end = channel.LastIndexOf('-');
        return end > 0 && QueueMembers.Extension(channel[..end]) is { Length: > 0 } extension && extension.All(char.IsAsciiDigit) ? extension : null;
    }

    private async Task<string> ToggleAsync(AgiSession session, string queue, string extension, CancellationToken cancellationToken)
    {
        if (!await places.HasQueueAsync(queue, cancellationToken))
            return _prompts.NoSuchQueue;
        if ((await memberships.ListAsync(cancellationToken)).Any(m => m.Queue == queue && m.Extension == extension))
        {
            var left = await logOut.HandleAsync(new(ActorKind.Phone, extension, null), queue, extension, cancellationToken);
            return left.Succeeded ? _prompts.LoggedOut : PromptOf(left.Refusal);
        }

        return await logIn.IsLockedAsync(extension, cancellationToken)
            ? _prompts.Locked
            : await AskAsync(session, queue, extension, cancellationToken);
    }

    private async Task<string> AskAsync(AgiSession session, string queue, string extension, CancellationToken cancellationToken)
    {
        var prompt = _prompts.EnterPin;
        for (var i = 1; ; i++)
        {
            // One more digit than a PIN can have: so '#' always ends it, and is not left over for the next try.
            var typed = await session.GetDataAsync(prompt, s_betweenDigits, PinPolicy.MaximumLength + 1, cancellationToken);
            if (typed.Digits.Length > 0)
            {
                var result = await logIn.HandleAsync(new(queue, extension, typed.Digits), cancellationToken);
                if (result.Succeeded)
                    return _prompts.LoggedIn;
                if (result.Refusal.Id != LogInByPin.WrongPin)
                    return PromptOf(result.Refusal);
                // GET DATA plays one file: "a&b" is for the applications of the dialplan only.
                prompt = _prompts.PinWrong;
            }

            if (i == Tries)
                return typed.Digits.Length > 0 ? _prompts.PinWrong : _prompts.TryLater;
        }
    }

    private string PromptOf(Refusal refusal) => refusal.Id switch
    {
        LogInByPin.LockedOut => _prompts.Locked,
        "queue-unknown" or "queue-not-in-asterisk" => _prompts.NoSuchQueue,
        "phone-in-use" or "member-foreign" => _prompts.PhoneInUse,
        "agent-elsewhere" => _prompts.AgentElsewhere,
        "already-logged-in" => _prompts.LoggedIn,
        _ => _prompts.TryLater,
    };

    [LoggerMessage(4120, LogLevel.Information, "*45 from {Channel} for queue {Queue} ended with {Prompt}")]
    private partial void LogEnd(string channel, string queue, string prompt);

    [LoggerMessage(4121, LogLevel.Error, "*45 from {Channel} for queue {Queue} failed")]
    private partial void LogFault(Exception exception, string channel, string queue);
}

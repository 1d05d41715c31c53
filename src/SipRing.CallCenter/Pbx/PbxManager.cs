using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Pbx;

/// <summary>The manager connection with the login <see cref="IOwnAsterisk.ConfigurationLogin"/>, which makes Asterisk read its files again.</summary>
public sealed class PbxManager(IAmiClient ami)
{
    public IAmiClient Ami { get; } = ami;

    /// <summary>Makes Asterisk read the changed files; null where it did.</summary>
    internal async Task<Refusal?> ReloadAsync(PbxChange change, CancellationToken cancellationToken)
    {
        // What is named by a number comes before the numbers.
        if (change.HasFlag(PbxChange.Phones) && await ReloadAsync("res_pjsip.so", cancellationToken) is { } phones)
            return phones;
        if (change.HasFlag(PbxChange.Queues) && await ReloadAsync("app_queue.so", cancellationToken) is { } queues)
            return queues;
        return change.HasFlag(PbxChange.Numbers) ? await ReloadAsync("pbx_config.so", cancellationToken) : null;
    }

    private async Task<Refusal?> ReloadAsync(string module, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await Ami.SendAsync(new AmiAction("Reload").With("Module", module), cancellationToken);
            return answer.Response == "Success"
                ? null
                : new("saved-asterisk-refused", $"It is saved, but Asterisk refused to read {module} again: {answer["Message"]}", null, RefusalKind.Unavailable, module, answer["Message"] ?? "");
        }
        catch (AmiException)
        {
            // Reading files again twice does no harm, so an unknown outcome is no more than "not yet".
            return new("saved-asterisk-away", "It is saved, but Asterisk cannot be reached now; it takes it up as soon as it is back.", null, RefusalKind.Unavailable);
        }
    }
}

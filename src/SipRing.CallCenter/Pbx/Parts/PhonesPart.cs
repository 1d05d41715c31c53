using SipRing.Asterisk.Configuration;
using SipRing.CallCenter.Pbx.Versions;

namespace SipRing.CallCenter.Pbx.Parts;

/// <summary>The phones, for chan_pjsip.</summary>
public sealed class PhonesPart : PbxPart
{
    private const int CallerNameBytes = 79;

    public override string File => "pjsip_sipring.conf";

    public override string Module => "res_pjsip.so";

    public override int Order => 30;

    public override string Write(PbxConfiguration configuration, AsteriskTree tree)
    {
        var file = GeneratedText.New();
        foreach (var extension in configuration.Extensions)
        {
            var endpoint = file.Add(extension.Number, "phone")
                .Add("auth", extension.Number)
                .Add("aors", extension.Number)
                .Add("callerid", CallerId(extension));
            AddWishes(endpoint, extension);
            var auth = file.Add(extension.Number).Add("type", "auth").Add("username", extension.Number).Add("realm", PhoneSecret.Realm);
            var digest = configuration.SecretOf(PbxKind.Extension, extension.Number) ?? PhoneSecret.None;
            if (tree.KnowsPasswordDigest)
                auth.Add("auth_type", "digest").Add("password_digest", "MD5:" + digest);
            else
                auth.Add("auth_type", "md5").Add("md5_cred", digest);
            file.Add(extension.Number, "phone-aor");
        }

        return file.ToString();
    }

    public override async Task<string?> VerifyAsync(IReadOnlyList<PbxItemChange> changes, PbxConfiguration after, PbxManager asterisk, CancellationToken cancellationToken)
    {
        var phones = changes.Where(c => c.Kind == PbxKind.Extension).ToList();
        if (phones.Count == 0)
            return null;
        var known = await asterisk.EndpointsAsync([.. phones.Select(c => c.Key)], cancellationToken);
        foreach (var phone in phones)
        {
            if (known.Contains(phone.Key) != (phone.Change != PbxItemChangeKind.Removed))
                return phone.Change == PbxItemChangeKind.Removed ? $"Phone {phone.Key} is still there." : $"There is no phone {phone.Key} after the reload.";
        }

        return null;
    }

    // What the dialplan asks the channel for: only what somebody chose is written.
    private static void AddWishes(ConfigurationSection endpoint, Extension extension)
    {
        if (extension.Language is { } language)
            endpoint.Add("language", language);
        if (extension.PickupGroup.Length > 0)
            endpoint.Add("named_call_group", extension.PickupGroup).Add("named_pickup_group", extension.PickupGroup);
        if (extension.RecordCalls)
            endpoint.Add("set_var", "SIPRING_RECORD_OWN=yes");
        if (extension.OutsideNumber.Length > 0)
            endpoint.Add("set_var", "SIPRING_OUTSIDE_NUMBER=" + extension.OutsideNumber);
        if (extension.OutsideName.Length > 0)
            endpoint.Add("set_var", "SIPRING_OUTSIDE_NAME=" + extension.OutsideName);
    }

    // The name is quoted, so that a '<' in it begins no number. Asterisk keeps 79 bytes of it and would cut a letter in two.
    private static string CallerId(Extension extension)
    {
        var name = GeneratedText.Whole(extension.Name, CallerNameBytes).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"\"{name}\" <{extension.Number}>";
    }
}

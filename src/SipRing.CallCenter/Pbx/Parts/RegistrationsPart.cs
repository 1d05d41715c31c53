using SipRing.CallCenter.Pbx.Trunks;

namespace SipRing.CallCenter.Pbx.Parts;

/// <summary>Where we log in.</summary>
public sealed class RegistrationsPart : PbxPart
{
    public override string File => "pjsip_registrations_sipring.conf";

    public override string Module => "res_pjsip_outbound_registration.so";

    // After the trunks, whose logins it uses.
    public override int Order => 31;

    public override string Write(PbxConfiguration configuration, AsteriskTree tree)
    {
        var file = GeneratedText.New();
        foreach (var trunk in configuration.Trunks.Where(t => t is { Enabled: true, Kind: TrunkKind.Registration }))
            TrunkSections.WriteRegistration(file, trunk);
        return file.ToString();
    }
}

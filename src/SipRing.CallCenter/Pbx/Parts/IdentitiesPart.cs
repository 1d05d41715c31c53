using SipRing.CallCenter.Pbx.Trunks;

namespace SipRing.CallCenter.Pbx.Parts;

/// <summary>By which addresses a trunk is known.</summary>
public sealed class IdentitiesPart : PbxPart
{
    public override string File => "pjsip_identities_sipring.conf";

    public override string Module => "res_pjsip_endpoint_identifier_ip.so";

    // After the trunks, which it names.
    public override int Order => 31;

    public override string Write(PbxConfiguration configuration, AsteriskTree tree)
    {
        var file = GeneratedText.New();
        foreach (var trunk in configuration.Trunks.Where(t => t.Enabled))
            TrunkSections.WriteIdentity(file, trunk);
        return file.ToString();
    }
}

using SipRing.CallCenter.Pbx.Trunks;
using SipRing.CallCenter.Pbx.Versions;

namespace SipRing.CallCenter.Pbx.Parts;

/// <summary>The trunks as endpoints with their logins and addresses, for chan_pjsip.</summary>
public sealed class TrunksPart : PbxPart
{
    public override string File => "pjsip_trunks_sipring.conf";

    public override string Module => "res_pjsip.so";

    public override int Order => 30;

    public override string Write(PbxConfiguration configuration, AsteriskTree tree)
    {
        var file = GeneratedText.New();
        foreach (var trunk in configuration.Trunks.Where(t => t.Enabled))
            TrunkSections.WriteEndpoint(file, trunk, configuration.SecretOf(PbxKind.Trunk, trunk.Id), tree.KnowsPasswordDigest);
        return file.ToString();
    }

    public override async Task<string?> VerifyAsync(IReadOnlyList<PbxItemChange> changes, PbxConfiguration after, PbxManager asterisk, CancellationToken cancellationToken)
    {
        var trunks = changes.Where(c => c.Kind == PbxKind.Trunk).ToList();
        if (trunks.Count == 0)
            return null;
        var known = await asterisk.EndpointsAsync([.. trunks.Select(t => Trunk.EndpointOf(t.Key))], cancellationToken);
        foreach (var trunk in trunks)
        {
            var wanted = after.Trunks[trunk.Key] is { Enabled: true };
            if (known.Contains(Trunk.EndpointOf(trunk.Key)) != wanted)
                return wanted ? $"There is no trunk {trunk.Name} after the reload." : $"Trunk {trunk.Name} is still there.";
        }

        return null;
    }
}

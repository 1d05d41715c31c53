using SipRing.CallCenter.Settings;
using SipRing.Server.Pbx;

namespace SipRing.Server.Machine;

/// <summary>What <c>sipring doctor</c> finds, for the page: its checks open files and log in, so they run when somebody asks.</summary>
internal sealed class ServerFindings(SipRingHome home, SipRingSettings settings, TimeProvider time)
{
    public async Task<IReadOnlyList<Pbx.Finding>> ExamineAsync(CancellationToken cancellationToken)
    {
        var findings = new List<Pbx.Finding>();
        if (settings.PbxMode == PbxMode.Own)
        {
            await foreach (var finding in DoctorCommand.ExamineAsync(home, settings, time, cancellationToken))
                findings.Add(finding);
            return findings;
        }

        // The Asterisk of somebody else is tried on the page of its connection.
        findings.Add(MachineChecks.Rights(home));
        findings.Add(MachineChecks.Disk(home));
        findings.Add(await StorageChecks.DatabaseAsync(home, settings, cancellationToken));
        findings.Add(await StorageChecks.LedgerAsync(home, settings, cancellationToken));
        return findings;
    }
}

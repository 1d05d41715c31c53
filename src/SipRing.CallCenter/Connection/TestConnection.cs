using System.Runtime.CompilerServices;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Settings;

namespace SipRing.CallCenter.Connection;

/// <summary>
/// Tries what was entered, step by step, and says of everything that does not work how it is mended. Changes nothing on the PBX. Findings
/// come one by one, as they are found.
/// </summary>
public sealed class TestConnection(SipRingHome home, SecretBox box, TimeProvider time, IAuditLog audit)
{
    /// <summary>The findings to read, or why the test was not begun.</summary>
    public async Task<Result<IAsyncEnumerable<ConnectionFinding>>> BeginAsync(Actor actor, ConnectionValues values, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        var made = ConnectionDraft.Make(values, SettingsStore.Load(home).Existing, box);
        if (!made.Succeeded)
            return made.Refusal;
        await audit.WriteAsync(actor, "connection.tested", $"PBX {made.Value.AmiHost}", null, cancellationToken);
        return Result.Of(RunAsync(made.Value, cancellationToken));
    }

    private async IAsyncEnumerable<ConnectionFinding> RunAsync(ExistingPbx pbx, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var findings = new AmiTest(pbx, box, time).RunAsync(cancellationToken);
        await foreach (var finding in findings.WithCancellation(cancellationToken))
            yield return finding;
        if (pbx.MySqlHost is not null)
        {
            await foreach (var finding in new DatabaseTest(pbx, box, time).RunAsync(cancellationToken).WithCancellation(cancellationToken))
                yield return finding;
        }

        await foreach (var finding in new LogTest(pbx, box, time).RunAsync(cancellationToken).WithCancellation(cancellationToken))
            yield return finding;
    }
}

using System.CommandLine;
using SipRing.CallCenter.Settings;
using SipRing.Server.CommandLine;

namespace SipRing.Server.Pbx;

/// <summary><c>sipring doctor</c>: looks at everything a call needs and says what is wrong and how to mend it.</summary>
public static class DoctorCommand
{
    public static Command Create(Option<string> home)
    {
        var command = new Command("doctor", "Say what is wrong and how to mend it; exit code 1 if anything is.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var (folder, settings) = SipRingCommand.OpenHome(parsed.GetValue(home)!);
            var wrong = 0;
            await foreach (var finding in ExamineAsync(folder, settings, TimeProvider.System, cancellationToken))
            {
                await output.WriteLineAsync($"{(finding.IsRight ? "ok   " : "WRONG")} {finding.Name,-14} {finding.Found}");
                if (finding.IsRight)
                    continue;
                wrong++;
                await output.WriteLineAsync($"      {"",-14} mend: {finding.Mend}");
            }

            await output.WriteLineAsync(wrong == 0 ? "Nothing is wrong." : $"{wrong} wrong.");
            return wrong == 0 ? 0 : 1;
        });
        return command;
    }

    public static async IAsyncEnumerable<Finding> ExamineAsync(
        SipRingHome home, SipRingSettings settings, TimeProvider time, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var asterisk = new AsteriskChecks(home, settings, time);
        var built = (DateTimeOffset)File.GetLastWriteTimeUtc(typeof(DoctorCommand).Assembly.Location);
        var proof = asterisk.LatestLog is { } log && log > built ? log : built;

        yield return MachineChecks.Sdk();
        yield return MachineChecks.Clock(time.GetUtcNow(), proof, settings);
        yield return MachineChecks.Rights(home);
        yield return MachineChecks.Disk(home);
        yield return await MachineChecks.SoundsAsync(cancellationToken);
        yield return await StorageChecks.DatabaseAsync(home, settings, cancellationToken);
        yield return await StorageChecks.LedgerAsync(home, settings, cancellationToken);
        var server = await asterisk.ServerAsync(cancellationToken);
        yield return server;
        var (program, tree) = AsteriskChecks.Program();
        yield return program;
        if (tree is not null)
            yield return await asterisk.ProcessAsync(tree, server.IsRight, cancellationToken);
        foreach (var login in await asterisk.LoginsAsync(cancellationToken))
            yield return login;
        yield return asterisk.Agi();
        foreach (var file in asterisk.LogFiles())
            yield return file;
        yield return asterisk.Recordings();
    }
}

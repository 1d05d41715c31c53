using System.ComponentModel;
using System.Diagnostics;
using LinqToDB.Data;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;

namespace SipRing.Server.Machine;

/// <summary>Whether the clocks of this machine, Asterisk and the database agree, and whether a time service keeps them.</summary>
internal sealed class ClockReader(Database database, SipRingSettings settings, TimeProvider time)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(2);

    public async Task<ClockFacts> ReadAsync(int? asteriskMs, CancellationToken cancellationToken)
    {
        var (synchronised, service) = await ServiceAsync(cancellationToken);
        return new(time.GetUtcNow(), settings.TimeZone, asteriskMs, await DatabaseAsync(cancellationToken), synchronised, service);
    }

    /// <summary>A file on this machine has this machine's clock.</summary>
    private async Task<int?> DatabaseAsync(CancellationToken cancellationToken)
    {
        if (database.Kind == DatabaseKind.Sqlite)
            return null;
        try
        {
            await using var db = database.Connect();
            await db.ExecuteAsync<int>("SELECT 1", cancellationToken);
            var asked = time.GetUtcNow();
            var told = await db.ExecuteAsync<decimal>("SELECT UNIX_TIMESTAMP(NOW(6))", cancellationToken);
            var middle = asked + ((time.GetUtcNow() - asked) / 2);
            return (int)Math.Clamp((told * 1000) - middle.ToUnixTimeMilliseconds(), int.MinValue, int.MaxValue);
        }
        catch (Exception e) when (e is System.Data.Common.DbException or TimeoutException)
        {
            return null;
        }
    }

    private static async Task<(bool? Synchronised, string? Service)> ServiceAsync(CancellationToken cancellationToken)
    {
        if (await RunAsync("timedatectl", ["show", "-p", "NTPSynchronized"], cancellationToken) is { } systemd && systemd.Contains("NTPSynchronized=", StringComparison.Ordinal))
            return (systemd.Contains("=yes", StringComparison.Ordinal), "timedatectl");
        if (await RunAsync("chronyc", ["-n", "tracking"], cancellationToken) is { } chrony && chrony.Contains("Leap status", StringComparison.Ordinal))
            return (!chrony.Contains("Not synchronised", StringComparison.Ordinal), "chrony");
        return (null, null);
    }

    /// <returns>What it said; null where there is no such program, or it failed.</returns>
    private static async Task<string?> RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_limit);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            try
            {
                var said = await process.StandardOutput.ReadToEndAsync(limit.Token);
                await process.WaitForExitAsync(limit.Token);
                return process.ExitCode == 0 ? said : null;
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                cancellationToken.ThrowIfCancellationRequested();
                return null;
            }
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}

using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using LinqToDB.Data;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;

namespace SipRing.Server.Machine;

/// <summary>P2: what this server is and how it does, for whoever keeps it. Looking changes nothing.</summary>
public sealed class ReadServer
{
    private readonly MachineReader _machine;
    private readonly AsteriskReader _asterisk;
    private readonly ClockReader _clock;
    private readonly SshReader _ssh;
    private readonly IOwnAsterisk _own;
    private readonly Database _database;
    private readonly SipRingSettings _settings;
    private readonly TimeProvider _time;

    internal ReadServer(
        MachineReader machine, AsteriskReader asterisk, ClockReader clock, SshReader ssh, IOwnAsterisk own, Database database, SipRingSettings settings, TimeProvider time) =>
        (_machine, _asterisk, _clock, _ssh, _own, _database, _settings, _time) = (machine, asterisk, clock, ssh, own, database, settings, time);

    public async Task<Result<ServerFacts>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeSystem) is { } forbidden)
            return forbidden;
        var asterisk = await _asterisk.ReadAsync(cancellationToken);
        var disks = _machine.Disks();
        var open = !IPAddress.IsLoopback(_settings.Http.Address);
        return new ServerFacts
        {
            At = _time.GetUtcNow(),
            Host = MachineReader.Host(),
            Listening = _machine.Listening(),
            Versions = new(
                MachineReader.SipRingVersion, RuntimeInformation.FrameworkDescription, MachineReader.System(), MachineReader.Kernel(), asterisk.Version,
                await DatabaseAsync(cancellationToken)),
            Uptime = new(
                MachineReader.MachineSeconds(), (long)(_time.GetUtcNow() - Process.GetCurrentProcess().StartTime.ToUniversalTime()).TotalSeconds, asterisk.Seconds, asterisk.Calls),
            Load = _machine.Load(_settings.PbxMode == PbxMode.Own ? _own.Status.ProcessId : null),
            Disks = disks,
            Recordings = _machine.Recordings(disks),
            Pages = new($"http://{_settings.Http}/", IsEncrypted: false, open),
            Clock = await _clock.ReadAsync(asterisk.AheadMs, cancellationToken),
            Ssh = await _ssh.ReadAsync(cancellationToken),
            Asterisk = asterisk.Facts,
        };
    }

    private async Task<string> DatabaseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var db = _database.Connect();
            return _database.Kind == DatabaseKind.Sqlite
                ? $"SQLite {await db.ExecuteAsync<string>("SELECT sqlite_version()", cancellationToken)}"
                : $"MariaDB {await db.ExecuteAsync<string>("SELECT VERSION()", cancellationToken)}";
        }
        catch (Exception e) when (e is System.Data.Common.DbException or TimeoutException)
        {
            return _database.Kind.ToString();
        }
    }
}

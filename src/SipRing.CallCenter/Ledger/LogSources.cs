using SipRing.Asterisk.Logs;
using SipRing.CallCenter.Connection;
using SipRing.CallCenter.Ledger.Reading;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Ledger;

/// <summary>Which logs this home follows: the files of its own Asterisk, or what is set for an existing PBX.</summary>
internal sealed class LogSources(Database database, SipRingHome home, SipRingSettings settings, SecretBox box, TimeProvider time) : ILogSources
{
    // A look at a local file costs nothing; another machine's database and disk are asked less often.
    private static readonly TimeSpan s_local = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_remote = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_records = TimeSpan.FromSeconds(10);

    public IReadOnlyList<LogGroup> Open() => settings is { PbxMode: PbxMode.Existing, Existing: { } existing } ? OfExisting(existing) : OfOwn();

    private IReadOnlyList<LogGroup> OfOwn() =>
    [
        new(
            s_local,
            new LogFollower(database, settings.Pbx, LogKind.QueueLog, TimeZoneInfo.Utc, home.QueueLog),
            new LogFollower(database, settings.Pbx, LogKind.Cel, TimeZoneInfo.Utc, home.CelFile),
            new LogFollower(database, settings.Pbx, LogKind.Cdr, TimeZoneInfo.Utc, home.CdrFile)),
    ];

    private List<LogGroup> OfExisting(ExistingPbx existing)
    {
        var groups = new List<LogGroup>();
        try
        {
            var table = PbxReach.MySql(existing, box) is { } login
                ? new TableSource(login, PbxReach.MySqlName(existing), TimeZoneInfo.FindSystemTimeZoneById(existing.TimeZone))
                : null;
            groups.Add(Facts(existing, table));
            if (table is not null)
            {
                groups.Add(new(s_remote, new TableFollower(database, settings.Pbx, LogKind.Cel, table, time)));
                groups.Add(new(s_records, new CdrTableFollower(database, settings.Pbx, table, time)));
            }
        }
        catch (SecretException e)
        {
            groups.Add(new(s_records, new UnreadableSource(existing.AmiHost, e.Message)));
        }

        return groups;
    }

    private LogGroup Facts(ExistingPbx existing, TableSource? table) => existing.Facts switch
    {
        FactsSource.Table when table is not null => new(s_remote, new TableFollower(database, settings.Pbx, LogKind.QueueLog, table, time)),
        FactsSource.File => new(s_local, new LogFollower(database, settings.Pbx, LogKind.QueueLog, TimeZoneInfo.Utc, existing.LogFile)),
        FactsSource.Sftp => new(s_remote, new SftpFollower(database, settings.Pbx, existing.LogFile, PbxReach.Sftp(existing, box))),
        FactsSource.Events or FactsSource.Table => new(s_local, new LogFollower(database, settings.Pbx, LogKind.Events, TimeZoneInfo.Utc, home.EventLog)),
    };
}

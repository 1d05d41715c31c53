using System.CommandLine;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;
using SipRing.Server.CommandLine;

namespace SipRing.Server.Ledger;

/// <summary><c>sipring ledger</c>: the history that reports are made of.</summary>
public static class LedgerCommand
{
    public static Command Create(Option<string> home) => new("ledger", "The history of calls: take in logs, and recount them.")
    {
        ImportCommand.Create(home),
        VerifyCommand.Create(home),
    };

    /// <summary>The database of a home, at the present version, for a verb that may run beside the server.</summary>
    internal static async Task<(SipRingHome Home, SipRingSettings Settings, Database Database)> OpenAsync(string path, bool make, CancellationToken cancellationToken)
    {
        var (home, settings) = make ? SipRingCommand.OpenOrMakeHome(path) : SipRingCommand.OpenHome(path);
        var database = settings.MariaDb is { } mariaDb ? Database.MariaDb(mariaDb) : Database.Sqlite(home.DatabaseFile);
        await new Migrator(database).RunAsync(cancellationToken);
        return (home, settings, database);
    }
}

using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;
using SipRing.Server.CommandLine;

namespace SipRing.Server.Access;

/// <summary>The use cases of a home's database, for a verb that works beside the running server.</summary>
internal static class BesideServer
{
    /// <summary>Of a home that exists.</summary>
    public static Task<ServiceProvider> OpenAsync(string home, CancellationToken cancellationToken) =>
        OpenAsync(SipRingCommand.OpenHome(home), cancellationToken);

    /// <summary>Makes the home where it is missing: for verbs that may come before the first start.</summary>
    public static Task<ServiceProvider> OpenOrMakeAsync(string home, CancellationToken cancellationToken) =>
        OpenAsync(SipRingCommand.OpenOrMakeHome(home), cancellationToken);

    public static int Refused(Refusal refusal)
    {
        Console.Error.WriteLine($"sipring: {refusal.Message}");
        return 1;
    }

    private static async Task<ServiceProvider> OpenAsync((SipRingHome Home, SipRingSettings Settings) opened, CancellationToken cancellationToken)
    {
        var (home, settings) = opened;
        var database = settings.MariaDb is { } mariaDb ? Database.MariaDb(mariaDb) : Database.Sqlite(home.DatabaseFile);

        // The server may not have come so far yet, or be an older one.
        await new Migrator(database).RunAsync(cancellationToken);
        return new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(home)
            .AddSingleton(database)
            .AddAudit()
            .AddAccess()
            .BuildServiceProvider();
    }
}

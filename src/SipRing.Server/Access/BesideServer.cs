using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;
using SipRing.Server.CommandLine;

namespace SipRing.Server.Access;

/// <summary>The use cases of a home's database, for a verb that works beside the running server.</summary>
internal static class BesideServer
{
    public static ServiceProvider Open(string home)
    {
        var (_, settings) = SipRingCommand.OpenHome(home);
        return Open(home, settings.MariaDb is { } mariaDb ? Database.MariaDb(mariaDb) : Database.Sqlite(new CallCenter.Settings.SipRingHome(home).DatabaseFile));
    }

    public static int Refused(Refusal refusal)
    {
        Console.Error.WriteLine($"sipring: {refusal.Message}");
        return 1;
    }

    private static ServiceProvider Open(string home, Database database) => new ServiceCollection()
        .AddSingleton(TimeProvider.System)
        .AddSingleton(new CallCenter.Settings.SipRingHome(home))
        .AddSingleton(database)
        .AddAudit()
        .AddAccess()
        .BuildServiceProvider();
}

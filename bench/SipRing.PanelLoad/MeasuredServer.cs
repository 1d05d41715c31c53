using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Calls;
using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.LostCallers;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;
using SipRing.Server.Access;
using SipRing.Server.Components;

namespace SipRing.PanelLoad;

/// <summary>Pages, sign-in and floor of the product over a manager connection; without an Asterisk and a ledger of its own.</summary>
internal static class MeasuredServer
{
    public const string User = "supervisor";
    public const string Password = "rowan lantern quartz";

    public static async Task<int> RunAsync(int http, int ami, string folder)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "sipring", ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, http));
        builder.Logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Warning);
        builder.AddSipRingPages();
        var home = new SipRingHome(folder);
        await using var connection = new AmiClient(new() { Host = "127.0.0.1", Port = ami, Username = FakeCallCentre.User, Secret = FakeCallCentre.Secret });
        builder.Services
            .AddSingleton(TimeProvider.System)
            .AddSingleton(home)
            .AddSingleton(new SipRingSettings { TimeZone = "Europe/Moscow" })
            .AddSingleton(Database.Sqlite(home.DatabaseFile))
            .AddSingleton<IAmiClient>(connection)
            .AddSingleton<IFloorDirectory, StillNames>()
            .AddSingleton<IFloorFigures, StillFigures>()
            .AddSingleton<IMemberPlaces, StillPlaces>()
            .AddSingleton<ILedgerHealth, StillHealth>()
            .AddSingleton<IAgentSessions, StillSessions>()
            .AddAudit().AddAccess().AddSignIn().AddContacts().AddAgents().AddCalls().AddLostCallers().AddFloor();
        await using var app = builder.Build();
        app.UseSipRingPages();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapAccount();
        app.MapSipRingPages();
        app.MapGet("/load/heap", () => GC.GetTotalMemory(forceFullCollection: false)).AllowAnonymous();
        await new Migrator(app.Services.GetRequiredService<Database>()).RunAsync(CancellationToken.None);
        var added = await app.Services.GetRequiredService<AddUser>().HandleAsync(Actor.CommandLine, new(User, Role.Supervisor, null), CancellationToken.None);
        await app.Services.GetRequiredService<ChangeOwnPassword>().HandleAsync(new(added.Value!.User.Id, added.Value.Password, Password), CancellationToken.None);
        connection.Start();
        await app.RunAsync();
        return 0;
    }
}

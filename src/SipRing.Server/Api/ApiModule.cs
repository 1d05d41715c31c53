using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Scalar.AspNetCore;
using SipRing.Server.Access;
using SipRing.Server.Agents;
using SipRing.Server.CallDetail;
using SipRing.Server.Calls;
using SipRing.Server.Connection;
using SipRing.Server.Contacts;
using SipRing.Server.Departments;
using SipRing.Server.LostCallers;
using SipRing.Server.Machine;
using SipRing.Server.Pbx;
using SipRing.Server.Pbx.Hours;
using SipRing.Server.Pbx.Menus;
using SipRing.Server.Pbx.Sounds;
using SipRing.Server.Pbx.Routes;
using SipRing.Server.Pbx.Trunks;
using SipRing.Server.Queues;
using SipRing.Server.Queues.Rules;
using SipRing.Server.Recordings;
using SipRing.Server.Shared;
using SipRing.Server.SystemLog;
using SipRing.Server.Wallboards;

namespace SipRing.Server.Api;

public static class ApiModule
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddSingleton<Moments>();
        services.AddSingleton<FloorEventStream>();
        services.AddLocalization();
        services.TryAddSingleton<CallCentreTime>();
        services.AddSingleton<CallCsv>();
        services.AddSingleton<ContactCsv>();
        services.ConfigureHttpJsonOptions(options => StrictJson.Configure(options.SerializerOptions));
        services.AddOpenApi("v1", ApiDocument.Configure);
        return services;
    }

    /// <summary>Faults and unknown paths below /api/v1 are told as problem documents too. Before routing and sign-in.</summary>
    public static void UseApiProblems(this IApplicationBuilder app) => app.UseMiddleware<ApiProblems>();

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        routes.MapHealth();
        var api = routes.MapGroup("/api/v1").AddEndpointFilter<CookieWrites>();
        api.MapFloor();
        api.MapConnection();
        api.MapExtensions();
        api.MapQueues();
        api.MapCallRules();
        api.MapMenus();
        api.MapHours();
        api.MapSounds();
        api.MapPbxHistory();
        api.MapTrunks();
        api.MapRoutes();
        api.MapRouteTests();
        api.MapCsv();
        api.MapAgents();
        api.MapDepartments();
        api.MapLimits();
        api.MapMembers();
        api.MapPhoneMembers();
        api.MapPauseReasons();
        api.MapCalls();
        api.MapReports();
        api.MapCallDetail();
        api.MapContacts();
        api.MapLostCallers();
        api.MapRecordings();
        api.MapLog();
        api.MapUsers();
        api.MapTokens();
        api.MapServer();
        api.MapWallboards();

        // The same for everybody, and no secret: generators of clients read it before anybody has a token.
        routes.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        routes.MapScalarApiReference("/api", (options, context) =>
        {
            // The page starts itself by an inline script, which the policy of the other pages forbids.
            options.Nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
            context.Response.Headers.ContentSecurityPolicy =
                $"default-src 'self'; script-src 'self' 'nonce-{options.Nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                + "connect-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'";
            options.Title = "SipRing API";
            options.OpenApiRoutePattern = "/openapi/v1.json";

            // Nothing of the page may come from, or go to, anywhere else.
            options.DefaultFonts = false;
            options.Telemetry = false;
            options.HideClientButton = true;
            options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
            options.Agent = new() { Disabled = true };
            options.Mcp = new() { Disabled = true };
        });
    }
}

using SipRing.CallCenter.Access;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Menus;
using SipRing.Server.Api;

namespace SipRing.Server.Pbx.Menus;

/// <summary>Voice menus.</summary>
internal static class MenuEndpoints
{
    public static void MapMenus(this IEndpointRouteBuilder api)
    {
        var menus = api.MapGroup("/menus").WithTags("Menus").RequireAuthorization(nameof(Permission.ManagePbx));
        menus.MapPbxItems(PbxKind.Menu, configuration => configuration.Menus);
        menus.MapPut("/{id}", SaveAsync)
            .WithSummary("Add a voice menu, or replace it").WithDescription("What is left out gets its default. `greeting` and `wrongKey` are ids of sounds; a key is one of 0 to 9, * and #.")
            .Produces<Menu>().Produces<Menu>(StatusCodes.Status201Created)
            .MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> SaveAsync(string id, Caller caller, Body<MenuBody> body, SaveMenu save, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var menu, out var problem))
            return problem;
        return Problems.OtherNumber(menu.Id, id, "id") ?? (await save.HandleAsync(caller.Actor, menu.ToMenu(id), cancellationToken)).ToSavedAnswer($"/api/v1/menus/{id}");
    }
}

/// <summary>The whole menu: what is left out gets its default.</summary>
/// <param name="Greeting">The id of the sound that tells the choices.</param>
/// <param name="WaitSeconds">For a key, after the greeting.</param>
/// <param name="Plays">Of the greeting, before the call goes on without a key.</param>
/// <param name="WrongKey">The id of the sound after a key that leads nowhere; empty plays the greeting again.</param>
/// <param name="DialExtensions">Callers may dial an extension instead of a key.</param>
/// <param name="Id">May be given, as it was read; then it is that of the address.</param>
public sealed record MenuBody(
    string Name,
    string Greeting,
    IReadOnlyList<MenuKey>? Keys = null,
    int? WaitSeconds = null,
    int? Plays = null,
    Destination? NoKey = null,
    string? WrongKey = null,
    bool? DialExtensions = null,
    string? Id = null)
{
    internal Menu ToMenu(string id)
    {
        var menu = new Menu { Id = id, Name = Name, Greeting = Greeting };
        return menu with
        {
            Keys = [.. Keys ?? []],
            WaitSeconds = WaitSeconds ?? menu.WaitSeconds,
            Plays = Plays ?? menu.Plays,
            NoKey = NoKey ?? menu.NoKey,
            WrongKey = WrongKey ?? menu.WrongKey,
            DialExtensions = DialExtensions ?? menu.DialExtensions,
        };
    }
}

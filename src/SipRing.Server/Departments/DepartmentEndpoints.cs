using SipRing.CallCenter.Access;
using SipRing.CallCenter.Departments;
using SipRing.Server.Api;

namespace SipRing.Server.Departments;

/// <summary>Groups of phones, operators and queues.</summary>
internal static class DepartmentEndpoints
{
    public static void MapDepartments(this IEndpointRouteBuilder api)
    {
        var departments = api.MapGroup("/departments").WithTags("Departments");
        departments.MapGet("", async (Caller caller, ListDepartments list, CancellationToken cancellationToken) => (await list.HandleAsync(caller.Actor, cancellationToken)).ToListAnswer())
            .RequireAuthorization(nameof(Permission.SeeFloor)).WithSummary("Departments with everything that belongs to them")
            .WithDescription("Whoever is limited to some sees those.").Produces<ItemList<ListDepartments.Item>>().MayRefuse();
        departments.MapGet("/{id:int}", async (int id, Caller caller, ListDepartments list, CancellationToken cancellationToken) => (await list.FindAsync(caller.Actor, id, cancellationToken)).ToAnswer())
            .RequireAuthorization(nameof(Permission.SeeFloor)).WithSummary("One department").Produces<ListDepartments.Item>().MayRefuse(StatusCodes.Status404NotFound);
        departments.MapPost("", CreateAsync)
            .RequireAuthorization(nameof(Permission.ManageDepartments)).WithSummary("Add a department")
            .Produces<Department>(StatusCodes.Status201Created).MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict);
        departments.MapPut("/{id:int}", RenameAsync)
            .RequireAuthorization(nameof(Permission.ManageDepartments)).WithSummary("Give a department another name")
            .Produces<Department>().MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        departments.MapDelete("/{id:int}", async (int id, Caller caller, DeleteDepartment delete, CancellationToken cancellationToken) => (await delete.HandleAsync(caller.Actor, id, cancellationToken)).ToEmptyAnswer())
            .RequireAuthorization(nameof(Permission.ManageDepartments)).WithSummary("End a department")
            .WithDescription("Its members belong to none then. Who was limited to it stays limited: to what is left.")
            .Produces(StatusCodes.Status204NoContent).MayRefuse(StatusCodes.Status404NotFound);
        departments.MapPost("/{id:int}/members", (int id, Caller caller, Body<DepartmentMembersBody> body, PlaceMembers place, CancellationToken cancellationToken) => PlaceAsync(id, caller, body, place, cancellationToken))
            .RequireAuthorization(nameof(Permission.ManageDepartments)).WithSummary("Put phones, operators and queues into a department")
            .WithDescription("Each belongs to one department: it leaves the one that it was in.")
            .Produces(StatusCodes.Status204NoContent).MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        departments.MapPost("/none/members", (Caller caller, Body<DepartmentMembersBody> body, PlaceMembers place, CancellationToken cancellationToken) => PlaceAsync(null, caller, body, place, cancellationToken))
            .RequireAuthorization(nameof(Permission.ManageDepartments)).WithSummary("Take phones, operators and queues out of their departments")
            .Produces(StatusCodes.Status204NoContent).MayRefuse(StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> CreateAsync(Caller caller, Body<DepartmentBody> body, SaveDepartment save, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var department, out var problem))
            return problem;
        var result = await save.HandleAsync(caller.Actor, new(null, department.Name), cancellationToken);
        return result.ToAnswer(saved => TypedResults.Created($"/api/v1/departments/{saved.Id}", saved));
    }

    private static async Task<IResult> RenameAsync(int id, Caller caller, Body<DepartmentBody> body, SaveDepartment save, CancellationToken cancellationToken) =>
        body.Ok(out var department, out var problem) ? (await save.HandleAsync(caller.Actor, new(id, department.Name), cancellationToken)).ToAnswer() : problem;

    private static async Task<IResult> PlaceAsync(int? id, Caller caller, Body<DepartmentMembersBody> body, PlaceMembers place, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var members, out var problem))
            return problem;
        return (await place.HandleAsync(caller.Actor, new(id, new(members.Extensions ?? [], members.Agents ?? [], members.Queues ?? [])), cancellationToken)).ToEmptyAnswer();
    }
}

public sealed record DepartmentBody(string Name);

/// <param name="Extensions">Numbers of phones.</param>
/// <param name="Agents">Ids of operators.</param>
/// <param name="Queues">Numbers of queues.</param>
public sealed record DepartmentMembersBody(IReadOnlyList<string>? Extensions = null, IReadOnlyList<int>? Agents = null, IReadOnlyList<string>? Queues = null);

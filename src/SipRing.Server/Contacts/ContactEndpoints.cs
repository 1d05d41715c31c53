using System.Globalization;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.Contacts.Import;
using SipRing.CallCenter.Contacts.OwnFields;
using SipRing.CallCenter.Ledger;
using SipRing.Server.Api;

namespace SipRing.Server.Contacts;

/// <summary>The directory for programs.</summary>
internal static class ContactEndpoints
{
    private const int Bad = StatusCodes.Status400BadRequest;
    private const int Missing = StatusCodes.Status404NotFound;
    private const int Conflict = StatusCodes.Status409Conflict;

    public static void MapContacts(this IEndpointRouteBuilder api)
    {
        var contacts = api.MapGroup("/contacts").WithTags("Contacts");
        contacts.MapGet("", ListAsync).RequireAuthorization(nameof(Permission.SeeDirectory)).WithSummary("Contacts, by name")
            .WithQuery(("find", "Words of name, company, notes, tags, and parts of numbers in any form; every one must be there."), ("number", "Only contacts with this whole number, in any form."),
                ("tag", "Only with this tag."), ("limit", "1 to 1000 contacts, 100 if not given."), ("cursor", "`next` of the page before."))
            .Produces<Page<ContactItem>>().MayRefuse(Bad);
        contacts.MapGet("/{id:long}", async (long id, Caller caller, Moments moments, GetContact get, CancellationToken cancellationToken) =>
                (await get.HandleAsync(caller.Actor, id, cancellationToken)).ToAnswer(c => TypedResults.Ok(ContactItem.Of(c, moments))))
            .RequireAuthorization(nameof(Permission.SeeDirectory)).WithSummary("One contact").Produces<ContactItem>().MayRefuse(Missing);
        contacts.MapPost("", (Caller caller, Body<ContactBody> body, Moments moments, SaveContact save, CancellationToken cancellationToken) => SaveAsync(null, caller, body, moments, save, cancellationToken))
            .RequireAuthorization(nameof(Permission.ManageDirectory)).WithSummary("Add a contact").Produces<ContactItem>(StatusCodes.Status201Created).MayRefuse(Bad);
        contacts.MapPut("/{id:long}", (long id, Caller caller, Body<ContactBody> body, Moments moments, SaveContact save, CancellationToken cancellationToken) => SaveAsync(id, caller, body, moments, save, cancellationToken))
            .RequireAuthorization(nameof(Permission.ManageDirectory)).WithSummary("Change a contact").Produces<ContactItem>().MayRefuse(Bad, Missing, Conflict);
        contacts.MapDelete("/{id:long}", async (long id, Caller caller, DeleteContact delete, CancellationToken cancellationToken) =>
                (await delete.HandleAsync(caller.Actor, id, cancellationToken)).ToEmptyAnswer())
            .RequireAuthorization(nameof(Permission.ManageDirectory)).WithSummary("Remove a contact").Produces(StatusCodes.Status204NoContent).MayRefuse(Missing);
        contacts.MapPost("/{id:long}/merge", MergeAsync).RequireAuthorization(nameof(Permission.ManageDirectory)).WithSummary("Make one contact of two")
            .WithDescription("Numbers, tags and notes of both are kept; what else both say, this one is right about, and the other's word goes into the notes.").Produces<ContactItem>().MayRefuse(Bad, Missing, Conflict);
        contacts.MapGet("/export", ExportAsync).RequireAuthorization(nameof(Permission.ManageDirectory)).WithSummary("Contacts as csv, which the import reads again")
            .WithQuery(("find", "As of the list."), ("tag", "As of the list."), ("language", "`ru` or `en`; of the heads and the delimiter."))
            .Produces(StatusCodes.Status200OK, contentType: "text/csv").MayRefuse(Bad);
        contacts.MapPost("/import", ImportAsync).RequireAuthorization(nameof(Permission.ManageDirectory)).WithSummary("Contacts from csv")
            .WithDescription("The body is the file; its first row names the columns. Delimiter and encoding are found by themselves.")
            .WithQuery(("duplicates", "`skip`, `merge` (if not given) or `replace` contacts that are there already."), ("trial", "`true`: nothing is written."))
            .Accepts<string>("text/csv").Produces<ContactImportAnswer>().MayRefuse(Bad);
        contacts.MapPost("/imports/{id:long}/undo", async (long id, Caller caller, UndoImport undo, CancellationToken cancellationToken) => (await undo.HandleAsync(caller.Actor, id, cancellationToken)).ToAnswer())
            .RequireAuthorization(nameof(Permission.ManageDirectory)).WithSummary("Take an import back").Produces<UndoImport.Outcome>().MayRefuse(Missing, Conflict);
        MapFields(contacts);
    }

    private static void MapFields(RouteGroupBuilder contacts)
    {
        contacts.MapGet("/fields", async (Caller caller, OwnFieldList list, CancellationToken cancellationToken) => (await list.HandleAsync(caller.Actor, cancellationToken)).ToListAnswer())
            .RequireAuthorization(nameof(Permission.SeeDirectory)).WithSummary("The own fields of contacts").Produces<ItemList<OwnField>>().MayRefuse();
        contacts.MapPost("/fields", (Caller caller, Body<OwnFieldBody> body, SaveOwnField save, CancellationToken cancellationToken) => SaveFieldAsync(0, caller, body, save, cancellationToken))
            .RequireAuthorization(nameof(Permission.ManageDirectory)).WithSummary("Add an own field").Produces<OwnField>(StatusCodes.Status201Created).MayRefuse(Bad, Conflict);
        contacts.MapPut("/fields/{id:int}", (int id, Caller caller, Body<OwnFieldBody> body, SaveOwnField save, CancellationToken cancellationToken) => SaveFieldAsync(id, caller, body, save, cancellationToken))
            .RequireAuthorization(nameof(Permission.ManageDirectory)).WithSummary("Change an own field").Produces<OwnField>().MayRefuse(Bad, Missing, Conflict);
        contacts.MapDelete("/fields/{id:int}", async (int id, Caller caller, DeleteOwnField delete, CancellationToken cancellationToken) => (await delete.HandleAsync(caller.Actor, id, cancellationToken)).ToEmptyAnswer())
            .RequireAuthorization(nameof(Permission.ManageDirectory)).WithSummary("Take an own field off every contact, with its values").Produces(StatusCodes.Status204NoContent).MayRefuse(Missing);
    }

    private static async Task<IResult> ListAsync(Caller caller, HttpRequest request, Moments moments, ListContacts list, GetContact get, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request, moments);
        var (find, number, tag, limit, cursor) = (query.Text("find"), query.Text("number"), query.Text("tag"), query.Limit(), query.Text("cursor"));
        if (!query.Ok(out var problem))
            return problem;
        if (number is not null)
            return (await get.OfNumberAsync(caller.Actor, number, cancellationToken)).ToAnswer(found => TypedResults.Ok(new Page<ContactItem>([.. found.Select(c => ContactItem.Of(c, moments))], null)));
        var result = await list.HandleAsync(caller.Actor, new(find, tag, cursor, limit), cancellationToken);
        return result.ToAnswer(page => TypedResults.Ok(new Page<ContactItem>([.. page.Items.Select(c => ContactItem.Of(c, moments))], page.Next)));
    }

    private static async Task<IResult> SaveAsync(long? id, Caller caller, Body<ContactBody> body, Moments moments, SaveContact save, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var contact, out var problem))
            return problem;
        var result = await save.HandleAsync(caller.Actor, new(contact.ToDraft(), id, contact.Version), cancellationToken);
        return result.ToAnswer(saved => id is null
            ? TypedResults.Created(string.Create(CultureInfo.InvariantCulture, $"/api/v1/contacts/{saved.Id}"), ContactItem.Of(saved, moments))
            : TypedResults.Ok(ContactItem.Of(saved, moments)));
    }

    private static async Task<IResult> MergeAsync(long id, Caller caller, Body<ContactMergeBody> body, Moments moments, MergeContacts merge, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var wanted, out var problem))
            return problem;
        return (await merge.HandleAsync(caller.Actor, id, wanted.Other, cancellationToken)).ToAnswer(c => TypedResults.Ok(ContactItem.Of(c, moments)));
    }

    private static async Task<IResult> SaveFieldAsync(int id, Caller caller, Body<OwnFieldBody> body, SaveOwnField save, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var field, out var problem))
            return problem;
        var result = await save.HandleAsync(caller.Actor, new(id, field.Name, field.Kind, field.Choices ?? [], field.Place), cancellationToken);
        return result.ToAnswer(saved => id == 0 ? TypedResults.Created(string.Create(CultureInfo.InvariantCulture, $"/api/v1/contacts/fields/{saved.Id}"), saved) : TypedResults.Ok(saved));
    }

    private static async Task<IResult> ExportAsync(Caller caller, HttpRequest request, Moments moments, ContactCsv csv, ExportContacts export, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request, moments);
        var (find, tag, language) = (query.Text("find"), query.Text("tag"), query.OneOf("language", "ru", "en") ?? "en");
        if (!query.Ok(out var problem))
            return problem;
        var result = await export.HandleAsync(caller.Actor, new(find, tag), cancellationToken);
        return result.ToAnswer(table => TypedResults.Stream(stream => csv.WriteAsync(stream, table, language, cancellationToken), "text/csv; charset=utf-8", "contacts.csv"));
    }

    private static async Task<IResult> ImportAsync(Caller caller, HttpRequest request, Moments moments, ContactImporter importer, CancellationToken cancellationToken)
    {
        const int MostTold = 1000;
        var query = new QueryReader(request, moments);
        var (duplicates, trial) = (query.OneOf("duplicates", "skip", "merge", "replace") ?? "merge", query.OneOf("trial", "true", "false") == "true");
        if (!query.Ok(out var problem))
            return problem;
        await using var content = ImportSessions.NewFile();
        await request.Body.CopyToAsync(content, cancellationToken);
        var look = await importer.LookAsync(caller.Actor, content, null, null, cancellationToken);
        if (!look.Succeeded)
            return Problems.From(look.Refusal);
        var told = new List<ContactImportTold>();
        var plan = look.Value.Plan with { Duplicates = Enum.Parse<DuplicateRule>(duplicates, ignoreCase: true) };
        var result = await importer.HandleAsync(caller.Actor, new(content, "api.csv", plan, trial, _ => { }, (row, outcome, refusal) =>
        {
            if (told.Count < MostTold)
                told.Add(new(row.Line, outcome, refusal.Id, refusal.Field, refusal.Message));
            return Task.CompletedTask;
        }), cancellationToken);
        return result.ToAnswer(done => TypedResults.Ok(new ContactImportAnswer(
            done.Import, done.Count.Rows, done.Count.Added, done.Count.Changed, done.Count.Same, done.Count.Skipped, done.Count.Refused, told)));
    }
}

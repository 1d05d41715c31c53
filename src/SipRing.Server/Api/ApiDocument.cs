using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace SipRing.Server.Api;

/// <summary>What the description of the API says beyond its routes: who it is for, tokens, query parameters.</summary>
internal static class ApiDocument
{
    private const string Scheme = "token";
    private static readonly string[] s_wordsAsIds = ["recordings/", "menus/", "schedules/", "holidays/", "sounds/", "music-classes/"];

    public static void Configure(OpenApiOptions options)
    {
        options.ShouldInclude = route => route.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true || route.RelativePath?.StartsWith("health/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new()
            {
                Title = "SipRing",
                Version = "v1",
                Description = "The call centre for programs. Make a token with `sipring token create --name NAME --role ROLE` and send it as `Authorization: Bearer TOKEN`. "
                    + "Times are ISO 8601 with offset. Errors are problem documents (RFC 9457): `code` is stable, `detail` is for people, `errors` names what was wrong with which field.",
            };
            document.Servers = [];
            document.Components ??= new();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
            document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token of `sipring token create`." };
            document.Security = [new() { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
            ApiSchemas.Finish(document);
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer(ApiSchemas.OfType);
        options.AddOperationTransformer((operation, context, _) =>
        {
            Describe(operation, context.Description);
            return Task.CompletedTask;
        });
    }

    private static void Describe(OpenApiOperation operation, ApiDescription route)
    {
        var metadata = route.ActionDescriptor.EndpointMetadata;
        operation.OperationId = OperationId(route);
        if (metadata.OfType<IAllowAnonymous>().Any())
            operation.Security = [];
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
            parameter.Schema = parameter.Name == "id" && s_wordsAsIds.Any(path => route.RelativePath!.Contains(path, StringComparison.Ordinal))
                ? ApiSchemas.OfParameter("", isRepeated: false)
                : ApiSchemas.OfParameter(parameter.Name!, isRepeated: false);
        foreach (var (name, text) in metadata.OfType<QueryParameters>().SelectMany(p => p.Items))
        {
            operation.Parameters ??= [];
            var repeated = text.EndsWith(QueryText.Repeated, StringComparison.Ordinal);
            operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Query, Description = text, Schema = ApiSchemas.OfParameter(name, repeated) });
        }

        if (operation.RequestBody is not null)
        {
            AddProblem(operation, StatusCodes.Status413PayloadTooLarge);
            AddProblem(operation, StatusCodes.Status415UnsupportedMediaType);
        }
    }

    private static void AddProblem(OpenApiOperation operation, int status)
    {
        if (operation.Responses is not { } responses || !responses.TryGetValue("401", out var like))
            return;
        responses[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse { Description = ReasonPhrases.GetReasonPhrase(status), Content = like.Content };
    }

    // "GET /api/v1/queues/{number}/members" is getQueuesNumberMembers: generated clients name their methods by it.
    private static string OperationId(ApiDescription route) =>
        route.HttpMethod!.ToLowerInvariant()
        + string.Concat(route.RelativePath!.Split(['/', '-', '{', '}'], StringSplitOptions.RemoveEmptyEntries)
            .Except(["api", "v1"]).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}

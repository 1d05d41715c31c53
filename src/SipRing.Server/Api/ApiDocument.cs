using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SipRing.Server.Api;

/// <summary>What the description of the API says beyond its routes: who it is for, tokens, query parameters.</summary>
internal static class ApiDocument
{
    private const string Scheme = "token";

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
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            foreach (var (name, text) in context.Description.ActionDescriptor.EndpointMetadata.OfType<QueryParameters>().SelectMany(p => p.Items))
            {
                operation.Parameters ??= [];
                operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Query, Description = text, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
            }

            return Task.CompletedTask;
        });
    }
}

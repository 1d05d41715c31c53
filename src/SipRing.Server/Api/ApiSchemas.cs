using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Queues;
using SipRing.Server.Queues;

namespace SipRing.Server.Api;

/// <summary>What the types of C# do not say of the JSON: an answer that is checked against these schemas fits.</summary>
internal static class ApiSchemas
{
    private static readonly string[] s_problem = ["type", "title", "status", "detail", "code"];

    /// <summary>Ranges and choices of a queue's fields, and the problem documents as they are sent.</summary>
    public static Task OfType(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if (type == typeof(TimeOnly) || type == typeof(TimeOnly?))
            (schema.Type, schema.Format, schema.Pattern, schema.Description) = (JsonSchemaType.String, null, TimeOfDayConverter.Pattern, "A time of day, such as 09:00.");
        if (context.JsonPropertyInfo is null && typeof(ProblemDetails).IsAssignableFrom(type))
            DescribeProblem(schema);
        else if (context.JsonPropertyInfo is { } property && (property.DeclaringType == typeof(QueueBody) || property.DeclaringType == typeof(QueueItem)))
            DescribeQueueField(schema, property.Name);
        return Task.CompletedTask;
    }

    /// <summary>The whole document: a choice is a string, and a null is said by those who may send one, not by the choice itself.</summary>
    public static void Finish(OpenApiDocument document)
    {
        foreach (var (name, schema) in document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal))
        {
            if (schema is not OpenApiSchema open)
                continue;
            if (open.Enum is { Count: > 0 } choices)
            {
                open.Enum = [.. choices.Where(choice => choice is not null && choice.GetValueKind() != System.Text.Json.JsonValueKind.Null)];
                open.Type = JsonSchemaType.String;
            }

            // What SipRing sends has every member, always; in what it takes the constructor says what must be there.
            // A destination that is followed by nothing does not say so.
            if (name == nameof(Destination))
                open.Required = new HashSet<string>(StringComparer.Ordinal) { "kind" };
            else if (open.Properties is { Count: > 0 } properties && name != nameof(ProblemDetails) && !IsBody(name))
                open.Required = properties.Keys.ToHashSet(StringComparer.Ordinal);
        }
    }

    /// <summary>A parameter by the type that its name stands for.</summary>
    public static OpenApiSchema OfParameter(string name, bool isRepeated) => name switch
    {
        "limit" => new() { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "1000", Default = JsonValue.Create(100) },
        "outcome" => new() { Type = JsonSchemaType.String, Enum = ["answered", "lost"] },
        "id" or "agent" or "department" => Repeated(new() { Type = JsonSchemaType.Integer, Format = "int32" }, isRepeated),
        "number" or "queue" or "extension" => Repeated(new() { Type = JsonSchemaType.String, Pattern = "^[0-9]+$" }, isRepeated),
        _ => new() { Type = JsonSchemaType.String },
    };

    private static OpenApiSchema Repeated(OpenApiSchema item, bool isRepeated) =>
        isRepeated ? new() { Type = JsonSchemaType.Array, Items = item } : item;

    private static bool IsBody(string name) =>
        name is nameof(QueueBody) or nameof(Pbx.ExtensionBody) or nameof(Agents.NewAgent) or nameof(Agents.ChangedAgent) or nameof(Agents.NewMember) or nameof(Agents.MemberPause)
            or nameof(Pbx.Menus.MenuBody) or nameof(Pbx.Hours.ScheduleBody) or nameof(Pbx.Hours.HolidayBody) or nameof(Pbx.Sounds.MusicBody) or nameof(Pbx.Sounds.SoundName)
            or nameof(Pbx.Trunks.TrunkBody) or nameof(Pbx.Routes.IncomingRouteBody) or nameof(Pbx.Routes.OutgoingRouteBody) or nameof(Pbx.PlaceBody)
            or nameof(Calls.CallTransfer) or nameof(Calls.CallListening) or nameof(Departments.DepartmentBody) or nameof(Departments.DepartmentMembersBody) or nameof(Departments.LimitBody)
            or nameof(Wallboards.WallboardBody) or nameof(Wallboards.WallboardTileBody)
            or nameof(Pbx.Trunks.TrunkBody) or nameof(Pbx.Routes.IncomingRouteBody) or nameof(Pbx.Routes.OutgoingRouteBody) or nameof(Pbx.PlaceBody);

    private static void DescribeQueueField(OpenApiSchema schema, string name)
    {
        if (name == "strategy")
            schema.Enum = [.. QueueStrategies.Names.Select(strategy => (JsonNode)strategy), .. schema.Type is { } type && type.HasFlag(JsonSchemaType.Null) ? [JsonNullSentinel.JsonNull] : Array.Empty<JsonNode>()];
        else if (QueueRules.Ranges.TryGetValue(name, out var range))
            (schema.Minimum, schema.Maximum) = (FormattableString.Invariant($"{range.Least}"), FormattableString.Invariant($"{range.Greatest}"));
        else if (name == "name")
            (schema.MinLength, schema.MaxLength) = (1, PbxRules.LongestName);
    }

    private static void DescribeProblem(OpenApiSchema schema)
    {
        var text = new OpenApiSchema { Type = JsonSchemaType.String };
        schema.Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri" },
            ["title"] = text,
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
            ["detail"] = text,
            ["instance"] = text,
            ["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What happened, for programs; stable." },
            ["field"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The first wrong field." },
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "Every wrong field, with what is wrong.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = text },
            },
        };
        schema.Required = s_problem.ToHashSet(StringComparer.Ordinal);
        schema.AdditionalPropertiesAllowed = true;
    }
}

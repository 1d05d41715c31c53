using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SipRing.Server.Api;

/// <summary>JSON as the API speaks it: camelCase, enums by name, times with offset; a wrong member is named, not skipped.</summary>
public static class StrictJson
{
    /// <summary>Enough to mend a body by; a long list of the wrong kind says no more.</summary>
    private const int MostErrors = 100;

    private static readonly Dictionary<Type, string> s_kinds = new()
    {
        [typeof(string)] = "a string",
        [typeof(bool)] = "true or false",
        [typeof(int)] = "a whole number",
        [typeof(long)] = "a whole number",
        [typeof(double)] = "a number",
        [typeof(decimal)] = "a number",
        [typeof(DateOnly)] = "a date as 2026-12-31",
        [typeof(TimeOnly)] = "a time of day as 09:30",
        [typeof(DateTimeOffset)] = "a time as 2026-12-31T09:30:00+03:00",
    };

    public static JsonSerializerOptions Options { get; } = Create();

    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.Converters.Add(new TimeOfDayConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }

    /// <summary>Reads an object and gathers everything that is wrong with it, by member: <c>name</c>, <c>hours.0.from</c>.</summary>
    public static T? Read<T>(JsonObject json, IDictionary<string, string> errors)
        where T : class
    {
        CheckMembers(json, Options.GetTypeInfo(typeof(T)), "", errors);
        return errors.Count == 0 ? json.Deserialize<T>(Options) : null;
    }

    private static void CheckMembers(JsonObject json, JsonTypeInfo type, string path, IDictionary<string, string> errors)
    {
        foreach (var (name, value) in json)
        {
            if (type.Properties.FirstOrDefault(p => p.Name == name) is not { } property)
                errors[path + name] = $"is not known here; known are {string.Join(", ", type.Properties.Select(p => p.Name))}.";
            else if (value is not null || !property.IsSetNullable)
                CheckValue(value, property.PropertyType, path + name, errors);
        }

        foreach (var property in type.Properties.Where(p => p.IsRequired && !json.ContainsKey(p.Name)))
            errors[path + property.Name] = "is missing.";
    }

    private static void CheckValue(JsonNode? value, Type type, string path, IDictionary<string, string> errors)
    {
        var told = Options.GetTypeInfo(type);
        if (value is null)
            errors[path] = $"must be {Describe(told)}, not null.";
        else if (value is JsonObject members && told.Kind == JsonTypeInfoKind.Object)
            CheckMembers(members, told, path + ".", errors);
        else if (value is JsonArray list && told is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } element })
            CheckList(list, element, path, errors);
        else if (!Fits(value, type))
            errors[path] = $"must be {Describe(told)}.";
    }

    private static void CheckList(JsonArray list, Type element, string path, IDictionary<string, string> errors)
    {
        for (var i = 0; i < list.Count && errors.Count < MostErrors; i++)
            CheckValue(list[i], element, $"{path}.{i}", errors);
    }

    private static bool Fits(JsonNode value, Type type)
    {
        try
        {
            value.Deserialize(type, Options);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Describe(JsonTypeInfo told)
    {
        var type = Nullable.GetUnderlyingType(told.Type) ?? told.Type;
        if (type.IsEnum)
            return "one of " + string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName));
        return told.Kind switch
        {
            JsonTypeInfoKind.Enumerable => "a list",
            JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => "an object",
            _ => s_kinds.GetValueOrDefault(type, "of another type"),
        };
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver(), PropertyNameCaseInsensitive = false };
        Configure(options);
        options.MakeReadOnly();
        return options;
    }
}

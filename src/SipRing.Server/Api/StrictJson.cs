using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SipRing.Server.Api;

/// <summary>JSON as the API speaks it: camelCase, enums by name, times with offset; a wrong member is named, not skipped.</summary>
public static class StrictJson
{
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

    /// <summary>Reads an object and gathers everything that is wrong with it, by member.</summary>
    public static T? Read<T>(JsonObject json, IDictionary<string, string> errors)
        where T : class
    {
        var type = Options.GetTypeInfo(typeof(T));
        var known = type.Properties.ToDictionary(p => p.Name, StringComparer.Ordinal);
        foreach (var (name, value) in json)
        {
            if (!known.TryGetValue(name, out var property))
                errors[name] = $"is not known here; known are {string.Join(", ", known.Keys)}.";
            else if (value is null && !property.IsSetNullable)
                errors[name] = $"must be {Describe(property.PropertyType)}, not null.";
            else if (!Fits(value, property))
                errors[name] = $"must be {Describe(property.PropertyType)}.";
        }

        foreach (var property in type.Properties.Where(p => p.IsRequired && !json.ContainsKey(p.Name)))
            errors[property.Name] = "is missing.";
        return errors.Count == 0 ? json.Deserialize<T>(Options) : null;
    }

    private static bool Fits(JsonNode? value, JsonPropertyInfo property)
    {
        // Lists hold things; the annotations of a type do not reach what is in them.
        if (value is JsonArray list && list.Contains(null))
            return false;
        try
        {
            value.Deserialize(property.PropertyType, Options);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Describe(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
            return "a string";
        if (type == typeof(bool))
            return "true or false";
        if (type == typeof(int))
            return "a whole number";
        if (type == typeof(DateOnly))
            return "a date as 2026-12-31";
        return type.IsEnum
            ? "one of " + string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName))
            : "a value of another type";
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver(), PropertyNameCaseInsensitive = false };
        Configure(options);
        options.MakeReadOnly();
        return options;
    }
}

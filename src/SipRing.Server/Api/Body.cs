using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;

namespace SipRing.Server.Api;

/// <summary>A JSON body that was read, or the problem document that says what is wrong with it.</summary>
public sealed class Body<T> : IEndpointParameterMetadataProvider
    where T : class
{
    private const int Limit = 64 * 1024;
    private static readonly JsonDocumentOptions s_document = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    private Body(T? value, IResult? problem) => (Value, Problem) = (value, problem);

    public T? Value { get; }

    public IResult? Problem { get; }

    /// <summary>False with the answer to give in <paramref name="problem"/>.</summary>
    public bool Ok([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out IResult? problem)
    {
        (value, problem) = (Value, Problem);
        return value is not null;
    }

    public static async ValueTask<Body<T>> BindAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
            return Wrong(StatusCodes.Status415UnsupportedMediaType, "content-type", "Send the body as application/json.");
        var bytes = await ReadAsync(context.Request, context.RequestAborted);
        if (bytes is null)
            return Wrong(StatusCodes.Status413PayloadTooLarge, "body-large", $"The body has more than {Limit} bytes.");

        JsonNode? node;
        try
        {
            node = JsonNode.Parse(bytes, documentOptions: s_document);
        }
        catch (JsonException e)
        {
            return Wrong(StatusCodes.Status400BadRequest, "json-malformed", $"The body is not JSON: {e.Message}");
        }

        if (node is not JsonObject json)
            return Wrong(StatusCodes.Status400BadRequest, "json-object", "The body must be a JSON object.");
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        return StrictJson.Read<T>(json, errors) is { } value ? new(value, null) : new(null, Problems.Invalid(errors));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));

    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[8192];
        while (await request.Body.ReadAsync(chunk, cancellationToken) is var read and > 0)
        {
            if (buffer.Length + read > Limit)
                return null;
            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    private static Body<T> Wrong(int status, string id, string detail) => new(null, Problems.Plain(status, id, detail));
}

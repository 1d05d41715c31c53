using System.Text.Json.Nodes;
using Xunit;

namespace SipRing.Tests.RealParts.Api;

/// <summary>Every number of every body that the API takes: no whole number, or far out of its range. It is refused by the name of its field.</summary>
[Collection(nameof(FilledServer))]
public sealed class BadNumberTests(FilledServer running)
{
    private static readonly string[] s_bad = ["-2147483648", "-1", "2147483647", "3000000000", "1.5", "\"12\"", "true"];

    /// <summary>A place in a list, which is the nearest that there is; what an editor had read before, which may be another one by now.</summary>
    private static readonly string[] s_any = ["order", "version"];

    [Fact]
    public async Task EveryNumber_Bad_IsRefusedByItsName()
    {
        var document = JsonNode.Parse(await running.Http.GetStringAsync("/openapi/v1.json"))!;
        var faults = new List<string>();
        var tried = 0;
        foreach (var sample in ApiSamples.All)
        {
            var body = JsonNode.Parse(running.Filled(sample.Body))!;
            var operation = sample.Operation.Split(' ');
            var schema = document["paths"]!["/api/v1" + operation[1]]![operation[0].ToLowerInvariant()]!["requestBody"]!["content"]!["application/json"]!["schema"]!;
            foreach (var number in NumbersOf(document, schema, body, []))
            {
                foreach (var bad in s_bad)
                {
                    tried++;
                    await TryAsync(sample, body, number, bad, faults);
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.True(tried > 200, $"only {tried} numbers were tried");
    }

    private async Task TryAsync(ApiSample sample, JsonNode body, IReadOnlyList<object> number, string bad, List<string> faults)
    {
        var changed = body.DeepClone();
        ApiSample.Place(changed, number, JsonNode.Parse(bad));
        var (status, text) = await running.SendAsync(sample.Method, running.Filled(sample.Path), changed.ToJsonString());
        if ((int)status is < 400 or >= 500 || !ApiSample.IsNamed(number, text))
            faults.Add($"{sample.Operation} {string.Join('.', number)} = {bad}: {(int)status} {text}");
        if ((int)status >= 400)
            return;
        if (sample.Method == HttpMethod.Put)
            await running.AcceptedAsync(sample);
        else if (JsonNode.Parse(text)?["id"] is { } made)
            await running.Http.DeleteAsync($"/api/v1/{sample.Path}/{made}");
    }

    private static IEnumerable<IReadOnlyList<object>> NumbersOf(JsonNode document, JsonNode schema, JsonNode? body, IReadOnlyList<object> path)
    {
        foreach (var part in PartsOf(document, schema))
        {
            foreach (var (name, property) in body is null ? [] : part["properties"]?.AsObject() ?? [])
            {
                if (IsNumber(property!) && !s_any.Contains(name))
                    yield return [.. path, name];
                foreach (var inner in NumbersOf(document, property!, body?[name], [.. path, name]))
                    yield return inner;
            }

            if (part["items"] is { } items && body is JsonArray { Count: > 0 } list)
            {
                foreach (var inner in NumbersOf(document, items, list[0], [.. path, 0]))
                    yield return inner;
            }
        }
    }

    /// <summary>The schema itself, or those that it refers to. What the body does not have is not looked into.</summary>
    private static IEnumerable<JsonNode> PartsOf(JsonNode document, JsonNode schema)
    {
        while (schema["$ref"] is { } reference)
            schema = document["components"]!["schemas"]![reference.GetValue<string>().Split('/')[^1]]!;
        return schema["oneOf"] is JsonArray choices ? choices.SelectMany(choice => PartsOf(document, choice!)) : [schema];
    }

    private static bool IsNumber(JsonNode schema) =>
        (schema["type"] is JsonArray types ? types.Select(one => one!.GetValue<string>()) : schema["type"] is { } type ? [type.GetValue<string>()] : []).Any(one => one is "integer" or "number");
}

using System.Net;
using System.Text.Json.Nodes;
using SipRing.CallCenter.Settings;
using Xunit;

namespace SipRing.Tests.RealParts.Api;

/// <summary>
/// Every text of every body that the API takes (the forms of the pages end in the same use cases): empty, too long, with what
/// Asterisk, SQL, a shell or a spreadsheet would read. It is refused by the name of its field, or stored and harmless in the files.
/// </summary>
[Collection(nameof(FilledServer))]
public sealed class BadTextTests(FilledServer running)
{
    /// <summary>Found raw in a generated file, one of these has got out of its place.</summary>
    private const string Comment = "mark;comment", Variable = "${SHELL(id)}", Section = "[evil]", Line = "exten => evil";

    private static readonly string[] s_bad =
    [
        "", "   ", new('9', 5000), "a\"b'c\\", "mark,comma|pipe&", Comment, Variable, "$[1+1]", "/../../etc/passwd", $"a\r\n{Section}\r\n{Line},1,System(id)", "a\tb\0c",
        "<script>alert(1)</script>", "'; DROP TABLE users; --", "=cmd|' /C calc'!A0", "\u202Eabc",
    ];

    [Fact]
    public async Task Description_OperationsWithTexts_AreAllTried()
    {
        var document = JsonNode.Parse(await running.Http.GetStringAsync("/openapi/v1.json"))!;
        var missing = new List<string>();
        foreach (var (path, methods) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in methods!.AsObject())
            {
                if (operation!["requestBody"]?["content"]?["application/json"]?["schema"] is not { } schema)
                    continue;
                var name = $"{method.ToUpperInvariant()} {path.Replace("/api/v1", "", StringComparison.Ordinal)}";
                var sample = ApiSamples.All.FirstOrDefault(one => one.Operation == name);
                var texts = TextsOf(document, schema, depth: 0).Distinct().ToList();
                if (texts.Count == 0 || ApiSamples.Elsewhere.ContainsKey(name))
                    continue;
                missing.AddRange(sample is null ? [name] : texts.Where(text => !sample.Body.Contains($"\"{text}\"", StringComparison.Ordinal)).Select(text => $"{name}: {text}"));
            }
        }

        Assert.Empty(missing);
    }

    [Fact]
    public async Task EveryText_Bad_IsRefusedByItsNameOrHarmless()
    {
        var faults = new List<string>();
        foreach (var sample in ApiSamples.All)
        {
            var body = JsonNode.Parse(running.Filled(sample.Body))!;
            foreach (var leaf in LeavesOf(body, []))
            {
                foreach (var bad in s_bad)
                    await TryAsync(sample, body, leaf, bad, faults);
            }

            // What was stored may be what the next one needs.
            if (sample.Operation.StartsWith("PUT", StringComparison.Ordinal))
                await running.AcceptedAsync(sample);
        }

        foreach (var sample in ApiSamples.All.Where(sample => sample.Operation.EndsWith('}')))
        {
            foreach (var bad in s_bad.Where(bad => bad.Trim().Length is > 0 and < 1000))
            {
                var address = sample.Path[..(sample.Path.LastIndexOf('/') + 1)] + Uri.EscapeDataString(bad);
                var status = (await running.SendAsync(HttpMethod.Put, address, WithoutId(running.Filled(sample.Body)))).Status;
                if ((int)status is < 400 or >= 500)
                    faults.Add($"{sample.Operation} as {Shown(bad)}: {(int)status}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        AssertFilesAreClean();
        Assert.Equal(HttpStatusCode.Created, (await running.SendAsync(HttpMethod.Put, "extensions/104", """{"name":"После всего","secret":"Phone-104-secret"}""")).Status);
    }

    private async Task TryAsync(ApiSample sample, JsonNode body, IReadOnlyList<object> leaf, string bad, List<string> faults)
    {
        var changed = body.DeepClone();
        ApiSample.Place(changed, leaf, bad);
        var (status, text) = await running.SendAsync(sample.Method, running.Filled(sample.Path), changed.ToJsonString());
        if ((int)status >= 500 || (int)status is 401 or 403 or 405 or 404 && !text.Contains("\"code\"", StringComparison.Ordinal))
        {
            faults.Add($"{sample.Operation} {string.Join('.', leaf)} = {Shown(bad)}: {(int)status} {text}");
        }
        else if ((int)status < 400)
        {
            // Made of the bad text: gone again, so that the next one is not refused as a second of the same name.
            if (sample.Operation.StartsWith("POST", StringComparison.Ordinal) && JsonNode.Parse(text is "" ? "{}" : text) is JsonObject made && made["id"] is { } id)
                await running.Http.DeleteAsync($"/api/v1/{sample.Path}/{id}");
        }
        else if (!ApiSample.IsNamed(leaf, text))
        {
            faults.Add($"{sample.Operation} {string.Join('.', leaf)} = {Shown(bad)}: the refusal does not name it: {(int)status} {text}");
        }
    }

    /// <summary>No value has become a line, a section, a comment or a variable of the files that Asterisk reads.</summary>
    private void AssertFilesAreClean()
    {
        var files = Directory.GetFiles(Path.Combine(new SipRingHome(running.Server.Home).Asterisk, "etc"), "*sipring*", SearchOption.AllDirectories);
        Assert.Contains(files, file => Path.GetFileName(file).StartsWith("extensions", StringComparison.Ordinal));
        foreach (var file in files)
        {
            foreach (var line in File.ReadAllLines(file))
            {
                var where = $"{Path.GetFileName(file)}: {line}";
                Assert.False(line.TrimStart().StartsWith(Section, StringComparison.Ordinal) || line.TrimStart().StartsWith(Line, StringComparison.Ordinal), where);
                Assert.False(line.Contains(Variable, StringComparison.Ordinal) || line.Contains("$[1+1]", StringComparison.Ordinal), where);
                Assert.False(line.Replace("mark\\;comment", "", StringComparison.Ordinal).Contains(Comment, StringComparison.Ordinal), where);
                Assert.False(line.Contains("/../", StringComparison.Ordinal), where);
                Assert.DoesNotContain(line, c => char.IsControl(c) && c != '\t');
            }
        }
    }

    private static string WithoutId(string json)
    {
        var body = JsonNode.Parse(json)!.AsObject();
        body.Remove("id");
        body.Remove("number");
        return body.ToJsonString();
    }

    private static string Shown(string bad) => bad.Length > 60 ? $"{bad.Length} characters" : JsonValue.Create(bad)!.ToJsonString();

    private static IEnumerable<IReadOnlyList<object>> LeavesOf(JsonNode? node, IReadOnlyList<object> path) => node switch
    {
        JsonObject o => o.Where(p => p.Key is not ("kind" or "day" or "role")).SelectMany(p => LeavesOf(p.Value, [.. path, p.Key])),
        JsonArray a => a.SelectMany((item, index) => LeavesOf(item, [.. path, index])),
        JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.String => [path],
        _ => [],
    };

    /// <summary>The names of the properties that take any text, deep down.</summary>
    private static IEnumerable<string> TextsOf(JsonNode document, JsonNode schema, int depth)
    {
        while (schema["$ref"] is { } reference)
            schema = document["components"]!["schemas"]![reference.GetValue<string>().Split('/')[^1]]!;
        foreach (var choice in (schema["oneOf"] ?? schema["anyOf"])?.AsArray() ?? [])
        {
            foreach (var name in TextsOf(document, choice!, depth))
                yield return name;
        }

        if (depth > 4)
            yield break;
        foreach (var (name, property) in schema["properties"]?.AsObject() ?? [])
        {
            if (IsText(property!))
                yield return name;
            foreach (var inner in TextsOf(document, property!["items"] ?? property, depth + 1))
                yield return inner;
        }
    }

    private static bool IsText(JsonNode schema) =>
        schema["enum"] is null && schema["format"] is null
        && (schema["type"] is JsonValue type ? type.GetValue<string>() == "string" : schema["type"] is JsonArray types && types.Any(one => one!.GetValue<string>() == "string"))
        || schema["items"] is { } items && IsText(items);
}

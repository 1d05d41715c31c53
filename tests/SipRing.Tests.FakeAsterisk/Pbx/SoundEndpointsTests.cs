using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Pbx.Sounds;
using SipRing.Testing.Pbx;
using SipRing.Tests.FakeAsterisk.Agents;
using SipRing.Tests.FakeAsterisk.Api;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Pbx;

/// <summary>Sounds by the API: the converter is the real one.</summary>
public sealed class SoundEndpointsTests
{
    [Fact]
    public async Task Sound_WholeLife_AnswersAsDescribed()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Administrator);

        using var created = await UploadAsync(client, "sounds/hello?name=Hello&original=greeting.wav", TestSounds.Wav(440, 2));
        Assert.Equal((HttpStatusCode.Created, "/api/v1/sounds/hello"), (created.StatusCode, created.Headers.Location?.OriginalString));
        Assert.Equal("""{"id":"hello","name":"Hello","original":"greeting.wav","seconds":2}""", await created.Content.ReadAsStringAsync());
        Assert.Equal(1, await app.AuditedAsync("sound.create"));

        // Another file, the same name; then another name, the same file.
        using var replaced = await UploadAsync(client, "sounds/hello?original=b.mp3", await TestSounds.Mp3Async(900, 3));
        Assert.Equal(HttpStatusCode.OK, replaced.StatusCode);
        var sound = JsonNode.Parse(await replaced.Content.ReadAsStringAsync())!;
        Assert.Equal(("Hello", "b.mp3"), ((string?)sound["name"], (string?)sound["original"]));
        Assert.InRange((double)sound["seconds"]!, 2.9, 3.2);
        using var renamed = await client.PutAsJsonAsync("/api/v1/sounds/hello/name", new { name = "Welcome" });
        Assert.Equal("Welcome", (string?)JsonNode.Parse(await renamed.Content.ReadAsStringAsync())!["name"]);
        await ApiRulesTests.AssertProblemAsync(await client.PutAsJsonAsync("/api/v1/sounds/other/name", new { name = "Welcome" }), HttpStatusCode.NotFound, "item-unknown");

        await ListensAsync(client);

        // Music holds it until it is gone itself.
        Assert.Equal(HttpStatusCode.Created, (await client.PutAsJsonAsync("/api/v1/music-classes/default", new { name = "Calm", sounds = new[] { "hello" } })).StatusCode);
        var inUse = await ApiRulesTests.AssertProblemAsync(await client.DeleteAsync("/api/v1/sounds/hello"), HttpStatusCode.Conflict, "in-use");
        Assert.Contains("Calm", (string)inUse["detail"]!, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/api/v1/music-classes/default")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/api/v1/sounds/hello")).StatusCode);
        await ApiRulesTests.AssertProblemAsync(await client.GetAsync("/api/v1/sounds/hello/file"), HttpStatusCode.NotFound, "item-unknown");
    }

    [Fact]
    public async Task Upload_WithoutAName_IsCalledAsItsFile()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Administrator);

        using var created = await UploadAsync(client, "sounds/hello?original=Out_of_hours.wav", TestSounds.Wav());

        Assert.Equal("Out of hours", (string?)JsonNode.Parse(await created.Content.ReadAsStringAsync())!["name"]);
    }

    [Theory]
    [InlineData("nothing", 400, "sound-empty")]
    [InlineData("text", 400, "sound-unknown")]
    [InlineData("ogg", 400, "sound-other")]
    [InlineData("broken", 400, "sound-broken")]
    [InlineData("silent", 400, "sound-empty")]
    [InlineData("large", 413, "sound-large")]
    [InlineData("chunked", 413, "sound-large")]
    [InlineData("name", 400, "name-invalid")]
    [InlineData("nameless", 400, "name-invalid")]
    [InlineData("path", 400, "sound-file-name")]
    [InlineData("quote", 400, "sound-file-name")]
    [InlineData("id", 400, "id-invalid")]
    [InlineData("query", 400, "request-invalid")]
    public async Task Upload_ThatCannotBeTaken_IsRefusedAndLeavesNothingBehind(string what, int status, string refusal)
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Administrator);
        var large = new byte[SoundLimits.Bytes + 1];
        TestSounds.Wav(440, 0.2).CopyTo(large, 0);
        var (query, bytes) = what switch
        {
            "nothing" => ("hello?name=Hello", []),
            "text" => ("hello?name=Hello", "<html>no sound</html>"u8.ToArray()),
            "ogg" => ("hello?name=Hello", "OggS and what follows"u8.ToArray()),
            "broken" => ("hello?name=Hello", Encoding.ASCII.GetBytes("RIFF1234WAVEfmt " + new string('x', 100))),
            "silent" => ("hello?name=Hello", TestSounds.Wav(440, 0)),
            "large" or "chunked" => ("hello?name=Hello", large),
            "name" => ("hello?name=" + new string('x', 61), TestSounds.Wav()),
            "nameless" => ("hello?original=.wav", TestSounds.Wav()),
            "path" => ("hello?name=Hello&original=..%2F..%2Fetc%2Fpasswd", TestSounds.Wav()),
            "quote" => ("hello?name=Hello&original=%22a%22.wav", TestSounds.Wav()),
            "id" => ("..%2F..%2Fhello?name=Hello", TestSounds.Wav()),
            _ => ("hello?nmae=Hello", TestSounds.Wav()),
        };

        using var answer = await UploadAsync(client, "sounds/" + query, bytes, chunked: what == "chunked");

        await ApiRulesTests.AssertProblemAsync(answer, (HttpStatusCode)status, refusal);
        var folder = app.Get<SoundFiles>().Folder;
        Assert.Empty(Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder) : []);
        Assert.Empty((await client.GetFromJsonAsync<JsonNode>("/api/v1/sounds"))!["items"]!.AsArray());
    }

    [Fact]
    public async Task Music_WrongMembers_AreNamed()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Administrator);

        Assert.Equal("sounds", await FieldAsync(client, new { name = "Calm", sounds = Array.Empty<string>() }));
        Assert.Equal("sounds.0", await FieldAsync(client, new { name = "Calm", sounds = new string?[] { null } }));
        Assert.Equal("sounds", await FieldAsync(client, new { name = "Calm", sounds = new[] { "not-there" } }));
        Assert.Equal("name", await FieldAsync(client, new { sounds = new[] { "x" } }));
        using var reserved = await client.PutAsJsonAsync("/api/v1/music-classes/general", new { name = "Calm", sounds = new[] { "x" } });
        await ApiRulesTests.AssertProblemAsync(reserved, HttpStatusCode.BadRequest, "music-id-reserved");
    }

    private static async Task<string?> FieldAsync(HttpClient client, object music) =>
        (string?)(await ApiRulesTests.AssertProblemAsync(await client.PutAsJsonAsync("/api/v1/music-classes/calm", music), HttpStatusCode.BadRequest))["field"];

    // Whole, in a piece, and only asked about: what comes is what phones hear, 8 kHz, 16 bit, mono.
    private static async Task ListensAsync(HttpClient client)
    {
        using var whole = await client.GetAsync("/api/v1/sounds/hello/file?v=1");
        var wav = await whole.Content.ReadAsByteArrayAsync();
        Assert.Equal(("audio/wav", "bytes"), (whole.Content.Headers.ContentType!.MediaType, whole.Headers.AcceptRanges.Single()));
        Assert.Equal((1, 8000, 16), (BitConverter.ToInt16(wav, 22), BitConverter.ToInt32(wav, 24), BitConverter.ToInt16(wav, 34)));
        Assert.True(whole.Headers.CacheControl is { Private: true, NoCache: true });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/sounds/hello/file") { Headers = { Range = new RangeHeaderValue(1000, 1999) } };
        using var piece = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.PartialContent, piece.StatusCode);
        Assert.Equal(wav[1000..2000], await piece.Content.ReadAsByteArrayAsync());
        using var head = await client.SendAsync(new(HttpMethod.Head, "/api/v1/sounds/hello/file"));
        Assert.Equal((HttpStatusCode.OK, (long?)wav.Length), (head.StatusCode, head.Content.Headers.ContentLength));
    }

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient client, string path, byte[] bytes, bool chunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/" + path) { Content = new ByteArrayContent(bytes) };
        request.Headers.TransferEncodingChunked = chunked ? true : null;
        return await client.SendAsync(request);
    }
}

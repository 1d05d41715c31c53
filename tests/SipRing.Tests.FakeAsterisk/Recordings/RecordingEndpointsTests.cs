using System.Net;
using System.Net.Http.Headers;
using SipRing.CallCenter.Access;
using SipRing.Tests.FakeAsterisk.Agents;
using SipRing.Tests.FakeAsterisk.Api;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Recordings;

public sealed class RecordingEndpointsTests
{
    [Fact]
    public async Task Recording_WholeAndInPieces_IsServedAndAuditedOnce()
    {
        var file = Path.Combine(Path.GetTempPath(), $"sipring-{Guid.NewGuid():N}.wav");
        var sound = Enumerable.Range(0, 1000).Select(i => (byte)i).ToArray();
        await File.WriteAllBytesAsync(file, sound);
        await using var app = await TestApp.StartAsync();
        app.Recordings.Add("00ff", file);
        using var client = await app.ClientAsync(Role.Supervisor);

        using var whole = await client.GetAsync("/api/v1/recordings/00ff");
        Assert.Equal((HttpStatusCode.OK, "audio/wav"), (whole.StatusCode, whole.Content.Headers.ContentType!.MediaType!));
        Assert.Equal(sound, await whole.Content.ReadAsByteArrayAsync());
        Assert.Equal("bytes", whole.Headers.AcceptRanges.Single());
        Assert.Null(whole.Content.Headers.ContentDisposition);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/recordings/00ff") { Headers = { Range = new RangeHeaderValue(500, 509) } };
        using var piece = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.PartialContent, piece.StatusCode);
        Assert.Equal(sound[500..510], await piece.Content.ReadAsByteArrayAsync());
        Assert.Equal(1, await app.AuditedAsync("recording.listen"));

        // A player that goes on with another version of the file than it began with gets the whole of the new one.
        Assert.NotNull(whole.Headers.ETag);
        using var goOn = new HttpRequestMessage(HttpMethod.Get, "/api/v1/recordings/00ff") { Headers = { Range = new RangeHeaderValue(500, 509), IfRange = new(whole.Headers.ETag) } };
        using var same = await client.SendAsync(goOn);
        Assert.Equal(HttpStatusCode.PartialContent, same.StatusCode);
        using var changed = new HttpRequestMessage(HttpMethod.Get, "/api/v1/recordings/00ff") { Headers = { Range = new RangeHeaderValue(500, 509), IfRange = new("\"other\"") } };
        using var anew = await client.SendAsync(changed);
        Assert.Equal(HttpStatusCode.OK, anew.StatusCode);

        using var saved = await client.GetAsync("/api/v1/recordings/00ff?download=1");
        Assert.Equal("attachment", saved.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(1, await app.AuditedAsync("recording.save"));

        app.Time.Advance(TimeSpan.FromMinutes(11));
        using var later = await client.GetAsync("/api/v1/recordings/00ff");
        Assert.Equal(2, await app.AuditedAsync("recording.listen"));

        File.Delete(file);
        await ApiRulesTests.AssertProblemAsync(await client.GetAsync("/api/v1/recordings/00ff"), HttpStatusCode.NotFound, "recording-gone");
        await ApiRulesTests.AssertProblemAsync(await client.GetAsync("/api/v1/recordings/0001"), HttpStatusCode.NotFound, "recording-unknown");
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using SipRing.Testing.Pbx;
using SipRing.Testing.Server;
using Xunit;

namespace SipRing.Tests.RealParts.Api;

/// <summary>A SipRing with one of everything that the samples name.</summary>
public sealed class FilledServer : IAsyncLifetime
{
    private readonly Dictionary<string, string> _ids = [];

    public SipRingProcess Server { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public string Filled(string text) => _ids.Aggregate(text, (filled, id) => filled.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal));

    public async ValueTask InitializeAsync()
    {
        Server = await SipRingProcess.StartAsync();
        Http = new() { BaseAddress = Server.Address };
        Http.DefaultRequestHeaders.Authorization = new("Bearer", Server.Token);
        await Server.Api.PutExtensionAsync("101", "Анна", "Phone-101-secret");
        await Server.Api.PutQueueAsync("450", new() { Name = "Продажи" });
        await UploadAsync("greeting");
        _ids["agent"] = await AddAsync("agents", new { name = "Пётр", pin = "73519" });
        _ids["department"] = await AddAsync("departments", new { name = "Склад" });
        _ids["field"] = await AddAsync("contacts/fields", new { name = "Номер договора", kind = "text" });
        _ids["choice"] = await AddAsync("contacts/fields", new { name = "Вид", kind = "choice", choices = new[] { "опт" } });
        _ids["contact"] = await AddAsync("contacts", new { lastName = "Попов", numbers = new[] { new { number = "84951234567" } } });
        foreach (var sample in ApiSamples.All.Where(sample => sample.Operation.StartsWith("PUT", StringComparison.Ordinal)))
            await AcceptedAsync(sample);
    }

    /// <summary>A sample as it is: what is tried with it is wrong for the text that was put into it, and for nothing else.</summary>
    public Task AcceptedAsync(ApiSample sample) => Server.Api.SendAsync(sample.Method, Filled(sample.Path), JsonNode.Parse(Filled(sample.Body))!);

    /// <summary>Whatever comes back; a body that is no valid JSON object may be sent.</summary>
    public async Task<(HttpStatusCode Status, string Text)> SendAsync(HttpMethod method, string path, string json)
    {
        using var request = new HttpRequestMessage(method, "/api/v1/" + path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        using var response = await Http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (Server is not null)
            await Server.DisposeAsync();
    }

    private async Task<string> AddAsync(string path, object body) => (await Server.Api.SendAsync(HttpMethod.Post, path, body))!["id"]!.ToString();

    private async Task UploadAsync(string id)
    {
        using var content = new ByteArrayContent(TestSounds.Wav(440, 1));
        content.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
        using var answer = await Http.PutAsync($"/api/v1/sounds/{id}?name=Greeting", content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}

[CollectionDefinition(nameof(FilledServer))]
public sealed class FilledServerCollection : ICollectionFixture<FilledServer>;

using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SipRing.Testing.Server;

/// <summary>A client of /api/v1 with a bearer token.</summary>
public sealed class SipRingApi : IDisposable
{
    private readonly HttpClient _http;

    public SipRingApi(Uri server, string token)
    {
        _http = new() { BaseAddress = new(server, "/api/v1/"), Timeout = TimeSpan.FromSeconds(30) };
        _http.DefaultRequestHeaders.Authorization = new("Bearer", token);
    }

    public Task PutExtensionAsync(string number, string name, string secret) =>
        SendAsync(HttpMethod.Put, $"extensions/{number}", new { name, secret });

    public Task PutQueueAsync(string number, QueueOptions options) => SendAsync(HttpMethod.Put, $"queues/{number}", options);

    public async Task<AgentItem> AddAgentAsync(string name, string pin) =>
        (await SendAsync(HttpMethod.Post, "agents", new { name, pin }))!.Deserialize<AgentItem>(ApiJson.Options)!;

    public Task AddMemberAsync(string queue, string extension, int agentId) =>
        SendAsync(HttpMethod.Post, $"queues/{queue}/members", new { extension, agentId });

    public Task RemoveMemberAsync(string queue, string extension) => SendAsync(HttpMethod.Delete, $"queues/{queue}/members/{extension}");

    public Task PauseAsync(string queue, string extension, bool paused, string? reason = null) =>
        SendAsync(HttpMethod.Post, $"queues/{queue}/members/{extension}/pause", new { paused, reason });

    public async Task<JsonArray> MembersAsync(string queue)
    {
        var answer = await SendAsync(HttpMethod.Get, $"queues/{queue}/members");
        return answer as JsonArray ?? answer!["items"]!.AsArray();
    }

    public async Task<JsonNode> FloorAsync() => (await SendAsync(HttpMethod.Get, "floor"))!;

    /// <summary>All pages, oldest first.</summary>
    public async Task<IReadOnlyList<QueueCallItem>> QueueCallsAsync(DateTimeOffset from, DateTimeOffset to, string? queue = null, int limit = 200)
    {
        var items = new List<QueueCallItem>();
        string? cursor = null;
        do
        {
            var query = $"queue-calls?from={Moment(from)}&to={Moment(to)}&limit={limit}" + (queue is null ? "" : $"&queue={queue}")
                + (cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}");
            var page = (await SendAsync(HttpMethod.Get, query))!;
            items.AddRange(page["items"].Deserialize<List<QueueCallItem>>(ApiJson.Options)!);
            cursor = page["next"]?.GetValue<string>();
        }
        while (cursor is not null);
        return [.. items.OrderBy(item => item.EnteredAt).ThenBy(item => item.CallId, StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<AgentSessionItem>> AgentSessionsAsync(DateTimeOffset from, DateTimeOffset to, int? agentId = null)
    {
        var answer = await SendAsync(HttpMethod.Get, $"agent-sessions?from={Moment(from)}&to={Moment(to)}" + (agentId is null ? "" : $"&agent={agentId}"));
        return (answer as JsonArray ?? answer!["items"]!.AsArray()).Deserialize<List<AgentSessionItem>>(ApiJson.Options)!;
    }

    /// <param name="range">As in the header: "bytes=0-99".</param>
    public async Task<(int Status, byte[] Bytes)> RecordingAsync(string id, string? range = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"recordings/{Uri.EscapeDataString(id)}");
        request.Headers.Range = range is null ? null : RangeHeaderValue.Parse(range);
        using var response = await _http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync());
    }

    public async Task<JsonNode?> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: ApiJson.Options) };
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? text.Length == 0 ? null : JsonNode.Parse(text)
            : throw new ApiException($"{method} {path}", (int)response.StatusCode, text);
    }

    public void Dispose() => _http.Dispose();

    private static string Moment(DateTimeOffset moment) => Uri.EscapeDataString(moment.ToString("O", CultureInfo.InvariantCulture));
}

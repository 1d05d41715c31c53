using System.Net;

namespace SipRing.Tests.FakeAsterisk.Access;

public sealed record TestAnswer(HttpStatusCode Status, string? Location, IReadOnlyList<string> Cookies);

/// <summary>Keeps cookies, fills in forms, follows no redirects.</summary>
public sealed class TestBrowser : IDisposable
{
    private readonly HttpClient _client;

    public TestBrowser(TestApp app) =>
        _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new() }) { BaseAddress = app.Address };

    public Task<TestAnswer> LogInAsync(string name, string password) => PostAsync("/login", "/account/login", ("name", name), ("password", password));

    /// <summary>Loads the page of a form, then sends the form.</summary>
    public async Task<TestAnswer> PostAsync(string page, string action, params (string Name, string Value)[] fields)
    {
        var token = await _client.GetStringAsync(page);
        var content = new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), new("__RequestVerificationToken", token)]);
        using var response = await _client.PostAsync(action, content);
        return new(response.StatusCode, response.Headers.Location?.OriginalString, response.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : []);
    }

    public async Task<HttpStatusCode> StatusOfAsync(string path)
    {
        using var response = await _client.GetAsync(path);
        return response.StatusCode;
    }

    public async Task<string?> LocationOfAsync(string path)
    {
        using var response = await _client.GetAsync(path);
        return response.Headers.Location?.OriginalString is { } location && Uri.TryCreate(location, UriKind.Absolute, out var absolute)
            && absolute.Scheme == "http" ? absolute.PathAndQuery : response.Headers.Location?.OriginalString;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => await _client.SendAsync(request);

    public void Dispose() => _client.Dispose();
}

using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace SipRing.Tests.Browser.Host;

/// <summary>A running application for the tests of one class, and the people who have signed in to it.</summary>
public sealed partial class BrowserFixture(ChromiumFixture chromium) : IAsyncLifetime
{
    private readonly Dictionary<string, string> _signedIn = new(StringComparer.Ordinal);

    public TestApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync() => App = await TestApp.StartAsync();

    public ValueTask DisposeAsync() => App.DisposeAsync();

    /// <summary>Opens a page as a signed-in person and waits until it is live.</summary>
    public async Task<Visit> OpenAsync(string path, VisitOptions? options = null)
    {
        var wanted = options ?? new();
        if (!_signedIn.TryGetValue(wanted.User, out var state))
        {
            _signedIn[wanted.User] = state = await SignInAsync(wanted);
        }

        var context = await chromium.ContextAsync(App.Address, wanted, state);
        var visit = new Visit(await context.NewPageAsync());
        await visit.GoLiveAsync(path);
        return visit;
    }

    /// <summary>Opens a page as somebody who is not signed in.</summary>
    /// <param name="path">The page.</param>
    /// <param name="options">Language, colours and size.</param>
    /// <param name="address">Of another application than that of the class.</param>
    public Task<Visit> StrangerAsync(string path, VisitOptions? options = null, Uri? address = null) => chromium.StrangerAsync(address ?? App.Address, path, options);

    /// <summary>Sends the form without its page: the page has tests of its own.</summary>
    private async Task<string> SignInAsync(VisitOptions options)
    {
        await using var context = await chromium.ContextAsync(App.Address, options, null);
        var page = await (await context.APIRequest.GetAsync("/login")).TextAsync();
        var form = context.APIRequest.CreateFormData();
        form.Append("__RequestVerificationToken", FormToken().Match(page).Groups[1].Value);
        form.Append("name", options.User);
        form.Append("password", TestApp.Password);
        var answer = await context.APIRequest.PostAsync("/account/login", new() { Form = form, MaxRedirects = 0 });
        Assert.True(answer.Headers.ContainsKey("set-cookie"), $"{options.User} cannot sign in: {answer.Status} {await answer.TextAsync()}");
        return await context.StorageStateAsync();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]* value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}

public sealed record VisitOptions
{
    public string User { get; init; } = "supervisor";
    public string Language { get; init; } = "ru-RU";
    public bool Dark { get; init; }
    public int Width { get; init; } = 1440;
    public int Height { get; init; } = 900;
}

using System.Net;
using LinqToDB.Data;
using Microsoft.Extensions.DependencyInjection;
using SipRing.CallCenter.Access;
using SipRing.Server.Access;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Access;

/// <summary>The forms of the sign-in pages, over HTTP as a browser sends them.</summary>
public sealed class SignInTests
{
    private const string Chosen = "four loud green kettles";

    [Fact]
    public async Task Login_FirstPassword_OpensNothingUntilChanged()
    {
        await using var app = await TestApp.StartAsync();
        var password = await app.Get<FirstAdmin>().EnsureAsync(default);
        using var browser = new TestBrowser(app);

        Assert.Equal("/login", await browser.LocationOfAsync("/"));
        Assert.Equal("/password", (await browser.LogInAsync("admin", password!)).Location);
        Assert.Equal("/password", await browser.LocationOfAsync("/"));
        Assert.Equal(HttpStatusCode.Forbidden, await browser.StatusOfAsync("/api/v1/agents"));

        var changed = await browser.PostAsync("/password", "/account/password", ("current", password!), ("password", Chosen), ("repeat", Chosen));
        Assert.Equal("/", changed.Location);
        Assert.Equal(HttpStatusCode.OK, await browser.StatusOfAsync("/"));
        Assert.Equal(HttpStatusCode.OK, await browser.StatusOfAsync("/api/v1/agents"));
        Assert.Null(await app.Get<FirstAdmin>().EnsureAsync(default));
    }

    [Fact]
    public async Task FirstAdmin_NeverChanged_GetsNewPasswordAtEveryStart()
    {
        await using var app = await TestApp.StartAsync();
        var first = await app.Get<FirstAdmin>().EnsureAsync(default);
        var second = await app.Get<FirstAdmin>().EnsureAsync(default);
        using var browser = new TestBrowser(app);

        Assert.NotEqual(first, second);
        Assert.Equal("/login?error=sign-in-wrong", (await browser.LogInAsync("admin", first!)).Location);
        Assert.Equal("/password", (await browser.LogInAsync("Admin", second!)).Location);
    }

    [Fact]
    public async Task Login_FiveWrong_LocksOutAlsoTheRightPassword()
    {
        await using var app = await TestApp.StartAsync();
        var password = await app.Get<FirstAdmin>().EnsureAsync(default);
        using var browser = new TestBrowser(app);

        for (var i = 1; i < AttemptLimit.Allowed; i++)
            Assert.Equal("/login?error=sign-in-wrong", (await browser.LogInAsync("admin", "wrong horse battery")).Location);
        Assert.Equal("/login?error=locked-out", (await browser.LogInAsync("admin", "wrong horse battery")).Location);
        Assert.Equal("/login?error=locked-out", (await browser.LogInAsync("admin", password!)).Location);
        await using (var db = app.Database.Connect())
            Assert.Equal(1, await db.ExecuteAsync<int>("SELECT COUNT(*) FROM audit WHERE action = 'user.locked-out'"));

        app.Time.Advance(AttemptLimit.Window + TimeSpan.FromSeconds(1));
        Assert.Equal("/password", (await browser.LogInAsync("admin", password!)).Location);
    }

    [Fact]
    public async Task Login_FiftyAtOnce_FiveAreCompared()
    {
        await using var app = await TestApp.StartAsync();
        await app.Get<FirstAdmin>().EnsureAsync(default);
        var signIn = app.Get<SignIn>();

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => signIn.HandleAsync("admin", "wrong horse battery", default))));

        Assert.InRange(results.Count(r => r.Refusal!.Id == "sign-in-wrong"), 1, AttemptLimit.Allowed);
        Assert.Equal("locked-out", (await signIn.HandleAsync("admin", "wrong horse battery", default)).Refusal!.Id);
    }

    [Fact]
    public async Task Login_WithoutFormToken_IsNotTried()
    {
        await using var app = await TestApp.StartAsync();
        var password = await app.Get<FirstAdmin>().EnsureAsync(default);
        using var client = app.Client();

        using var response = await client.PostAsync("/account/login", new FormUrlEncodedContent([new("name", "admin"), new("password", password!)]));

        Assert.Equal("/login?error=form-expired", response.Headers.Location!.OriginalString);
        Assert.DoesNotContain(response.Headers, h => h.Key == "Set-Cookie");
    }

    [Fact]
    public async Task Cookie_PasswordSetBySomebodyElse_IsWorthNothing()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = await SignedInAsync(app);
        Assert.Equal(HttpStatusCode.OK, await browser.StatusOfAsync("/"));

        await app.Get<SetPassword>().HandleAsync(Actor.CommandLine, "admin", null, default);

        Assert.Equal("/login", await browser.LocationOfAsync("/"));
    }

    [Fact]
    public async Task Cookie_ServerSays_HttpOnlyAndLax()
    {
        await using var app = await TestApp.StartAsync();
        var password = await app.Get<FirstAdmin>().EnsureAsync(default);
        using var browser = new TestBrowser(app);

        var answer = await browser.LogInAsync("admin", password!);

        var cookie = Assert.Single(answer.Cookies, c => c.StartsWith("sipring-8080=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Cookie_TwelveHoursUnused_Ends()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = await SignedInAsync(app);

        app.Time.Advance(TimeSpan.FromHours(11));
        Assert.Equal(HttpStatusCode.OK, await browser.StatusOfAsync("/"));
        app.Time.Advance(TimeSpan.FromHours(11));
        Assert.Equal(HttpStatusCode.OK, await browser.StatusOfAsync("/"));
        app.Time.Advance(TimeSpan.FromHours(12.5));
        Assert.Equal("/login", await browser.LocationOfAsync("/"));
    }

    [Fact]
    public async Task Logout_SignedIn_EndsTheSession()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = await SignedInAsync(app);

        Assert.Equal("/login", (await browser.PostAsync("/login", "/account/logout")).Location);

        Assert.Equal("/login", await browser.LocationOfAsync("/"));
    }

    [Fact]
    public async Task Password_OldOneWrongOrNewOneWeak_SaysWhich()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = await SignedInAsync(app);

        Assert.Equal("/password?error=current-password-wrong", (await ChangeAsync("not the present one", "five quiet red lamps")).Location);
        Assert.Equal("/password?error=password-short", (await ChangeAsync(Chosen, "short")).Location);
        Assert.Equal("/password?error=password-same", (await ChangeAsync(Chosen, Chosen)).Location);

        Task<TestAnswer> ChangeAsync(string current, string password) =>
            browser.PostAsync("/password", "/account/password", ("current", current), ("password", password), ("repeat", password));
    }

    [Theory]
    [InlineData("/reports?from=2026-11-01", "/reports?from=2026-11-01")]
    [InlineData("//elsewhere.example/", "/")]
    [InlineData("/\\elsewhere.example/", "/")]
    [InlineData("https://elsewhere.example/", "/")]
    public async Task Login_ReturnUrl_StaysInside(string returnUrl, string expected)
    {
        await using var app = await TestApp.StartAsync();
        using var browser = await SignedInAsync(app);

        var answer = await browser.PostAsync("/login", "/account/login", ("name", "admin"), ("password", Chosen), ("returnUrl", returnUrl));

        Assert.Equal(expected, answer.Location);
    }

    [Fact]
    public void Keys_Folder_IsForTheOwnerOnly()
    {
        var folder = Directory.CreateTempSubdirectory("sipring-keys-");
        var keys = Path.Combine(folder.FullName, "keys");
        using (var services = new ServiceCollection()
            .AddSingleton(new CallCenter.Settings.SipRingHome(folder.FullName)).AddSingleton(new CallCenter.Settings.SipRingSettings())
            .AddSingleton(TimeProvider.System).AddLogging().AddSignIn().BuildServiceProvider())
        {
            _ = services.GetRequiredService<Microsoft.Extensions.Options.IOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>>().Value;
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(keys));
        folder.Delete(recursive: true);
    }

    private static async Task<TestBrowser> SignedInAsync(TestApp app)
    {
        var password = await app.Get<FirstAdmin>().EnsureAsync(default);
        var browser = new TestBrowser(app);
        await browser.LogInAsync("admin", password!);
        await browser.PostAsync("/password", "/account/password", ("current", password!), ("password", Chosen), ("repeat", Chosen));
        return browser;
    }
}

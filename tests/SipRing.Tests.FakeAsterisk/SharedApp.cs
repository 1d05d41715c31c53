using Xunit;

namespace SipRing.Tests.FakeAsterisk;

/// <summary>One server for all tests of a class, where none of them disturbs another.</summary>
public sealed class SharedApp : IAsyncLifetime
{
    public TestApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync() => App = await TestApp.StartAsync();

    public ValueTask DisposeAsync() => App.DisposeAsync();
}

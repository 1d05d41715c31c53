using SipRing.Testing.Storage;
using Xunit;

namespace SipRing.Tests.RealParts.Scenarios;

/// <summary>
/// All scripts once for the tests of each class, in two running SipRings at a time, each with an Asterisk of its own: they mostly
/// wait for the seconds of their calls.
/// </summary>
public sealed class ScriptedPlays : IAsyncLifetime
{
    public ScenarioRun OnSqlite { get; private set; } = null!;

    public ScenarioRun OnMariaDb { get; private set; } = null!;

    public async ValueTask InitializeAsync() => await Task.WhenAll(PlayOnSqliteAsync(), PlayOnMariaDbAsync());

    public async ValueTask DisposeAsync()
    {
        foreach (var run in new[] { OnSqlite, OnMariaDb })
        {
            if (run is not null)
            {
                await run.DisposeAsync();
            }
        }
    }

    private async Task PlayOnSqliteAsync() => OnSqlite = await ScenarioRun.PlayAsync([], killServer: true);

    private async Task PlayOnMariaDbAsync()
    {
        var database = await (await MariaDbServer.SharedAsync()).CreateSchemaAsync();
        OnMariaDb = await ScenarioRun.PlayAsync(["--mariadb", database], killServer: false);
    }
}

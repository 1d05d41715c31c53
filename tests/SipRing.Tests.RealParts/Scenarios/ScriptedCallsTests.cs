using SipRing.Testing.Storage;
using Xunit;

namespace SipRing.Tests.RealParts.Scenarios;

/// <summary>Their truth is told in seconds: nothing else runs beside them.</summary>
[CollectionDefinition("Scripted calls", DisableParallelization = true)]
public sealed class ScriptedCallsCollection;

[Collection("Scripted calls")]
public sealed class ScriptedCallsOnSqlite(ScriptedCallsOnSqlite.Play play) : ScriptedCalls(play), IClassFixture<ScriptedCallsOnSqlite.Play>
{
    [Theory]
    [MemberData(nameof(Names))]
    public Task Script_Played_LedgerIsItsTruth(string script) => AssertTruthAsync(script);

    [Fact]
    public Task AllScripts_Played_LedgerHoldsNothingElse() => AssertNothingElseAsync();

    [Fact]
    public Task AllScripts_Played_PageShowsThem() => AssertPageAsync();

    public sealed class Play : ScenarioFixture
    {
        protected override Task<ScenarioRun> PlayAsync() => ScenarioRun.PlayAsync([], killServer: false);
    }
}

[Collection("Scripted calls")]
public sealed class ScriptedCallsOnMariaDb(ScriptedCallsOnMariaDb.Play play) : ScriptedCalls(play), IClassFixture<ScriptedCallsOnMariaDb.Play>
{
    [Theory]
    [MemberData(nameof(Names))]
    public Task Script_Played_LedgerIsItsTruth(string script) => AssertTruthAsync(script);

    [Fact]
    public Task AllScripts_Played_LedgerHoldsNothingElse() => AssertNothingElseAsync();

    [Fact]
    public Task AllScripts_Played_PageShowsThem() => AssertPageAsync();

    public sealed class Play : ScenarioFixture
    {
        protected override async Task<ScenarioRun> PlayAsync()
        {
            var database = await (await MariaDbServer.SharedAsync()).CreateSchemaAsync();
            return await ScenarioRun.PlayAsync(["--mariadb", database], killServer: false);
        }
    }
}

/// <summary>SipRing is killed in the middle of the calls; Asterisk goes on, and the logs tell what SipRing missed.</summary>
[Collection("Scripted calls")]
public sealed class ScriptedCallsThroughAKill(ScriptedCallsThroughAKill.Play play) : ScriptedCalls(play), IClassFixture<ScriptedCallsThroughAKill.Play>
{
    [Theory]
    [MemberData(nameof(NamesWithoutServer))]
    public Task Script_ServerKilledMeanwhile_LedgerIsItsTruth(string script) => AssertTruthAsync(script);

    [Fact]
    public Task AllScripts_ServerKilledMeanwhile_LedgerHoldsNothingElse() => AssertNothingElseAsync();

    public sealed class Play : ScenarioFixture
    {
        protected override Task<ScenarioRun> PlayAsync() => ScenarioRun.PlayAsync([], killServer: true);
    }
}

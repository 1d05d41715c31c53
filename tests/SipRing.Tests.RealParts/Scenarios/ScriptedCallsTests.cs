using Xunit;

namespace SipRing.Tests.RealParts.Scenarios;

/// <summary>Their truth is told in seconds: nothing else runs beside them.</summary>
[CollectionDefinition("Scripted calls", DisableParallelization = true)]
public sealed class ScriptedCallsCollection : ICollectionFixture<ScriptedPlays>;

/// <summary>SipRing is killed in the middle of the calls; Asterisk goes on, and the logs tell what SipRing missed.</summary>
[Collection("Scripted calls")]
public sealed class ScriptedCallsOnSqlite(ScriptedPlays plays) : ScriptedCalls(plays.OnSqlite)
{
    [Theory]
    [MemberData(nameof(Names))]
    public Task Script_PlayedThroughAKill_LedgerIsItsTruth(string script) => AssertTruthAsync(script);

    [Fact]
    public Task AllScripts_PlayedThroughAKill_LedgerHoldsNothingElse() => AssertNothingElseAsync();

    [Fact]
    public Task AllScripts_PlayedThroughAKill_PageShowsThem() => AssertPageAsync();
}

[Collection("Scripted calls")]
public sealed class ScriptedCallsOnMariaDb(ScriptedPlays plays) : ScriptedCalls(plays.OnMariaDb)
{
    [Theory]
    [MemberData(nameof(Names))]
    public Task Script_Played_LedgerIsItsTruth(string script) => AssertTruthAsync(script);

    [Fact]
    public Task AllScripts_Played_LedgerHoldsNothingElse() => AssertNothingElseAsync();

    [Fact]
    public Task AllScripts_Played_PageShowsThem() => AssertPageAsync();
}

namespace SipRing.Tests.Browser.Shared;

/// <summary>All tests share one floor and one ledger, so they run one after another.</summary>
[CollectionDefinition("floor", DisableParallelization = true)]
public sealed class SerialCollection;

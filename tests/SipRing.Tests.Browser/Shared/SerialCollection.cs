namespace SipRing.Tests.Browser.Shared;

/// <summary>All tests of the common application share one floor and one ledger, so they run one after another; beside them run those with a server of their own.</summary>
[CollectionDefinition("floor")]
public sealed class SerialCollection;

using Xunit;

namespace SipRing.Tests.RealParts.Calls;

/// <summary>The tests of calls share one Asterisk and go one after the other: a phone has one ear.</summary>
[CollectionDefinition("calls")]
public sealed class CallsCollection : ICollectionFixture<CallScene>;

using SipRing.Tests.Browser.Host;
using Xunit.Sdk;
using Xunit.v3;

[assembly: Xunit.TestCollectionOrderer(typeof(LongestFirst))]

namespace SipRing.Tests.Browser.Host;

/// <summary>What takes minutes begins first, here and with the real parts, so that no run ends with one test that everybody waits for.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] s_long =
    [
        "FlowPagesTests", "TrunksAndRoutesTests", "PbxPagesTests", "RealCallTests", "FirstDayTests", "DirectoryTests", "LayoutTests", "PanelActsTests", "BoardTests",
        "EveryPageTests", "FilledServer", "ExistingPbxTests", "SipRingHostTests", "DismissedOperatorTests",
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Place(collection.TestCollectionDisplayName)).ThenBy(collection => collection.TestCollectionDisplayName, StringComparer.Ordinal)];

    private static int Place(string name) => Array.FindIndex(s_long, one => name.Contains(one, StringComparison.Ordinal)) is >= 0 and var place ? place : s_long.Length;
}

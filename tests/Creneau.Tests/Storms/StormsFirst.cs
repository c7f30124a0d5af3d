using Creneau.Tests.Storms;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(StormsFirst))]

namespace Creneau.Tests.Storms;

/// <summary>What takes longest begins first: a storm that is still on when all other tests are done keeps everybody waiting.</summary>
public sealed class StormsFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(collection => IsStorm(collection.TestCollectionDisplayName))];

    private static bool IsStorm(string name) => name.Contains("Storm", StringComparison.Ordinal);
}

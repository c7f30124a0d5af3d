using Xunit;

namespace Creneau.Tests.Storms;

/// <summary>Storms on real server processes rage one after another: together they would starve each other of processor time.</summary>
[CollectionDefinition(Name)]
public static class ServerStorms
{
    public const string Name = "Storms on server processes";
}

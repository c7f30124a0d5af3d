using Creneau.Demo;
using Creneau.Storage.Demonstration;
using Creneau.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Demo;

/// <summary>The département of the demonstration, made once; each test has a copy.</summary>
public abstract class DemoTown(DatabaseProvider provider) : IAsyncLifetime
{
    private TestTown _original = null!;

    public DemoResult.Made Made { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _original = await TestTown.FoundAsync(provider);
        Made = (await MakeAsync(_original)).ShouldBeOfType<DemoResult.Made>();
    }

    public Task<TestTown> CopyAsync() => _original.CopyAsync();

    /// <param name="scale">Null: a département.</param>
    /// <param name="more">What else is registered.</param>
    public static async Task<DemoResult> MakeAsync(
        TestTown town, DemoScale? scale = null, int seed = 74, Action<IServiceCollection>? more = null)
    {
        await using var platform = await town.CommandLineAsync(more);
        return await platform.GetRequiredService<MakeDemo>()
            .RunAsync(scale ?? DemoScale.Department, seed, progress: null, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _original.DisposeAsync();
}

public sealed class DemoSqliteTown() : DemoTown(DatabaseProvider.Sqlite);

public sealed class DemoPostgresTown() : DemoTown(DatabaseProvider.Postgres);

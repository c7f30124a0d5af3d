using Creneau.Jobs;
using Creneau.Storage;
using Creneau.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Creneau.Tests.Jobs;

/// <summary>A node that runs nothing but the jobs of a test, on the database of a town.</summary>
internal sealed class JobsNode : IAsyncDisposable
{
    private readonly IHost _host;

    private JobsNode(IHost host, LogLines log) => (_host, Log) = (host, log);

    public LogLines Log { get; }

    /// <summary>Warnings and errors; that a statement failed is told by whoever sent it.</summary>
    public IEnumerable<LogLine> Errors =>
        Log.Lines.Where(line => line.Level >= LogLevel.Warning && !line.Category.StartsWith("Microsoft.", StringComparison.Ordinal));

    /// <param name="clock">Null: the town's.</param>
    /// <param name="jobs">Registers them.</param>
    public static async Task<JobsNode> StartAsync(TestTown town, Action<IServiceCollection> jobs, TimeProvider? clock = null)
    {
        var log = new LogLines();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddProvider(log);
        builder.Services.AddSingleton(clock ?? town.Clock).AddSingleton(town.Storage);
        builder.Services.AddPooledDbContextFactory<CreneauDb>(town.Storage.Configure).AddJobs();
        jobs(builder.Services);
        var host = builder.Build();
        await host.StartAsync();
        return new JobsNode(host, log);
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}

using Creneau.Availability;
using Creneau.Notifications;
using Creneau.Storage;
using Creneau.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Creneau.TestKit;

/// <summary>A node without a web server: use cases, availability in memory, and on request what works in the background.</summary>
internal static class PlatformHost
{
    /// <param name="background">Whether what the platform does by itself is done: sweeping, sending, following other nodes.</param>
    /// <param name="settings">As `--Key=value`.</param>
    /// <returns>The node with its availability loaded, not yet started.</returns>
    public static async Task<IHost> BuildAsync(TimeProvider clock, bool background, string[] settings)
    {
        var read = CreneauSettings.Read(new ConfigurationBuilder().AddCommandLine(settings).Build());
        var opened = await OpenDatabase.OpenAsync(read.Storage, clock, CancellationToken.None);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(clock);
        builder.Services.AddCreneau(opened, read.Limits);
        builder.Services.AddNotifications(read.ToNotifications(), opened.IsDemo);
        if (!background) builder.Services.RemoveAll<IHostedService>();
        var node = builder.Build();
        await node.Services.GetRequiredService<AvailabilityIndex>().LoadAsync(CancellationToken.None);
        return node;
    }
}

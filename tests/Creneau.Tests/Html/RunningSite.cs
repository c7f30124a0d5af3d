using Creneau.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Creneau.Tests.Html;

/// <summary>The web server on a free port, for what concerns every page alike.</summary>
public sealed class RunningSite : IAsyncLifetime
{
    private readonly WebApplication site = WebHost.Build("--urls=http://127.0.0.1:0", "--Map:TileUrl=https://{s}.tiles.example.org/{z}/{x}/{y}.png");

    public HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await site.StartAsync();
        var address = site.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(address) };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await site.DisposeAsync();
    }
}

using Creneau.TestKit;
using Xunit;

namespace Creneau.Tests.Hosting;

/// <summary>The web server on a free port, for what concerns every page alike.</summary>
public sealed class RunningSite : IAsyncLifetime
{
    private TestTown? _town;

    public HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        var address = await _town.OpenAsync("--Creneau:Map:TileUrl=https://{s}.tiles.example.org/{z}/{x}/{y}.png");
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _town!.DisposeAsync();
    }
}

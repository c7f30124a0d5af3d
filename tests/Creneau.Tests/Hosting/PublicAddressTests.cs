using Creneau.TestKit;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Hosting;

public sealed class PublicAddressTests
{
    [Fact]
    public async Task Where_people_come_by_https_cookies_are_for_https_alone_whatever_the_proxy_says()
    {
        await using var town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        var site = await town.OpenAsync("--Creneau:PublicUrl=https://rdv.exemple.fr");
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = site };

        var answer = await client.GetAsync(new Uri("/rendez-vous", UriKind.Relative), TestContext.Current.CancellationToken);

        answer.Headers.GetValues("Set-Cookie").ShouldAllBe(cookie => cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
    }
}

using Creneau.TestKit;
using Creneau.Web.Access;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Cli;

/// <summary>Settings of an identity provider that are not complete are said, wherever somebody would look.</summary>
public sealed class ProviderSettingsTests
{
    [Fact]
    public async Task The_doctor_names_what_is_missing()
    {
        await using var town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        var incomplete = new Dictionary<string, string> { ["CRENEAU__OIDC__AUTHORITY"] = "https://proconnect.example" };

        var (code, output) = await CreneauCommand.RunAsync(town.Database, incomplete, ["doctor"]);

        code.ShouldBe(1);
        output.ShouldContain("settings: CRENEAU__OIDC__CLIENTID is missing.");
        output.ShouldContain("settings: CRENEAU__OIDC__CLIENTSECRET is missing.");
    }

    [Theory]
    [InlineData("", "", "", false)]
    [InlineData("https://proconnect.example", "creneau", "secret", true)]
    [InlineData("http://proconnect.example", "creneau", "secret", false)]
    [InlineData("http://localhost:5000", "creneau", "secret", true)]
    [InlineData("proconnect.example", "creneau", "secret", false)]
    [InlineData("https://proconnect.example", "creneau", "", false)]
    public void The_door_opens_once_everything_is_there(string authority, string id, string secret, bool open) =>
        new ProviderSettings { Authority = authority, ClientId = id, ClientSecret = secret }.IsOpen.ShouldBe(open);
}

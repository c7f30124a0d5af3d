using Creneau.TestKit;
using Creneau.Web;
using Creneau.Web.Cli;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Cli;

public sealed class CommandsTests
{
    [Fact]
    public async Task A_demo_is_made_once_served_and_found_sound_with_its_servers_memory()
    {
        using var folder = ScratchFolder.New("cli");
        (await RunAsync("demo", "--data", folder.Path)).ShouldBe(0);
        await using var node = await WebHost.BuildAsync(
            args: ["--urls=http://127.0.0.1:0", $"--Creneau:DataFolder={folder.Path}", "--Serilog:MinimumLevel:Default=Error"]);
        await node.StartAsync();

        var sound = await RunAsync("doctor", "--data", folder.Path, "--node", TestTown.AddressOf(node).ToString());
        var again = await RunAsync("demo", "--data", folder.Path);
        await node.StopAsync();
        var gone = await RunAsync("doctor", "--data", folder.Path, "--node", TestTown.AddressOf(node).ToString());

        (sound, again, gone).ShouldBe((0, 1, 1));
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("doctor")]
    [InlineData("demo", "--scale", "france")]
    public async Task What_cannot_be_done_on_this_database_ends_with_1(params string[] command)
    {
        using var folder = ScratchFolder.New("cli");

        (await RunAsync([.. command, "--data", folder.Path])).ShouldBe(1);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("serve", "--help")]
    [InlineData("migrate", "--help")]
    [InlineData("demo", "--help")]
    [InlineData("doctor", "--help")]
    [InlineData("desk", "close", "--help")]
    public async Task Every_command_explains_itself(params string[] command) => (await RunAsync(command)).ShouldBe(0);

    private static Task<int> RunAsync(params string[] command) => Commands.Root().Parse(command).InvokeAsync();
}

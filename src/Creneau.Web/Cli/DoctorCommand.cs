using System.CommandLine;
using System.CommandLine.Parsing;
using Creneau.Doctor;
using Creneau.Keys;
using Creneau.Storage;
using Creneau.Web.Access;
using Creneau.Web.Api;

namespace Creneau.Web.Cli;

internal static class DoctorCommand
{
    public static Command Make()
    {
        var data = Commands.DataOption();
        var node = new Option<Uri?>("--node")
        {
            Description = "Address of a running server whose memory is compared with the database (I8).",
            HelpName = "URL",
            CustomParser = Address,
        };
        var command = new Command("doctor", "Check the invariants I1 to I8 of the database; exit code 1 when one is broken.")
        {
            data, node,
        };
        command.SetAction((given, ct) => Expected.RunAsync(() =>
            RunAsync(CreneauSettings.Read(given.GetValue(data)), given.GetValue(node), ct)));
        return command;
    }

    private static Uri? Address(ArgumentResult given)
    {
        if (Uri.TryCreate(given.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            return address;
        }

        given.AddError("--node takes an address such as http://localhost:5080.");
        return null;
    }

    private static async Task<int> RunAsync(CreneauSettings settings, Uri? node, CancellationToken ct)
    {
        var opened = await OpenDatabase.OpenForDoctorAsync(settings.Storage, TimeProvider.System, ct);
        await using var services = PlatformServices.Of(opened, settings);
        using var http = new HttpClient();
        var broken = false;
        foreach (var fault in ProviderSettings.Read(CreneauSettings.Sources()).Faults())
        {
            await Console.Out.WriteLineAsync($"settings: {fault}");
            broken = true;
        }

        var examination = services.GetRequiredService<Examination>();
        await foreach (var result in examination.RunAsync(node is null ? null : stop => AskAsync(http, node, opened.Keys, stop), ct))
        {
            await Console.Out.WriteLineAsync(result.ToString());
            broken |= result.IsBroken;
        }

        return broken ? 1 : 0;
    }

    private static async Task<NodeView> AskAsync(HttpClient http, Uri node, PlatformKeys keys, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(node, NodeViewApi.Route));
        request.Headers.Add(NodeProof.Header, NodeProof.Make(keys, TimeProvider.System.GetUtcNow()));
        using var response = await http.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<NodeView>(ct) ?? throw new HttpRequestException("The node answered nothing.");
    }
}

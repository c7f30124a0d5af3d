using System.CommandLine;
using System.Globalization;
using Creneau.Agents;
using Creneau.Demo;
using Creneau.Scheduling;
using Creneau.Storage;
using Creneau.Storage.Demonstration;

namespace Creneau.Web.Cli;

internal static class DemoCommand
{
    private const int DefaultSeed = 74;

    public static Command Make()
    {
        var data = Commands.DataOption();
        var scale = new Option<string>("--scale")
        {
            Description = "department: 42 town halls, 58 desks; france: 2,600 and 5,500, on PostgreSQL, for benchmarks.",
            DefaultValueFactory = _ => DemoScale.Department.Name,
        };
        scale.AcceptOnlyFromAmong(DemoScale.Department.Name, DemoScale.France.Name);
        var seed = new Option<int>("--seed")
        {
            Description = "The same seed and day give the same demo.",
            DefaultValueFactory = _ => DefaultSeed,
        };
        var show = new Option<bool>("--show") { Description = "Create nothing: print the appointments to try things with again." };
        var command = new Command("demo", "Fill an empty database with town halls and weeks of appointments; migrates it first.")
        {
            scale, data, seed, show,
        };
        command.SetAction((given, ct) => Expected.RunAsync(() => given.GetValue(show)
            ? ShowAsync(CreneauSettings.Read(given.GetValue(data)), ct)
            : RunAsync(CreneauSettings.Read(given.GetValue(data)), given.GetRequiredValue(scale), given.GetValue(seed), ct)));
        return command;
    }

    private static async Task<int> RunAsync(CreneauSettings settings, string scale, int seed, CancellationToken ct)
    {
        Directory.CreateDirectory(settings.DataFolder);
        await OpenDatabase.MigrateAsync(settings.Storage, TimeProvider.System, ct);
        var opened = await OpenDatabase.OpenAsync(settings.Storage, TimeProvider.System, ct);
        var isFrance = scale == DemoScale.France.Name;
        await using var services = PlatformServices.Of(opened, settings);
        var demo = services.GetRequiredService<MakeDemo>();
        var result = isFrance
            ? await demo.RunAsync(DemoScale.France, seed, new ProgressLines(), ct)
            : await demo.RunAsync(DemoScale.Department, seed, null, ct);
        return result switch
        {
            DemoResult.Made made => await TellAsync(made, services, ct),
            DemoResult.Refused { Reason: DemoRefusal.HasTownHalls } =>
                await Expected.FailAsync("this database has town halls already; a demo needs an empty one."),
            DemoResult.Refused { Reason: DemoRefusal.NeedsPostgres } =>
                await Expected.FailAsync("the demo of France needs PostgreSQL: set CRENEAU__DATABASE."),
            _ => throw new InvalidOperationException("An unknown answer."),
        };
    }

    private static async Task<int> ShowAsync(CreneauSettings settings, CancellationToken ct)
    {
        var opened = await OpenDatabase.OpenAsync(settings.Storage, TimeProvider.System, ct);
        await using var services = PlatformServices.Of(opened, settings);
        await using var db = OpenDatabase.ContextOf(opened.Storage);
        Tell(await KnownAppointment.ReadAsync(db, ct));
        await TellAccountsAsync(services, ct);
        return 0;
    }

    private static async Task<int> TellAsync(DemoResult.Made made, IServiceProvider services, CancellationToken ct)
    {
        var fill = made.Fills.Average(town => town.Share);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{made.TownHalls:N0} town halls, {made.Desks:N0} desks, {made.Appointments:N0} appointments of {made.People:N0} people, "
            + $"{fill:P0} full on average."));
        Tell(made.Known);
        await TellAccountsAsync(services, ct);
        return 0;
    }

    /// <summary>`address  password  role, town hall`, one a line.</summary>
    private static async Task TellAccountsAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var db = OpenDatabase.ContextOf(services.GetRequiredService<StorageProvider>());
        foreach (var account in await services.GetRequiredService<DemoAgents>().ReadAsync(db, ct))
        {
            var place = account.TownHalls.Count > 0 ? string.Join(" and ", account.TownHalls) : "the platform";
            Console.WriteLine($"  {account.Email}  {account.Password}  {RoleOf(account.Role)}, {place}");
        }
    }

    private static string RoleOf(AgentRole role) => role switch
    {
        AgentRole.Agent => "agent",
        AgentRole.PlanningManager => "responsable de planning",
        AgentRole.Manager => "gestionnaire",
        AgentRole.RelayAgent => "agent relais",
        AgentRole.Administrator => "administrateur",
        AgentRole.Support => "assistance",
    };

    private static void Tell(IReadOnlyList<KnownAppointment> known)
    {
        foreach (var appointment in known)
        {
            var services = string.Join(" + ", appointment.Services);
            var time = new SlotStart(appointment.Date, appointment.StartMinute).ToDateTime();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {Spaced(appointment.Reference)}  {appointment.Email}  {appointment.Site}, {time:yyyy-MM-dd HH:mm}, {services}"));
        }
    }

    private static string Spaced(string reference) => $"{reference[..3]} {reference[3..6]} {reference[6..9]} {reference[9..]}";

    private sealed class ProgressLines : IProgress<string>
    {
        public void Report(string value) =>
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetLocalNow():HH:mm:ss}  {value}"));
    }
}

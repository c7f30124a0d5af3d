using System.CommandLine;
using System.Globalization;
using Creneau.Acting;
using Creneau.Availability;
using Creneau.Availability.Nodes;
using Creneau.Availability.Openings;
using Creneau.Hours;
using Creneau.Scheduling;
using Creneau.Storage;

namespace Creneau.Web.Cli;

/// <summary>`creneau desk list|close|open`: works on the database beside running servers, which follow within a second.</summary>
internal static class DeskCommand
{
    private static readonly string[] MomentFormats = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd"];

    private static readonly Dictionary<string, ClosureReason> Reasons = new(StringComparer.Ordinal)
    {
        ["autre"] = ClosureReason.Other,
        ["conge"] = ClosureReason.Holiday,
        ["panne"] = ClosureReason.OutOfOrder,
        ["greve"] = ClosureReason.Strike,
    };

    public static Command Make() =>
        new("desk", "List desks, close one or open it again, beside running servers.") { MakeList(), MakeClose(), MakeOpen() };

    private static Command MakeList()
    {
        var data = Commands.DataOption();
        var command = new Command("list", "Print every desk: id, town hall, desk, state.") { data };
        command.SetAction((given, ct) => Expected.RunAsync(() => WithPlatformAsync(given.GetValue(data), ListAsync, ct)));
        return command;
    }

    private static Command MakeClose()
    {
        var data = Commands.DataOption();
        var id = new Argument<int>("id") { Description = "Number of the desk, as `desk list` prints it." };
        var from = MomentOption("--from", "Beginning, wall clock of the town hall; now unless given.");
        var until = MomentOption("--until", "End, not included; without it until `desk open`.");
        var reason = new Option<string>("--reason") { Description = "panne, greve, conge or autre.", DefaultValueFactory = _ => "panne" };
        reason.AcceptOnlyFromAmong([.. Reasons.Keys]);
        var told = new Option<string?>("--told") { Description = "What people are told, in the town hall's words." };
        var command = new Command(
            "close", "Close a desk; appointments inside stay and are listed.") { id, from, until, reason, told, data };
        command.SetAction((given, ct) => Expected.RunAsync(() =>
        {
            var closure = new DeskClosure(
                given.GetValue(from), given.GetValue(until), Reasons[given.GetRequiredValue(reason)], given.GetValue(told));
            return WithPlatformAsync(given.GetValue(data), (services, stop) => CloseAsync(services, given.GetValue(id), closure, stop), ct);
        }));
        return command;
    }

    private static Command MakeOpen()
    {
        var data = Commands.DataOption();
        var id = new Argument<int>("id") { Description = "Number of the desk, as `desk list` prints it." };
        var command = new Command("open", "End the closures of a desk: it is open again from now on.") { id, data };
        command.SetAction((given, ct) => Expected.RunAsync(() =>
            WithPlatformAsync(given.GetValue(data), (services, stop) => OpenAsync(services, given.GetValue(id), stop), ct)));
        return command;
    }

    private static Option<DateTime?> MomentOption(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "2026-12-01T08:00",
        CustomParser = given =>
        {
            var typed = given.Tokens[0].Value;
            if (DateTime.TryParseExact(typed, MomentFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
                && moment.Minute % DayBits.UnitMinutes == 0)
            {
                return moment;
            }

            given.AddError($"{name} takes a date, or a date and time on the five minutes, such as 2026-12-01T08:00.");
            return null;
        },
    };

    /// <summary>On the database of the settings, with its availability in memory; what changed is announced in the end.</summary>
    private static async Task<int> WithPlatformAsync(
        string? dataFolder, Func<IServiceProvider, CancellationToken, Task<int>> run, CancellationToken ct)
    {
        var settings = CreneauSettings.Read(dataFolder);
        var opened = await OpenDatabase.OpenAsync(settings.Storage, TimeProvider.System, ct);
        await using var provider = PlatformServices.Of(opened, settings);
        var availability = provider.GetRequiredService<AvailabilityIndex>();
        await availability.LoadAsync(ct);
        var announcer = provider.GetRequiredService<DeskAnnouncer>();
        var code = await run(provider, ct);
        await AnnounceAsync(announcer, opened.Storage);
        return code;
    }

    /// <summary>What cannot be announced is found by the servers' next comparison.</summary>
    private static async Task AnnounceAsync(DeskAnnouncer announcer, StorageProvider storage)
    {
        try
        {
            await announcer.SendAsync(CancellationToken.None);
        }
        catch (Exception error) when (storage.IsTransient(error))
        {
            await Console.Error.WriteLineAsync("creneau: the servers could not be told; they follow within seconds.");
        }
    }

    private static async Task<int> ListAsync(IServiceProvider services, CancellationToken ct)
    {
        foreach (var desk in await services.GetRequiredService<ListDesks>().RunAsync(ct))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{desk.Id,5}  {desk.TownHall}  {desk.Name}  {StateOf(desk)}"));
        }

        return 0;
    }

    private static string StateOf(ListedDesk desk) => (desk.Closed, desk.Next) switch
    {
        ({ UntilDate: { } until } closed, _) => $"closed until {Moment(until, closed.UntilMinute)}",
        ({ }, _) => "closed",
        (_, { } next) => $"open, closes {Moment(next.FromDate, next.FromMinute)}",
        _ => "open",
    };

    private static string Moment(DateOnly date, int minute) =>
        new SlotStart(date, minute).ToDateTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static async Task<int> CloseAsync(IServiceProvider services, int id, DeskClosure closure, CancellationToken ct)
    {
        switch (await services.GetRequiredService<CloseDesk>().RunAsync(Actor.CommandLine, id, closure, ct))
        {
            case CloseDeskResult.Closed closed:
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture, $"Desk {id} is closed; {closed.Inside.Count} appointments fall inside and stay."));
                foreach (var inside in closed.Inside)
                {
                    var start = Moment(inside.Date, inside.StartMinute);
                    var people = inside.People == 1 ? "person" : "people";
                    Console.WriteLine(string.Create(
                        CultureInfo.InvariantCulture, $"  {inside.Reference}  {start}  {inside.Status}  {inside.People} {people}"));
                }

                return 0;
            case CloseDeskResult.Refused { Reason: CloseDeskRefusal.NotFound }:
                return await Expected.FailAsync($"there is no desk {id}: `creneau desk list` prints them.");
            case CloseDeskResult.Refused { Reason: CloseDeskRefusal.Reversed }:
                return await Expected.FailAsync("--until must be after --from.");
            default:
                return await Expected.FailAsync($"desk {id} is closed for all of that time already.");
        }
    }

    private static async Task<int> OpenAsync(IServiceProvider services, int id, CancellationToken ct)
    {
        switch (await services.GetRequiredService<ReopenDesk>().RunAsync(Actor.CommandLine, id, ct))
        {
            case ReopenDeskResult.Reopened:
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Desk {id} is open again."));
                return 0;
            case ReopenDeskResult.NotFound:
                return await Expected.FailAsync($"there is no desk {id}: `creneau desk list` prints them.");
            case ReopenDeskResult.Retired:
                return await Expected.FailAsync($"desk {id}, its site or its town hall is retired: take it back into use first.");
            default:
                return await Expected.FailAsync($"desk {id} has no closure of its own.");
        }
    }
}

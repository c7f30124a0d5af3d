using System.Diagnostics;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Booking.ByAgents;
using Creneau.Catalogue;
using Creneau.Hours.Drafts;
using Creneau.Hours.Publishing;
using Creneau.Scheduling;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Bench.Hours;

/// <summary>How fast bookings went for a while.</summary>
internal sealed record BookingPace(double PerSecond, TimeSpan Longest);

/// <summary>Passy with ten desks whose hours are published, and Megève, where people book meanwhile.</summary>
internal sealed class PublishingTown : IAsyncDisposable
{
    private const int Desks = 10;
    private const int Days = 120;
    private const int Wanted = 2_000;
    private const int FirstMinute = 9 * 60;
    private const int LastMinute = 17 * 60;
    private const int Step = 15;

    private readonly TestTown _town;
    private readonly TestTownHall _passy;
    private readonly TestTownHall _megeve;
    private readonly DateOnly[] _openDays;
    private List<Guid>? _everybody;
    private int _publication;
    private int _booked;

    private PublishingTown(TestTown town, TestTownHall passy, TestTownHall megeve)
    {
        (_town, _passy, _megeve) = (town, passy, megeve);
        var holidays = new HolidayCalendar(HolidayRegion.Metropole, GoodFriday: false);
        _openDays = [.. Enumerable.Range(1, Days - 2).Select(town.Today.AddDays).Where(date => !holidays.IsHoliday(date))];
    }

    public int Appointments { get; private set; }

    /// <summary>Of the last preview.</summary>
    public int Outside { get; private set; }

    private Actor Manager => TestTown.Agent(_passy, 7, Rights.Hours | Rights.Appointments);

    public static async Task<PublishingTown> FoundAsync(DatabaseProvider provider)
    {
        var town = await TestTown.FoundAsync(provider, realClock: true);
        var passy = await WithDesksAsync(await town.TownHallAsync("Passy"));
        var megeve = await WithDesksAsync(await town.TownHallAsync("Megève", 45.86, 6.62));
        await using (var db = town.OpenDb())
        {
            await db.Plannings.ExecuteUpdateAsync(set => set.SetProperty(planning => planning.HorizonDays, Days));
            await DirectoryVersion.RaiseAsync(db, CancellationToken.None);
        }

        await town.StartAsync();
        var made = new PublishingTown(town, passy, megeve);
        await made.FillAsync();
        return made;
    }

    /// <summary>Wednesdays end at noon, at each desk.</summary>
    public async Task<HoursDraft> DraftAsync()
    {
        var rules = await _town.ReadAsync(db => db.OpeningRules
            .Where(rule => rule.PlanningId == _passy.PlanningId && rule.Day == DayOfWeek.Wednesday).ToListAsync());
        var edits = rules.Select(rule => new HoursEdit(
            HoursKey.OfRule(rule.Id), RuleItem.Of(rule) with { Time = new DayTime(FirstMinute, 12 * 60) })).ToList();
        var changed = (ChangeDraftResult.Changed)await _town.Get<ChangeDraft>().RunAsync(
            Manager, new DraftOf(_passy.Id, null, 0), edits, CancellationToken.None);
        return await _town.ReadAsync(db => db.HoursDrafts.SingleAsync(row => row.Id == changed.DraftId));
    }

    public async Task PreviewAsync(HoursDraft draft) => Outside = (await ReadAsync(draft)).NewlyOutside.Count;

    public async Task PublishAsync(HoursDraft draft)
    {
        _everybody ??= await EverybodyAsync();
        var result = await _town.Get<PublishHours>().RunAsync(
            Manager, new DraftOf(_passy.Id, draft.Id, draft.Revision), _everybody, CancellationToken.None);
        _publication = ((PublishResult.Published)result).PublicationId;
    }

    public Task UndoAsync() => _town.Get<UndoPublication>().RunAsync(Manager, _passy.Id, _publication, CancellationToken.None);

    /// <summary>Publishes and undoes hours, once a second.</summary>
    /// <returns>How many times until the end.</returns>
    public async Task<int> GoOnPublishingAsync(CancellationToken end)
    {
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var times = 0;
        while (!end.IsCancellationRequested)
        {
            await PublishAsync(await DraftAsync());
            await UndoAsync();
            times++;
            await second.WaitForNextTickAsync(CancellationToken.None);
        }

        return times;
    }

    /// <summary>Books at Megève, one after the other, each another start.</summary>
    public async Task<BookingPace> BookAsync(TimeSpan time)
    {
        var (hold, longest, since, count) = (_town.Get<HoldSlot>(), TimeSpan.Zero, Stopwatch.GetTimestamp(), 0);
        while (Stopwatch.GetElapsedTime(since) < time)
        {
            var started = Stopwatch.GetTimestamp();
            var number = _booked++;
            var wanted = SlotOf(_megeve, number / Desks);
            var result = await hold.RunAsync(
                TestTown.Citizen(Text.Of($"visitor {number}")), wanted, Text.Of($"form {number}"), null, CancellationToken.None);
            count += result is HoldResult.Held ? 1 : throw new InvalidOperationException("A start of Megève was refused.");
            longest = Stopwatch.GetElapsedTime(started) is var took && took > longest ? took : longest;
        }

        return new BookingPace(count / Stopwatch.GetElapsedTime(since).TotalSeconds, longest);
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    private static async Task<TestTownHall> WithDesksAsync(TestTownHall townHall)
    {
        for (var desk = 1; desk <= Desks; desk++)
        {
            await townHall.DeskAsync(Text.Of($"DR {desk}"), "Mon-Sun 09:00-17:00");
        }

        return townHall;
    }

    private async Task<HoursPreview> ReadAsync(HoursDraft draft) =>
        (await _town.Get<PreviewHours>().RunAsync(Manager, _passy.Id, draft.Id, CancellationToken.None))!;

    /// <summary>Everybody counts as seen, so that the preview is measured apart.</summary>
    private Task<List<Guid>> EverybodyAsync() => _town.ReadAsync(db => db.Appointments
        .Where(row => row.PlanningId == _passy.PlanningId).Select(row => row.Id).ToListAsync());

    private WantedSlot SlotOf(TestTownHall place, int number)
    {
        const int perDay = (LastMinute - FirstMinute) / Step;
        return place.Slot(_openDays[number / perDay], FirstMinute + (number % perDay * Step));
    }

    private async Task FillAsync()
    {
        var book = _town.Get<BookForPeople>();
        for (; Appointments < Wanted; Appointments++)
        {
            // Spread over all days and desks
            var (day, start) = (Appointments % _openDays.Length, Appointments / _openDays.Length);
            var slot = _passy.Slot(_openDays[day], FirstMinute + (start * Step));
            var name = new PersonName($"Nom{Letters(Appointments)}", "Camille");
            var person = new ReadPerson(name, new DateOnly(1980, 1, 1).AddDays(Appointments), slot.ServiceIds[0], []);
            await book.RunAsync(
                TestTown.Agent(_passy),
                new PeopleBooking(slot, [person], null) { Silent = true },
                Text.Of($"form-{Appointments}"),
                CancellationToken.None);
        }
    }

    private static string Letters(int number) =>
        number < 26 ? ((char)('a' + number)).ToString() : Letters((number / 26) - 1) + (char)('a' + (number % 26));
}

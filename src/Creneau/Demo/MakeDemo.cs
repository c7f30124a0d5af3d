using System.Globalization;
using Creneau.Availability;
using Creneau.Availability.Openings;
using Creneau.OnePerPerson;
using Creneau.Places;
using Creneau.Scheduling;
using Creneau.Storage;
using Creneau.Storage.Bulk;
using Creneau.Storage.Demonstration;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Demo;

public enum DemoRefusal
{
    /// <summary>There are town halls in this database; a demo never mixes with anything.</summary>
    HasTownHalls,

    /// <summary>The large demo is copied in as only PostgreSQL can.</summary>
    NeedsPostgres,
}

public abstract record DemoResult
{
    /// <param name="Known">Appointments to try things with; none at the scale of France.</param>
    /// <param name="Fills">In the order of the town halls.</param>
    public sealed record Made(
        int TownHalls,
        int Desks,
        int Appointments,
        int People,
        IReadOnlyList<KnownAppointment> Known,
        IReadOnlyList<DemoFill> Fills) : DemoResult;

    public sealed record Refused(DemoRefusal Reason) : DemoResult;
}

/// <summary>
/// Fills an empty database with town halls and weeks of appointments, in one transaction. The same seed and day give
/// the same demo, but for keyed hashes, ciphers and what the minute decides at counters.
/// </summary>
/// <param name="ofRooms">What rooms add to it.</param>
public sealed class MakeDemo(OpenDatabase opened, IEnumerable<DemoRows> ofRooms, TimeProvider clock)
{
    private const int TownHallsAtOnce = 40;
    private static readonly string[] LargeTables =
    [
        "appointment",
        "applicant",
        "pre_request",
        "appointment_event",
        "occupancy",
        "person_claim",
        "reminder",
    ];

    /// <param name="progress">Told what is being done, for runs that take minutes.</param>
    /// <returns>What was made, or why nothing was: then nothing is written.</returns>
    public async Task<DemoResult> RunAsync(DemoScale scale, int seed, IProgress<string>? progress, CancellationToken ct)
    {
        using var turn = await opened.Storage.TurnAsync(ct);
        await using var db = OpenDatabase.ContextOf(opened.Storage);
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await RefusalAsync(db, scale, ct) is { } refusal)
        {
            return new DemoResult.Refused(refusal);
        }

        var made = await MakeAsync(db, scale, seed, progress, ct);
        await transaction.CommitAsync(ct);
        progress?.Report("analysing");
        await db.Database.ExecuteSqlRawAsync("ANALYZE", ct);
        return made;
    }

    private async Task<DemoRefusal?> RefusalAsync(CreneauDb db, DemoScale scale, CancellationToken ct)
    {
        if (scale == DemoScale.France && opened.Storage is not PostgresStorage)
        {
            return DemoRefusal.NeedsPostgres;
        }

        return await db.TownHalls.AnyAsync(ct) ? DemoRefusal.HasTownHalls : null;
    }

    private async Task<DemoResult> MakeAsync(CreneauDb db, DemoScale scale, int seed, IProgress<string>? progress, CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var today = DateOnly.FromDateTime(WallClock.ToLocal(nowUtc, Territory.Metropole));
        progress?.Report("town halls, desks and hours");
        var places = scale == DemoScale.France ? DemoPlaces.France(CommuneDirectory.Load()) : DemoPlaces.HauteSavoie();
        await new DemoTownHalls(db, scale, seed, today).CreateAsync(places, ct);

        var directory = await AvailabilityLoader.ReadPlacesAsync(db, ct);
        var filling = new DemoFilling(
            directory, await ScheduleRows.AllAsync(db, ct), new PersonClaims(opened.Keys), db.Model, scale, seed, nowUtc);
        var constraints = scale == DemoScale.France ? new PostgresConstraints(db) : null;
        if (constraints is not null)
        {
            await constraints.TakeAwayAsync(LargeTables, ct);
        }

        var (appointments, people) = await WriteAsync(db, directory, filling, progress, ct);
        if (constraints is not null)
        {
            await constraints.MakeAgainAsync(progress, ct);
        }

        await NoteAsync(db, scale, filling.Known, ct);
        foreach (var rows in ofRooms)
        {
            await rows.AddAsync(new DemoRun(db, scale, today, nowUtc, new Random(seed)), ct);
            await db.SaveChangesAsync(ct);
        }

        return new DemoResult.Made(directory.TownHalls.Count, directory.Desks.Count, appointments, people, filling.Known, filling.Fills);
    }

    /// <summary>Makes the rows of the next town halls while those of the last ones are written.</summary>
    private async Task<(int Appointments, int People)> WriteAsync(
        CreneauDb db, PlaceDirectory directory, DemoFilling filling, IProgress<string>? progress, CancellationToken ct)
    {
        var (appointments, people, done) = (0, 0, 0);
        AppointmentRows? rows = null;
        foreach (var chunk in directory.TownHalls.Values.OrderBy(townHall => townHall.Id).Chunk(TownHallsAtOnce))
        {
            var next = Task.Run(() => filling.Fill(chunk), ct);
            await WriteAsync(db, rows, ct);
            rows = await next;
            (appointments, people, done) = (appointments + rows.Appointments, people + rows.People, done + chunk.Length);
            progress?.Report(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{done:N0} of {directory.TownHalls.Count:N0} town halls, {appointments:N0} appointments"));
        }

        await WriteAsync(db, rows, ct);
        await opened.Storage.NumberOnAsync(db, "applicant", people, ct);
        return (appointments, people);
    }

    private async Task WriteAsync(CreneauDb db, AppointmentRows? rows, CancellationToken ct)
    {
        if (rows is not null)
        {
            await rows.WriteAsync(opened.Storage, db, ct);
        }
    }

    private static async Task NoteAsync(CreneauDb db, DemoScale scale, IReadOnlyList<KnownAppointment> known, CancellationToken ct)
    {
        if (scale == DemoScale.Department)
        {
            db.Add(new PlatformSetting(PlatformSetting.Demo, scale.Name));
        }

        db.AddRange(known.Select((appointment, index) => appointment.ToSetting(index + 1)));
        await db.SaveChangesAsync(ct);
    }
}

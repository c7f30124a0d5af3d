using System.Globalization;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Catalogue;
using Creneau.TestKit;

namespace Creneau.Tests.Reminders;

internal static class ManyAppointments
{
    private const int Noon = 12 * 60;

    /// <summary>Appointments at noon of one day, all at one desk, as nobody could book them; nothing is planned of them yet.</summary>
    public static async Task TakenOverAsync(this TestTown town, TestTownHall at, DateOnly date, int count)
    {
        var slot = new Creneau.Availability.SlotTime(at.Id, at.PlanningId, at.SiteId, at.DeskIds.First(), date, Noon, Noon + 15);
        await using var db = town.OpenDb();
        for (var i = 0; i < count; i++)
        {
            var contact = new Contact(string.Create(CultureInfo.InvariantCulture, $"p{i}@exemple.fr"), null, "fr");
            var details = new PersonDetails(new PersonName("Dunand", "Claire"), new BirthDate(1987, 3, 14), []);
            var appointment = Appointment.TakeOver(
                new TakenOver(Guid.CreateVersion7(town.Clock.GetUtcNow()), Reference.Create(), contact, town.NowUtc.AddDays(-30)),
                slot,
                [new Applicant(0, at.ServiceId(ServiceKind.IdCard), details)],
                town.NowUtc.AddDays(60));
            db.Add(appointment);
            db.AddRange(appointment.TakeNewEvents(Actor.Importer));
        }

        await db.SaveChangesAsync();
    }
}

using Creneau.Keys;
using Creneau.Storage;

namespace Creneau.Appointments.Slips;

/// <summary>Lets the short link of an appointment be found from the moment on at which a message may carry it.</summary>
internal sealed class StoredShortLinks(ShortLinks links)
{
    public void Store(Transaction transaction)
    {
        foreach (var entry in transaction.Db.ChangeTracker.Entries<Appointment>())
        {
            if (entry.Entity is { NeedsShortLink: true } appointment)
            {
                appointment.SetShortLink(links.HashFor(appointment.Id, appointment.TokenVersion));
            }
        }
    }
}

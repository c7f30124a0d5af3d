using Creneau.Jobs;
using Creneau.Storage.Checks;

namespace Creneau.Appointments.Checks;

/// <summary>I7: every appointment has a deletion date, and none is past it.</summary>
internal sealed class AppointmentDeletion : IInvariantCheck
{
    public string Invariant => "I7";

    public async Task RunAsync(Rows rows, DateTime nowUtc, CancellationToken ct)
    {
        await rows.NoneAsync("appointment without a deletion date", "SELECT id FROM appointment WHERE delete_after_utc < created_utc", ct);
        await rows.NoneAsync(
            "appointment kept too long", "SELECT id FROM appointment WHERE delete_after_utc < {0}", ct, Purge.MissedBeforeUtc(nowUtc));
        await rows.CountAsync("appointments", "appointment", ct);
    }
}

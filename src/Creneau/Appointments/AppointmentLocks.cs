using Creneau.Availability;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Appointments;

/// <summary>Appointments read after their desks were locked, so that nobody changes them meanwhile.</summary>
public sealed class AppointmentLocks(DeskLocks desks)
{
    /// <param name="others">Desks that the decision needs as well, locked in the same breath.</param>
    /// <returns>The tracked appointment with its people; null when it does not exist.</returns>
    public async Task<LockedAppointment> LoadAsync(Transaction transaction, Guid id, IEnumerable<int> others, CancellationToken ct)
    {
        await desks.LockOfAsync(transaction, [id], others, ct);
        return await ReadAsync(transaction, id, ct);
    }

    /// <summary>
    /// The same for one that occupies nothing, such as a cancelled one: no desk keeps others from bringing it back, its row does.
    /// </summary>
    public async Task<LockedAppointment> LoadWithRowAsync(
        Transaction transaction, Guid id, IEnumerable<int> others, CancellationToken ct)
    {
        await desks.LockOfAsync(transaction, [id], others, ct);
        await LockRowsAsync(transaction, [id], ct);
        return await ReadAsync(transaction, id, ct);
    }

    /// <summary>Loads an appointment for an agent and changes it, if the right opens it.</summary>
    /// <param name="gone">The answer when there is none, or the right is worth nothing (any more).</param>
    /// <param name="others">Desks that the change needs as well, locked in the same breath; null: none.</param>
    public async Task<TransactionResult<T>> ByAgentAsync<T>(
        Transaction transaction,
        AppointmentAccess access,
        T gone,
        Func<Appointment, Task<TransactionResult<T>>> change,
        CancellationToken ct,
        IEnumerable<int>? others = null)
    {
        var (appointment, isLocked) = await LoadAsync(transaction, access.AppointmentId, others ?? [], ct);
        return !isLocked ? TransactionResult.StartAgain<T>()
            : appointment is null || !transaction.Actor.AtCounter || !access.Opens(appointment) ? TransactionResult.Refuse(gone)
            : await change(appointment);
    }

    private async Task<LockedAppointment> ReadAsync(Transaction transaction, Guid id, CancellationToken ct) => new(
        await transaction.Db.Appointments.WithPeople().SingleOrDefaultAsync(row => row.Id == id, ct),
        await desks.HasLockedAsync(transaction, id, ct));

    /// <summary>
    /// Locks rows of appointments, after the desks: whoever tells somebody that their appointment is in the way, and whoever
    /// cancels it, do so one after the other.
    /// </summary>
    public static async Task LockRowsAsync(Transaction transaction, Guid[] ids, CancellationToken ct)
    {
        await transaction.Db.ReadAsync(
            $"SELECT id FROM appointment WHERE id IN ({ids}) ORDER BY id{transaction.Storage.ForNoKeyUpdate}", row => row.GetGuid(0), ct);
        transaction.ReadClock();
    }
}

/// <summary>An appointment whose desks were asked for.</summary>
/// <param name="Appointment">Null when it does not exist.</param>
/// <param name="IsLocked">False when it moved to other desks while this waited: start again.</param>
public readonly record struct LockedAppointment(Appointment? Appointment, bool IsLocked);

internal static class AppointmentQueries
{
    /// <summary>With its people in the order of the form and their numbers.</summary>
    public static IQueryable<Appointment> WithPeople(this IQueryable<Appointment> appointments) => appointments
        .Include(row => row.Applicants.OrderBy(applicant => applicant.Ordinal))
        .ThenInclude(applicant => applicant.PreRequests.OrderBy(number => number.Id));
}

using Creneau.Appointments;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Doctor;

/// <summary>Asks for violations in SQL that both databases understand, set by set.</summary>
internal sealed class Rows(CreneauDb db)
{
    /// <summary>Numbers of the statuses that occupy a desk, as a list in parentheses.</summary>
    public static readonly string Occupying = ListOf(status => status.Occupies());

    /// <summary>Numbers of the statuses that claim a person's right.</summary>
    public static readonly string Claiming = ListOf(status => status.Claims());

    private readonly List<string> _violations = [];

    public IReadOnlyList<string> Violations => _violations;

    /// <param name="what">What is wrong with the rows found, without names.</param>
    /// <param name="sql">Selects one column, called id; {0}, {1}… stand for <paramref name="values"/>.</param>
    public async Task NoneAsync(string what, string sql, CancellationToken ct, params object[] values)
    {
        var limited = string.Concat(
            "SELECT CAST(found.id AS text) AS \"Value\" FROM (",
            sql,
            ") AS found LIMIT ",
            CheckResult.MostListed.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Found(what, await db.Database.SqlQueryRaw<string>(limited, values).ToListAsync(ct));
    }

    public void Found(string what, IEnumerable<string> ids)
    {
        if (ids.Take(CheckResult.MostListed).ToList() is { Count: > 0 } listed)
        {
            _violations.Add($"{what} {string.Join(' ', listed)}");
        }
    }

    public Task<long> CountAsync(string table, CancellationToken ct) =>
        db.Database.SqlQueryRaw<long>(string.Concat("SELECT count(*) AS \"Value\" FROM ", table)).SingleAsync(ct);

    private static string ListOf(Func<AppointmentStatus, bool> which) =>
        $"({string.Join(", ", Enum.GetValues<AppointmentStatus>().Where(which).Select(status => (short)status))})";
}

using System.Text.Json;
using Creneau.Appointments;
using Creneau.Catalogue;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Demo;

/// <summary>An appointment of the demo that whoever tries it may find, move and cancel.</summary>
/// <param name="Services">Short code of the kind of service, one per person.</param>
public sealed record KnownAppointment(
    string Reference, string Email, string Site, DateOnly Date, int StartMinute, IReadOnlyList<string> Services)
{
    private const string Prefix = "demo.appointment.";

    /// <summary>The ones of this database; none when it was not made by `creneau demo`.</summary>
    public static async Task<IReadOnlyList<KnownAppointment>> ReadAsync(CreneauDb db, CancellationToken ct)
    {
        var rows = await db.PlatformSettings.AsNoTracking()
            .Where(setting => setting.Name.StartsWith(Prefix))
            .OrderBy(setting => setting.Name)
            .ToListAsync(ct);
        return [.. rows.Select(row => JsonSerializer.Deserialize<KnownAppointment>(row.Value)!)];
    }

    internal PlatformSetting ToSetting(int number) => new($"{Prefix}{number}", JsonSerializer.Serialize(this));
}

/// <summary>Who has a known appointment, at which town hall, and from which day (counted from today) and minute on.</summary>
internal sealed record KnownPeople(
    int Number, string InseeCode, int FromDay, int FromMinute, ServiceKind[] Kinds, IReadOnlyList<DemoPerson> Persons, string Email)
{
    /// <summary>One person, a family of three, a collection. Their surnames are not among those of the others.</summary>
    public static IReadOnlyList<KnownPeople> All(DateOnly today) =>
    [
        new(
            1,
            "74208",
            10,
            10 * 60,
            [ServiceKind.IdCard],
            [Person("Dubuisson", "Camille", today.AddYears(-34).AddDays(-97))],
            "camille.dubuisson@exemple.fr"),
        new(
            2,
            "74256",
            16,
            14 * 60,
            [ServiceKind.Passport, ServiceKind.Passport, ServiceKind.Passport],
            [
                Person("Ravanel", "Claire", today.AddYears(-41).AddDays(-210)),
                Person("Ravanel", "Tom", today.AddYears(-12).AddDays(-33)),
                Person("Ravanel", "Lina", today.AddYears(-8).AddDays(-150)),
            ],
            "famille.ravanel@exemple.fr"),
        new(
            3,
            "74042",
            6,
            9 * 60,
            [ServiceKind.Collection],
            [Person("Ancey", "Lucien", today.AddYears(-67).AddDays(-5))],
            "lucien.ancey@exemple.fr"),
    ];

    private static DemoPerson Person(string birthName, string givenName, DateOnly born) => new(new PersonName(birthName, givenName), born);
}

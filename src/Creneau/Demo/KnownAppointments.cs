using System.Text.Json;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Demo;

/// <summary>An appointment of the demo that whoever tries it may find, move and cancel.</summary>
public sealed record KnownAppointment(string Reference, string Email, string Site, DateOnly Date, int StartMinute, IReadOnlyList<ServiceKind> Kinds)
{
    private const string Prefix = "demo.appointment.";

    /// <summary>The ones of this database; none when it was not made by `creneau demo`.</summary>
    public static async Task<IReadOnlyList<KnownAppointment>> ReadAsync(CreneauDb db, CancellationToken ct)
    {
        var rows = await db.PlatformSettings.AsNoTracking().Where(setting => setting.Name.StartsWith(Prefix)).OrderBy(setting => setting.Name).ToListAsync(ct);
        return [.. rows.Select(row => JsonSerializer.Deserialize<KnownAppointment>(row.Value)!)];
    }

    internal PlatformSetting ToSetting(int number) => new($"{Prefix}{number}", JsonSerializer.Serialize(this));
}

/// <summary>Who has a known appointment, and at which town hall.</summary>
internal sealed record KnownPeople(string InseeCode, ServiceKind[] Kinds, IReadOnlyList<DemoPerson> Persons, string Email)
{
    /// <summary>Days from today from which their appointments are looked for.</summary>
    public const int FromDay = 10;

    /// <summary>One person, a family of three, a collection. Their surnames are not among those of the others.</summary>
    public static IReadOnlyList<KnownPeople> All(DateOnly today) =>
    [
        new("74208", [ServiceKind.IdCard], [Person("Dubuisson", "Camille", today.AddYears(-34).AddDays(-97))], "camille.dubuisson@exemple.fr"),
        new(
            "74256",
            [ServiceKind.Passport, ServiceKind.Passport, ServiceKind.Passport],
            [
                Person("Ravanel", "Claire", today.AddYears(-41).AddDays(-210)),
                Person("Ravanel", "Tom", today.AddYears(-12).AddDays(-33)),
                Person("Ravanel", "Lina", today.AddYears(-8).AddDays(-150)),
            ],
            "famille.ravanel@exemple.fr"),
        new("74042", [ServiceKind.Collection], [Person("Ancey", "Lucien", today.AddYears(-67).AddDays(-5))], "lucien.ancey@exemple.fr"),
    ];

    private static DemoPerson Person(string birthName, string givenName, DateOnly born) => new(new PersonName(birthName, givenName), born);
}

using Creneau.Agents;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Hours.Drafts;
using Creneau.TestKit;
using Creneau.Tests.Storms;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Hours.Publishing;

/// <summary>The server is killed after a publication was written and before the commit, while a manager waits for the answer.</summary>
[Collection(ServerStorms.Name)]
public sealed class KilledPublishingTests
{
    private const int Booked = 200;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Nothing_is_published_and_nobody_moved_and_the_same_form_does_all_of_it_once(DatabaseProvider provider)
    {
        await using var town = await ServedTown.FoundAsync(provider, servers: 1, townHalls: 1, "Mon-Sun 08:00-20:00");
        var day = town.Town.Today.AddDays(7);
        await town.Town.StartAsync();
        await town.BookedAsync(Booked, day);
        using var karim = await ClosingAsync(town, day);
        await karim.SubmitAsync("annuler");

        await town.KillWhileAsync("hours_publication", () => karim.SubmitAsync("Publier"));

        (await LeavingAsync(town)).ShouldBe(0);
        (await town.Town.ReadAsync(db => db.Closures.CountAsync())).ShouldBe(0);
        await karim.SubmitAsync("Publier");
        karim.Text.ShouldContain("Publié.");
        (await LeavingAsync(town)).ShouldBe(Booked);
        (await town.Town.ReadAsync(db => db.HoursPublications.CountAsync())).ShouldBe(1);
        await town.ShouldBeHealthyAsync();
    }

    private static async Task<Visitor> ClosingAsync(ServedTown town, DateOnly from)
    {
        var place = town.Places[0];
        await town.Town.AgentAsync("karim@passy.fr", AgentRole.PlanningManager, place);
        var karim = Visitor.To(town.Servers[0].Address);
        await karim.SignInAsync("karim@passy.fr");
        await karim.GoAsync("/agents/horaires");
        await karim.SubmitAsync(
            "Ajouter cette fermeture",
            [("Closure.What", "mairie"), ("Closure.From", $"{from:yyyy-MM-dd}"), ("Closure.Until", $"{from.AddDays(6):yyyy-MM-dd}")]);
        return karim;
    }

    private static Task<int> LeavingAsync(ServedTown town) => town.Town.ReadAsync(db => db.Appointments.CountAsync(
        row => row.Status == AppointmentStatus.Cancelled || row.CancelAtUtc != null));
}

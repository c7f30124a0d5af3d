using Creneau.Agents;
using Creneau.Appointments;
using Creneau.Booking.ByAgents;
using Creneau.Browser.Tests.Kit;
using Creneau.Changes.Cancelling;
using Creneau.Notifications;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Creneau.Browser.Tests.Agents;

/// <summary>Léa cancels a desk's day from the agenda; the citizen opens the link of the message and takes what is kept.</summary>
public sealed class CancellationTests : IAsyncLifetime
{
    private const string Lea = "lea@passy.fr";

    private TestTown _town = null!;

    public async ValueTask InitializeAsync()
    {
        _town = await TestTown.FoundAsync(DatabaseProvider.Sqlite);
        var passy = await _town.TownHallAsync("Passy");
        await passy.DeskAsync("DR 1", "Mon-Fri 09:00-12:00");
        await _town.AgentAsync(Lea, AgentRole.PlanningManager, passy, "Léa Ducrey");
        await _town.OpenAsync();
        foreach (var (name, minute) in new[] { ("Favre", 540), ("Bois", 555), ("Costa", 570) })
        {
            var slot = passy.Slot(new DateOnly(2026, 11, 25), minute);
            var person = new ReadPerson(new PersonName(name, "Luc"), new BirthDate(1987, 3, 14), slot.ServiceIds[0], []);
            var contact = name == "Bois" ? null : new Contact($"{name}@exemple.fr", null, "fr");
            await _town.Get<BookForPeople>().RunAsync(
                TestTown.Agent(passy), new PeopleBooking(slot, [person], contact), name, CancellationToken.None);
        }
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task A_day_is_cancelled_and_what_is_kept_is_taken()
    {
        await using var visit = await Chromium.VisitAsync(TestTown.AddressOf(_town.Node), Screen.Desktop);
        var page = visit.Page;
        await page.SignInAsync("/agents/agenda?jour=2026-11-25", Lea);

        await page.GetByRole(AriaRole.Link, new() { Name = "Annuler la journée" }).ClickAsync();
        await page.GetByText("Comment chacun l’apprend").WaitForAsync();
        await LookAsync(visit, "preview");
        await page.GetByRole(AriaRole.Button, new() { Name = "Annuler ces rendez-vous" }).ClickAsync();
        await page.GetByText("Annuler, rien n’a commencé").WaitForAsync();
        _town.TurnableClock.Advance(TimeSpan.FromSeconds(60));
        await _town.Get<CarryOutCancellations>().CarryOutDueAsync(CancellationToken.None);
        await page.GotoAsync(page.Url);
        await page.GetByText("prévenu", new() { Exact = true }).First.WaitForAsync();
        await LookAsync(visit, "done");

        var id = await _town.ReadAsync(db => db.Set<Appointment>()
            .Where(row => row.Status == AppointmentStatus.Cancelled && row.Email != null).Select(row => row.Id).FirstAsync());
        var version = (await AppointmentAsync(id)).TokenVersion;
        await using var other = await Chromium.VisitAsync(TestTown.AddressOf(_town.Node), Screen.Phone);
        await other.Page.GotoAsync(new Uri(_town.Get<MessageLinks>().Appointment(id, version, "fr")).AbsolutePath);
        await other.Page.GetByText("Gardé pour vous").WaitForAsync();
        await LookAsync(other, "offer");
        await other.Page.Locator("button.slot").First.ClickAsync();
        await other.Page.GetByText("Votre rendez-vous est déplacé").WaitForAsync();
        (await AppointmentAsync(id)).Status.ShouldBe(AppointmentStatus.Confirmed);
        visit.Complaints.ShouldBeEmpty();
        other.Complaints.ShouldBeEmpty();
    }

    private Task<Appointment> AppointmentAsync(Guid id) =>
        _town.ReadAsync(db => db.Set<Appointment>().SingleAsync(row => row.Id == id));

    private static async Task LookAsync(BrowserVisit visit, string name)
    {
        await visit.ShouldBeAccessibleAsync();
        await visit.ShouldFitTheScreenAsync();
        await visit.ScreenshotAsync($"cancellation-{name}");
    }
}

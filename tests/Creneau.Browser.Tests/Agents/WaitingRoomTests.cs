using System.Text.RegularExpressions;
using Creneau.Agents;
using Creneau.Appointments;
using Creneau.Browser.Tests.Kit;
using Creneau.Catalogue;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Creneau.Browser.Tests.Agents;

/// <summary>A morning in the waiting room: the tablet at the entrance, the screen on the wall, Nadia at DR 2, in real browsers.</summary>
public sealed class WaitingRoomTests : IAsyncLifetime
{
    private const string Odile = "odile@passy.fr";

    private readonly List<BrowserVisit> _visits = [];
    private BusyDay _day = null!;

    public async ValueTask InitializeAsync()
    {
        _day = await BusyDay.BeginAsync(DatabaseProvider.Sqlite);
        await _day.Town.AgentAsync(Odile, AgentRole.Manager, _day.Passy, "Odile Favre");
        // What the day shows as being noted has no visits behind it
        await _day.Town.ReadAsync(db => db.Appointments.Where(row => row.Date == _day.Today)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, AppointmentStatus.Confirmed)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visit in _visits) await visit.DisposeAsync();
        await _day.Town.DisposeAsync();
    }

    [Fact]
    public async Task A_family_checks_in_is_called_pauses_for_a_photo_and_ends_one_of_two_incomplete()
    {
        var id = await _day.BookAsync("DR 3", "11:00", ServiceKind.IdCard, ServiceKind.IdCard);
        var other = await _day.BookAsync("DR 3", "11:30");
        var reference = (await AppointmentAsync(id)).Reference;
        var agent = await SignedInAsync(BusyDay.Nadia);
        var screen = await ScreenAsync(agent.Page);
        var tablet = await TabletAsync();

        await NoteArrivalAsync(tablet.Page, id);
        await tablet.Page.GetByText("A 01").WaitForAsync();
        await LookAsync(tablet, "tablet-ticket");
        await agent.Page.GotoAsync($"/agents/agenda?site={_day.Passy.SiteId}");
        await SignOnAsync(agent.Page, "DR 2");
        await ScanAsync(agent.Page, reference);
        await agent.Page.Locator("#panel").WaitForAsync();
        await agent.Page.Keyboard.PressAsync("a");
        await screen.Page.GetByText(new Regex("A 01\\s*→\\s*DR 2")).WaitForAsync();
        await screen.Page.Locator("body[data-chimes='2']").WaitForAsync();
        await LookAsync(screen, "screen-called");
        await LookAsync(agent, "queue-called");

        await agent.Page.Locator("#panel").GetByRole(AriaRole.Button, new() { Name = "En attente" }).ClickAsync();
        await StandsAsync(id, AppointmentStatus.Paused);
        await agent.Page.Keyboard.PressAsync("s");
        await agent.Page.GetByRole(AriaRole.Button, new() { Name = "Donner un ticket" }).ClickAsync();
        await agent.Page.GetByText("Ticket A 02").First.WaitForAsync();
        await agent.Page.Locator("#queue").GetByRole(AriaRole.Button, new() { NameRegex = new Regex("Appeler") }).First.ClickAsync();
        await screen.Page.GetByText(new Regex("A 02\\s*→\\s*DR 2")).WaitForAsync();
        await agent.Page.Keyboard.PressAsync("t");
        await agent.Page.Locator("#queue").GetByText("À l’instant").WaitForAsync();
        await LookAsync(agent, "queue-paused");
        await agent.Page.Locator("#panel").GetByRole(AriaRole.Button, new() { NameRegex = new Regex("Reprendre") }).ClickAsync();
        await StandsAsync(id, AppointmentStatus.InProgress);
        await agent.Page.Locator("#finish-each summary").ClickAsync();
        await agent.Page.Locator("#finish-each select").Nth(1).SelectOptionAsync("Incomplete");
        await tablet.Page.GetByRole(AriaRole.Link, new() { Name = "Terminer" }).ClickAsync();
        await NoteArrivalAsync(tablet.Page, other);
        await agent.Page.Locator("#queue").GetByText("A 03").WaitForAsync();
        await LookAsync(agent, "queue-outcomes");
        await agent.Page.Locator("#finish-each").GetByRole(AriaRole.Button).ClickAsync();
        await StandsAsync(id, AppointmentStatus.Completed);
        (await OutcomesAsync(id)).ShouldBe([PersonOutcome.Done, PersonOutcome.Incomplete]);

        var audit = await SignedInAsync(Odile);
        await audit.Page.GotoAsync("/agents/journal");
        foreach (var text in new[] { "appareil n° 2", "Arrivée", "Appel", "attente", "ticket", "Terminé" })
        {
            await audit.Page.Locator("table.audit").GetByText(new Regex(text, RegexOptions.IgnoreCase)).First.WaitForAsync();
        }

        await LookAsync(audit, "audit-of-counter");
        foreach (var visit in _visits) visit.Complaints.ShouldBeEmpty(visit.Page.Url);
    }

    [Fact]
    public async Task The_tablet_reads_a_qr_code_with_its_camera_and_forgets_it()
    {
        var id = await _day.BookAsync("DR 3", "11:00");
        CodeCamera.Show((await AppointmentAsync(id)).Reference);
        var tablet = await TabletAsync();
        await LookAsync(tablet, "tablet-start");

        await tablet.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("caméra") }).ClickAsync();
        await tablet.Page.GetByText("A 01").WaitForAsync();
        await tablet.Page.GetByRole(AriaRole.Link, new() { Name = "Terminer" }).ClickAsync();
        await tablet.Page.GetByLabel("Numéro de rendez-vous").FillAsync("123");
        await tablet.Page.Keyboard.PressAsync("Enter");
        await tablet.Page.GetByText("Nous ne trouvons pas ce numéro").WaitForAsync();
        await LookAsync(tablet, "tablet-unknown");

        await StandsAsync(id, AppointmentStatus.Arrived);
        tablet.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_screen_that_is_cut_off_says_so_and_shows_what_it_missed_once_the_network_is_back()
    {
        var id = await _day.BookAsync("DR 3", "11:00");
        var agent = await SignedInAsync(BusyDay.Nadia);
        await using var line = new NetworkLine(TestTown.AddressOf(_day.Town.Node));
        var screen = await ScreenAsync(agent.Page, line);
        await agent.Page.GotoAsync($"/agents/agenda?site={_day.Passy.SiteId}&rdv={id}");
        await SignOnAsync(agent.Page, "DR 2");

        line.Cut();
        await screen.Page.GetByText("Cet écran n’est plus à jour").WaitForAsync();
        await screen.ScreenshotAsync("waiting-room-screen-cut-off");
        await agent.Page.Keyboard.PressAsync("r");
        await StandsAsync(id, AppointmentStatus.Arrived);
        await agent.Page.Locator("#panel").GetByRole(AriaRole.Button, new() { NameRegex = new Regex("Appeler") }).ClickAsync();
        await StandsAsync(id, AppointmentStatus.InProgress);
        line.Mend();

        await screen.Page.GetByText(new Regex("A 01\\s*→\\s*DR 2")).WaitForAsync();
        await screen.Page.GetByText("Cet écran n’est plus à jour").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await screen.Page.Locator("body[data-chimes='2']").WaitForAsync();
    }

    private static async Task SignOnAsync(IPage page, string desk)
    {
        await page.Locator("html.keys-active").WaitForAsync();
        await page.Locator("#my-desk-id").SelectOptionAsync(new SelectOptionValue { Label = desk });
        await page.GetByRole(AriaRole.Button, new() { Name = "M’installer" }).ClickAsync();
        await page.GetByText($"Vous êtes au {desk}").WaitForAsync();
    }

    private async Task NoteArrivalAsync(IPage tablet, Guid id)
    {
        await tablet.GetByLabel("Numéro de rendez-vous").FillAsync((await AppointmentAsync(id)).Reference);
        await tablet.Keyboard.PressAsync("Enter");
    }

    private Task<PersonOutcome[]> OutcomesAsync(Guid id) => _day.Town.ReadAsync(db => db.Applicants.Where(row => row.AppointmentId == id)
        .OrderBy(row => row.Ordinal).Select(row => row.Outcome!.Value).ToArrayAsync());

    /// <summary>As a scanner types: one sign after the other, then Enter.</summary>
    private static async Task ScanAsync(IPage page, string text)
    {
        await page.Locator("body").EvaluateAsync("() => document.activeElement.blur()");
        await page.Keyboard.TypeAsync(text);
        await page.Keyboard.PressAsync("Enter");
    }

    private async Task StandsAsync(Guid id, AppointmentStatus status) => await Patience.UntilAsync(
        $"the appointment stands at {status}", async () => (await AppointmentAsync(id)).Status == status, TimeSpan.FromSeconds(15));

    private Task<Appointment> AppointmentAsync(Guid id) => _day.Town.ReadAsync(db => db.Appointments.SingleAsync(row => row.Id == id));

    private async Task<BrowserVisit> VisitAsync(Screen screen, Uri? site = null)
    {
        var visit = await Chromium.VisitAsync(site ?? TestTown.AddressOf(_day.Town.Node), screen);
        _visits.Add(visit);
        return visit;
    }

    private async Task<BrowserVisit> SignedInAsync(string email, Screen screen = Screen.Desktop)
    {
        var visit = await VisitAsync(screen);
        await visit.Page.SignInAsync("/agents/agenda", email);
        await visit.Page.WaitForURLAsync(new Regex("/agents/agenda"));
        return visit;
    }

    private async Task<BrowserVisit> TabletAsync()
    {
        var tablet = await SignedInAsync(BusyDay.Nadia, Screen.Phone);
        await tablet.Page.GotoAsync("/agents/administration/appareils");
        await LookAsync(tablet, "devices");
        await tablet.Page.Locator("[name='Tablet.Name']").FillAsync("Tablette de l’entrée");
        await tablet.Page.GetByRole(AriaRole.Button, new() { Name = "Mettre cette tablette en service" }).ClickAsync();
        await tablet.Page.WaitForURLAsync(new Regex("/accueil/"));
        return tablet;
    }

    private async Task<BrowserVisit> ScreenAsync(IPage agent, NetworkLine? line = null)
    {
        await agent.GotoAsync("/agents/administration/appareils");
        await agent.Locator("[name='Input.Name']").FillAsync("Écran du hall");
        await agent.GetByRole(AriaRole.Button, new() { Name = "Créer l’adresse" }).ClickAsync();
        var address = new Uri(await agent.Locator(".note-text a").GetAttributeAsync("href") ?? "").AbsolutePath;
        var screen = await VisitAsync(Screen.Desktop, line?.Address);
        await screen.Page.GotoAsync(address);
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Activer le son" }).ClickAsync();
        await screen.Page.Locator("body[data-chimes='1']").WaitForAsync();
        return screen;
    }

    private static async Task LookAsync(BrowserVisit visit, string name)
    {
        await visit.ShouldBeAccessibleAsync();
        await visit.ShouldFitTheScreenAsync();
        await visit.ScreenshotAsync($"waiting-room-{name}");
    }
}

using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Catalogue;
using Creneau.Counter.People;
using Creneau.Offers.Runs;
using Creneau.Text;
using Creneau.Web.Access;
using Creneau.Web.Hosting;
using Creneau.Web.Pages.Agents.Appointments;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Relay;

/// <summary>One appointment that the commune's agents booked elsewhere.</summary>
/// <param name="State">Name of the text of its state; null: as booked.</param>
/// <param name="ToCall">It was cancelled and nobody could be written to: the commune tells its resident.</param>
public sealed record RelayLine(Guid Id, string When, string People, string Place, string? State, bool ToCall)
{
    /// <summary>What the town hall that cancelled keeps for them; null when nothing is.</summary>
    public string? Kept { get; init; }

    /// <summary>Something is offered instead, to be taken for them.</summary>
    public bool HasOffer { get; init; }
}

/// <summary>The first page of a commune without desks: what its agents booked for residents, and all of people that they see.</summary>
[RequireRight(Rights.Relay)]
[EnableRateLimiting(RateLimits.Agents)]
public sealed class IndexModel(
    RelayBookings bookings,
    RelayStarts starts,
    ReadRelayCancellations cancellations,
    CounterWords words,
    AvailabilityIndex availability,
    TimeProvider clock,
    IStringLocalizer<AgentTexts> texts) : PageModel
{
    public IReadOnlyList<RelayLine> Ahead { get; private set; } = [];

    /// <summary>Past, or cancelled.</summary>
    public IReadOnlyList<RelayLine> Over { get; private set; } = [];

    /// <summary>The next starts around the commune, the nearest sites first.</summary>
    public IReadOnlyList<RelayStart> Around { get; private set; } = [];

    public IReadOnlyList<ServiceKind> Kinds => starts.Kinds;

    public string Commune => HttpContext.SignedInAgent().Place?.TownHall ?? "";

    public async Task OnGetAsync(CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var all = await bookings.ReadAsync(HttpContext.AgentActor(), ct);
        var ahead = all.ToLookup(one => one.Status == AppointmentStatus.Confirmed && StartUtc(one) > nowUtc);
        Ahead = [.. ahead[true].Select(Line)];
        var offered = (await cancellations.OfAsync(HttpContext.AgentActor(), ct))
            .DistinctBy(line => line.Appointment.Id).ToDictionary(line => line.Appointment.Id);
        Over = [.. ahead[false].Reverse().Select(one => WithOffer(Line(one), offered.GetValueOrDefault(one.Id)))];
        Around = starts.Around(HttpContext.AgentActor());
    }

    private RelayLine WithOffer(RelayLine line, CancellationLine? offered) => offered is not { State: CancellationState.Offered }
        ? line
        : line with
        {
            HasOffer = true,
            ToCall = offered.MustBeCalled,
            Kept = offered.Kept is { } kept ? words.WhenAndWhere(kept.SiteId, kept.Date, kept.StartMinute) : null,
        };

    private DateTime StartUtc(FoundAppointment one) => availability.Places.StartUtc(one.SiteId, one.Date, one.StartMinute);

    private RelayLine Line(FoundAppointment one) => new(
        one.Id,
        Wording.Current.Sentence(Wording.Current.LongMoment(one.Date, one.StartMinute)),
        string.Join(", ", one.People.Select(NameOf)),
        words.PlaceOf(one.SiteId),
        one switch
        {
            { Status: AppointmentStatus.Cancelled } => "RelayCancelled",
            { CancelAtUtc: not null } => "RelayBeingCancelled",
            _ => null,
        },
        one.Status == AppointmentStatus.Cancelled && !one.HasContact);

    private string NameOf(FoundPerson person)
    {
        var service = words.ServiceOf(person.ServiceId);
        var name = person.IsNamed ? CounterWords.Name(person.BirthName, person.FirstGivenName) : texts["ToComplete"].Value;
        return service.Length == 0 ? name : $"{name} ({service})";
    }
}

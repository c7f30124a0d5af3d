using System.Globalization;
using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Offers;
using Creneau.Offers.Runs;
using Creneau.Scheduling;
using Creneau.Text;
using Creneau.Web.Pages.Agents.Appointments;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Cancellations;

/// <summary>Says in the language of the page what a cancellation concerns and how it stands.</summary>
public sealed class CancellationWords(IStringLocalizer<CancellationTexts> texts, CounterWords counter, AvailabilityIndex availability)
{
    /// <returns>What people are told: what was typed, else a code of the list; empty for neither.</returns>
    public static string ReasonOf(string? listed, string? typed) =>
        !string.IsNullOrWhiteSpace(typed) ? typed.Trim() : ListedReason.All.FirstOrDefault(code => code == listed) ?? "";

    public string this[string key, params object[] values] => texts[key, values];

    public string Desk(int id) => availability.Places.DeskName(id);

    public string Site(int id) => availability.Places.SiteName(id);

    /// <summary>« DUNAND Claire, BOIS Paul »; « à compléter » for somebody not named yet.</summary>
    public string Names(CancelledAppointment one) => string.Join(", ", one.People.Select(
        person => person.BirthName.Length + person.FirstName.Length == 0
            ? texts["ToBeNamed"].Value
            : CounterWords.Name(person.BirthName, person.FirstName)));

    /// <summary>« 2 passeports · e-mail ».</summary>
    public string What(CancelledAppointment one)
    {
        var services = one.People.GroupBy(person => person.ServiceId)
            .Select(same => same.Count() == 1 ? counter.ServiceOf(same.Key) : $"{same.Count()} × {counter.ServiceOf(same.Key)}");
        return $"{string.Join(", ", services)} · {Told(one)}";
    }

    public string Told(CancelledAppointment one) => one.Phone is { } phone && one.Told == ToldBy.Call
        ? texts["Told_Call", ContactReader.Shown(phone)]
        : texts[$"Told_{one.Told}"];

    public string State(CancellationState state) => texts[$"State_{state}"];

    public string Status(AppointmentStatus status) => texts[status == AppointmentStatus.Confirmed ? "Late" : $"Status_{status}"];

    /// <summary>« ven. 27 nov. 9 h 30, Mairie de Passy »; at another place with its distance.</summary>
    public string Start(OfferedStart start)
    {
        var when = $"{Wording.Current.ShortDate(start.Date)} {Wording.Current.Time(start.StartMinute)}, {Site(start.SiteId)}";
        return start.Km >= 0.1 ? $"{when} ({Wording.Current.Distance(start.Km)})" : when;
    }

    public static string Moment(DateOnly date, int minute) => $"{Wording.Current.ShortDate(date)} {Wording.Current.Time(minute)}";

    /// <summary>An instant on the wall clock of a town hall: « jeu. 26 nov. 10 h 51 ».</summary>
    public string Local(DateTime utc, int townHallId)
    {
        var (date, minute) = WallClock.Split(availability.Places.LocalTime(townHallId, utc));
        return Moment(date, minute);
    }

    /// <summary>« DR 2, mercredi 25 novembre 2026 ».</summary>
    /// <param name="appointments">For how many it was begun.</param>
    public string Title(CancellationRun run, int appointments)
    {
        if (run.Range is not { } range)
        {
            return texts["TitleChosen", appointments];
        }

        var place = range.DeskId is { } desk ? $"{Desk(desk)}, {Site(range.SiteId)}" : Site(range.SiteId);
        return run.Scope switch
        {
            CancellationScope.DeskDay => texts["TitleDay", place, Wording.Current.LongDate(range.FromDate)],
            CancellationScope.SiteWeek => texts["TitleWeek", place, Wording.Current.LongDate(range.FromDate)],
            CancellationScope.FromNow =>
                texts["TitleFromNow", place, Wording.Current.LongMoment(range.FromDate, range.FromMinute)],
            CancellationScope.Chosen => texts["TitleChosen", appointments],
        };
    }

    public static string Euros(decimal price) =>
        price.ToString("C", CultureInfo.GetCultureInfo(Wording.Current == Wording.English ? "en-FR" : "fr-FR"));
}

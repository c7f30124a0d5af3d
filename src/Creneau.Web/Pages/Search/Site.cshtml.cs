using System.Globalization;
using Creneau.Availability;
using Creneau.Availability.Search;
using Creneau.Scheduling;
using Creneau.Web.Pages.Shared.Search;
using Creneau.Web.Search;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Creneau.Web.Pages.Search;

/// <summary>« Tous les créneaux » of one site, a week at a time, with its address and how to get there.</summary>
[AllowAnonymous]
[DisableRateLimiting]
public sealed class SiteModel(SlotSearch search, AvailabilityIndex availability, PlaceFinder places, SearchWords words) : PageModel
{
    /// <summary>How many times without an appointment the page names.</summary>
    public const int WalkInShown = 6;

    private IReadOnlyList<IGrouping<DateOnly, DayFound>> _weeks = [];

    /// <summary>Any date of the week to show; the first week with a start when absent or not understood.</summary>
    [FromQuery(Name = "week")]
    public string? Week { get; set; }

    /// <summary>The slot chosen here moves an appointment.</summary>
    [FromQuery(Name = "move")]
    public bool Move { get; set; }

    public SiteStarts Starts { get; private set; } = null!;

    /// <summary>Of the site, else of the town hall.</summary>
    public string? Phone => availability.Places.PhoneOf(planningId: null, Starts.Site.Id);

    public SearchPart Part { get; private set; } = null!;

    /// <summary>The place of the search, for the direction to the site; null without one.</summary>
    public SearchPlace.At? From { get; private set; }

    /// <summary>Monday of the week shown; null when there is no start at all.</summary>
    public DateOnly? Monday { get; private set; }

    /// <summary>Mondays of the weeks before and after that have a start.</summary>
    public DateOnly? Before { get; private set; }

    public DateOnly? After { get; private set; }

    public IReadOnlyList<DayFound> Days { get; private set; } = [];

    /// <summary>The months that have a start, each with its first date that has one.</summary>
    public IReadOnlyList<DateOnly> Months { get; private set; } = [];

    public IActionResult OnGet(int siteId)
    {
        var (query, problems) = SearchReader.Read(Request.Query, availability.Places.Kinds);
        foreach (var problem in problems)
        {
            ModelState.AddModelError(problem.Field(), words.Problem(problem));
        }

        From = places.Find(query) as SearchPlace.At;
        Part = new(SearchResult.Without(query, problems, From ?? (SearchPlace)new SearchPlace.Anywhere()))
        {
            Page = $"/mairies/{siteId}",
            AsksPlace = false,
            AsksParty = !Move,
            Moves = Move,
        };
        if (search.At(siteId, query.Around(default)) is not { } starts)
        {
            return NotFound();
        }

        Starts = starts;
        Show(Wanted());
        return Page();
    }

    /// <summary>Address of this page with another week, without the language.</summary>
    public string InWeekOf(DateOnly date) => $"{Part.With(Part.Query)}&week={date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    /// <summary>HTML id of a slot, for links to it: its wall clock, « 2026-11-27T14:20 ».</summary>
    public static string AnchorOf(DateOnly date, int minute) =>
        string.Create(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd}T{minute / 60:00}:{minute % 60:00}");

    private DateOnly? Wanted() => IsoDate.Parse(Week) is { } date ? IsoWeek.Monday(date) : null;

    private void Show(DateOnly? wanted)
    {
        _weeks = [.. Starts.Days.GroupBy(day => IsoWeek.Monday(day.Date))];
        Months = [.. Starts.Days.GroupBy(day => (day.Date.Year, day.Date.Month)).Select(month => month.First().Date)];
        if (_weeks.Count == 0)
        {
            return;
        }

        // Instead of a week without a start, the next one that has some
        var shown = _weeks.FirstOrDefault(week => week.Key >= wanted) ?? (wanted is null ? _weeks[0] : _weeks[^1]);
        (Monday, Days) = (shown.Key, [.. shown]);
        Before = _weeks.LastOrDefault(week => week.Key < shown.Key)?.Key;
        After = _weeks.FirstOrDefault(week => week.Key > shown.Key)?.Key;
    }
}

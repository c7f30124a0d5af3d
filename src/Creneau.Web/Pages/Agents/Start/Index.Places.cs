using System.Globalization;
using Creneau.Administration;
using Creneau.Administration.Desks;
using Creneau.Administration.Plannings;
using Creneau.Administration.Sites;
using Creneau.Places;
using Creneau.Text;
using Creneau.Web.Access;
using Creneau.Web.Pages.Agents.Setup;
using Microsoft.AspNetCore.Mvc;

namespace Creneau.Web.Pages.Agents.Start;

/// <summary>Where people are received, and at which desks.</summary>
public sealed partial class IndexModel
{
    private const int LeastDeskLines = 4;

    public async Task<IActionResult> OnPostSiteAsync(CancellationToken ct)
    {
        if (!await BeginAsync(StartStep.Site, ct))
        {
            return NotFound();
        }

        if (TypedPlace() is not { } place)
        {
            return await AgainAsync(ct);
        }

        var isSaved = State.Site is { } site ? await ChangeSiteAsync(site, place, ct) : IsSaved(
            await use.CreateSite.RunAsync(
                HttpContext.AgentActor(),
                State.TownHall.Id,
                new NewSite(new SiteNames(Input.Name ?? "", null), place, new SiteAccess(Input.Wheelchair, Input.Notes)),
                ct),
            FieldOfSite);
        return isSaved ? Forward() : await AgainAsync(ct);
    }

    public async Task<IActionResult> OnPostDesksAsync(CancellationToken ct)
    {
        if (!await BeginAsync(StartStep.Desks, ct))
        {
            return NotFound();
        }

        var lines = DeskLines();
        CheckDesks(lines);
        if (!ModelState.IsValid || !await SavePlanningAsync(ct))
        {
            return await AgainAsync(ct);
        }

        await LoadAsync(ct);
        foreach (var line in lines)
        {
            if (!await SaveDeskAsync(line, ct))
            {
                return await AgainAsync(ct);
            }
        }

        return Forward();
    }

    public PlaceMap Map => maps.Of(State.TownHall, State.Site, Input.Latitude, Input.Longitude);

    /// <returns>Null, and said at the fields, when the coordinates are none.</returns>
    private SitePlace? TypedPlace()
    {
        if (!TypedDegrees.TryRead(Input.Latitude, out var latitude))
        {
            ModelState.AddModelError("Input.Latitude", texts["NotDegrees"]);
        }

        if (!TypedDegrees.TryRead(Input.Longitude, out var longitude))
        {
            ModelState.AddModelError("Input.Longitude", texts["NotDegrees"]);
        }

        var typed = new PlaceInput
        {
            Street = Input.Street,
            Postcode = Input.Postcode,
            City = Input.City,
            Latitude = Input.Latitude,
            Longitude = Input.Longitude,
        };
        return ModelState.IsValid ? typed.ToPlace(latitude, longitude, State.Site) : null;
    }

    private static string FieldOfSite(string field) => $"Input.{field}";

    private StartInput StoredSite()
    {
        if (State.Site is { } site)
        {
            return new StartInput
            {
                Name = site.Name,
                Street = site.Street,
                Postcode = site.Postcode,
                City = site.City,
                Latitude = TypedDegrees.Text(site.Latitude),
                Longitude = TypedDegrees.Text(site.Longitude),
                Wheelchair = site.Wheelchair,
                Notes = site.AccessNotes,
                SeenNames = SectionVersion.Of(SiteNames.From(site)),
                SeenPlace = SectionVersion.Of(SitePlace.From(site)),
                SeenAccess = SectionVersion.Of(SiteAccess.From(site)),
            };
        }

        return new StartInput
        {
            Name = texts["SiteNameOf", Wording.Current.OfPlace(State.TownHall.Name)],
            City = State.TownHall.Name,
            Postcode = communes.Find(State.TownHall.InseeCode)?.Postcodes is [var first, ..] ? first : null,
        };
    }

    /// <summary>Saves what differs, section by section.</summary>
    private async Task<bool> ChangeSiteAsync(Site site, SitePlace typed, CancellationToken ct)
    {
        (SiteSection Section, SiteSection Stored, string? Seen)[] sections =
        [
            (new SiteNames((Input.Name ?? "").Trim(), site.Phone), SiteNames.From(site), Input.SeenNames),
            (typed.Following(site), SitePlace.From(site), Input.SeenPlace),
            (new SiteAccess(Input.Wheelchair, string.IsNullOrWhiteSpace(Input.Notes) ? null : Input.Notes.Trim()),
                SiteAccess.From(site), Input.SeenAccess),
        ];
        var isSaved = true;
        foreach (var (section, stored, seen) in sections.Where(one => one.Section != one.Stored))
        {
            isSaved &= IsSaved(
                await use.ChangeSite.RunAsync(HttpContext.AgentActor(), site.Id, seen ?? "", section, ct), FieldOfSite);
        }

        return isSaved;
    }

    /// <summary>A line of the list of desks.</summary>
    /// <param name="Id">0: a new one.</param>
    /// <param name="Seen">The name as it was shown.</param>
    private sealed record DeskLine(int Index, int Id, string Name, string Seen)
    {
        public string Field => string.Create(CultureInfo.InvariantCulture, $"Input.DeskNames[{Index}]");
    }

    private List<DeskLine> DeskLines() =>
    [
        .. Input.DeskNames.Take(DeskDetails.LastRank).Select((name, index) => new DeskLine(
            index, Input.DeskIds.ElementAtOrDefault(index), name?.Trim() ?? "", Input.SeenDesks.ElementAtOrDefault(index) ?? "")),
    ];

    private void CheckDesks(List<DeskLine> lines)
    {
        foreach (var line in lines.Where(line => line.Id != 0 && line.Name.Length == 0))
        {
            ModelState.AddModelError(line.Field, texts["DeskStays"]);
        }

        foreach (var line in lines.Where(line => line.Name.Length > 0
            && lines.Exists(other => other.Index < line.Index && other.Name == line.Name)))
        {
            ModelState.AddModelError(line.Field, texts["Problem_Taken"]);
        }

        if (lines.TrueForAll(line => line.Name.Length == 0))
        {
            ModelState.AddModelError("Input.DeskNames[0]", texts["DeskNeeded"]);
        }
    }

    private async Task<bool> SavePlanningAsync(CancellationToken ct)
    {
        var (actor, name) = (HttpContext.AgentActor(), Input.PlanningName?.Trim() ?? "");
        static string Field(string field) => "Input.PlanningName";
        return State.Planning switch
        {
            null => IsSaved(
                await use.CreatePlanning.RunAsync(actor, State.TownHall.Id, PlanningTemplate.Identity, name, ct), Field),
            { } planning when planning.Name != name => IsSaved(
                await use.ChangePlanning.RunAsync(
                    actor,
                    planning.Id,
                    SectionVersion.Of(PlanningNames.From(planning)),
                    PlanningNames.From(planning) with { Name = name },
                    ct),
                Field),
            _ => true,
        };
    }

    private async Task<bool> SaveDeskAsync(DeskLine line, CancellationToken ct)
    {
        var actor = HttpContext.AgentActor();
        if (line.Id == 0)
        {
            return line.Name.Length == 0 || State.Desks.Any(desk => desk.Desk.Name == line.Name) || IsSaved(
                await use.CreateDesk.RunAsync(
                    actor, State.Site!.Id, new DeskDetails(line.Name, [new DeskUse(State.Planning!.Id, line.Index + 1)]), ct),
                _ => line.Field);
        }

        if (line.Name == line.Seen || State.Desks.FirstOrDefault(one => one.Desk.Id == line.Id)?.Desk is not { } desk)
        {
            return true;
        }

        var details = DeskDetails.From(desk);
        return IsSaved(
            await use.ChangeDesk.RunAsync(
                actor, desk.Id, SectionVersion.Of(details with { Name = line.Seen }), details with { Name = line.Name }, ct),
            _ => line.Field);
    }

    private StartInput StoredDesks()
    {
        var input = new StartInput { PlanningName = State.Planning?.Name ?? texts["PlanningNameIdentity"] };
        foreach (var desk in State.Desks.Select(one => one.Desk))
        {
            input.DeskIds.Add(desk.Id);
            input.SeenDesks.Add(desk.Name);
            input.DeskNames.Add(desk.Name);
        }

        do
        {
            input.DeskIds.Add(0);
            input.SeenDesks.Add("");
            input.DeskNames.Add(input.DeskNames.Count == 0 ? texts["FirstDeskName"].Value : "");
        }
        while (input.DeskNames.Count < LeastDeskLines);
        return input;
    }
}

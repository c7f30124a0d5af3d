using Creneau.Administration;
using Creneau.Administration.Services;
using Creneau.Agents;
using Creneau.Agents.Administration;
using Creneau.Catalogue;
using Creneau.Hours.Drafts;
using Creneau.Hours.Publishing;
using Creneau.Web.Access;
using Creneau.Web.Pages.Agents.Hours;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Creneau.Web.Pages.Agents.Start;

/// <summary>When people are received, who receives them, and the opening to the public.</summary>
public sealed partial class IndexModel
{
    private static readonly int[] MinutesOffered = [10, 15, 20, 25, 30];
    private static readonly int[] DaysOffered = [30, 60, 90, 180];
    private static readonly string[] SharesOffered = ["", "1/4", "1/3", "1/2"];

    public IEnumerable<SelectListItem> MinuteItems => MinutesOffered.Append(TypedTime.Number(Input.Minutes) ?? MinutesOffered[0]).Distinct()
        .Order().Select(one => Item(one, "Minutes", Input.Minutes));

    public IEnumerable<SelectListItem> HorizonItems => DaysOffered.Append(TypedTime.Number(Input.Horizon) ?? DaysOffered[0]).Distinct()
        .Order().Select(one => Item(one, "Days", Input.Horizon));

    public IEnumerable<SelectListItem> ShareItems => SharesOffered.Select(
        one => new SelectListItem(texts[one.Length == 0 ? "ShareNone" : $"Share_{one[2]}"], one, one == (Input.Share ?? "")));

    public IEnumerable<SelectListItem> RoleItems => new[] { AgentRole.Agent, AgentRole.PlanningManager, AgentRole.Manager }
        .Select(role => new SelectListItem(texts[$"Role_{role}"], role.ToString(), role.ToString() == Input.Role));

    /// <summary>Fills the week in; nothing is saved.</summary>
    public async Task<IActionResult> OnPostPresetAsync(string? semaine, CancellationToken ct)
    {
        if (!await BeginAsync(StartStep.Hours, ct))
        {
            return NotFound();
        }

        if (semaine is not null && TypedWeek.Presets.Contains(semaine))
        {
            Input.Days = TypedWeek.Preset(semaine);
            ModelState.Clear();
        }

        return Shown();
    }

    public async Task<IActionResult> OnPostHoursAsync(CancellationToken ct)
    {
        if (!await BeginAsync(StartStep.Hours, ct))
        {
            return NotFound();
        }

        var today = availability.Places.DateAt(State.TownHall.Id, clock.GetUtcNow().UtcDateTime);
        var week = TypedWeek.Read(Input.Days, (field, why) => ModelState.AddModelError(field, texts[why]));
        if (week.Count == 0 && ModelState.IsValid)
        {
            ModelState.AddModelError("Input.Days[0].MorningFrom", texts["WeekEmpty"]);
        }

        if (TypedTime.Number(Input.Minutes) is not { } minutes || minutes is < 5 or > 240 || minutes % 5 != 0)
        {
            ModelState.AddModelError("Input.Minutes", texts["Problem_Unknown"]);
            minutes = 0;
        }

        foreach (var brief in week.Where(part => part.Time.End - part.Time.Start < minutes).Take(1))
        {
            ModelState.AddModelError("Input.Minutes", texts["WeekTooShort", HoursWords.Day(brief.Day)]);
        }

        if (TypedTime.Number(Input.Horizon) is not { } days || days is < 1 or > 366)
        {
            ModelState.AddModelError("Input.Horizon", texts["Problem_Unknown"]);
            days = 0;
        }

        return ModelState.IsValid && await SaveHoursAsync([.. TypedRules(today)], days, ct) && await SaveMinutesAsync(minutes, ct)
            ? Forward()
            : await AgainAsync(ct);
    }

    public async Task<IActionResult> OnPostAgentAsync(CancellationToken ct)
    {
        if (!await BeginAsync(StartStep.Agent, ct))
        {
            return NotFound();
        }

        var role = Enum.TryParse<AgentRole>(Input.Role, out var chosen) ? chosen : AgentRole.Agent;
        switch (await use.InviteAgent.RunAsync(HttpContext.AgentActor(), State.TownHall.Id, Input.Email, role, ct))
        {
            case InviteResult.Invited or InviteResult.InvitedAgain or InviteResult.Added:
                Notice = texts["Invited", (Input.Email ?? "").Trim()];
                return Forward();
            case InviteResult.NotAnAddress:
                ModelState.AddModelError("Input.Email", texts["EmailNotUnderstood"]);
                return await AgainAsync(ct);
            case InviteResult.IsThere:
                ModelState.AddModelError("Input.Email", texts["IsThereAlready"]);
                return await AgainAsync(ct);
            default:
                return NotFound();
        }
    }

    public async Task<IActionResult> OnPostOpenAsync(CancellationToken ct)
    {
        if (!await BeginAsync(StartStep.Open, ct))
        {
            return NotFound();
        }

        var result = await use.PublishPlanning.RunAsync(HttpContext.AgentActor(), State.Planning!.Id, ct);
        return IsSaved(result, _ => "") ? Forward() : await AgainAsync(ct);
    }

    private SelectListItem Item(int number, string words, string? chosen)
    {
        var digits = TypedTime.Digits(number);
        return new SelectListItem(texts[$"{words}_Of", number], digits, digits == chosen);
    }

    private StartInput StoredHours()
    {
        var rules = State.Ranges.Select(shown => (RuleItem)shown.Item!).ToList();
        var minutes = State.Planning!.Services.OrderBy(service => service.Ordinal).FirstOrDefault()?.Minutes.First;
        return new StartInput
        {
            Days = rules.Count == 0 ? TypedWeek.Preset(TypedWeek.Presets[0]) : TypedWeek.Of(rules) ?? [],
            Minutes = TypedTime.Digits(minutes),
            Horizon = TypedTime.Digits(State.Planning.HorizonDays),
            Share = rules.Count == 0 ? "" : TypedWeek.ShareOf(rules[0]),
        };
    }

    /// <summary>What is typed, as far as it can be read.</summary>
    private IReadOnlyList<RuleItem> TypedRules(DateOnly today)
    {
        var (kept, of) = TypedWeek.ReadShare(Input.Share);
        var services = State.Planning!.Services.Aggregate(0L, (bits, service) => bits | (1L << service.Ordinal));
        var like = new RuleItem(State.Planning.Id, State.Site!.Id, null, default, default, services)
        {
            StepMinutes = TypedTime.Number(Input.Minutes) is { } minutes and >= 5 ? minutes / 5 * 5 : 15,
            ShareKept = kept,
            ShareOf = of,
        };
        return [.. TypedWeek.Rules(TypedWeek.Read(Input.Days, (_, _) => { }), like, today)];
    }

    /// <summary>Puts the week in force by a draft of its own; drafts that others work on stay.</summary>
    private async Task<bool> SaveHoursAsync(IReadOnlyList<RuleItem> rules, int horizonDays, CancellationToken ct)
    {
        var edits = TypedWeek.Edits(State.Ranges, rules).ToList();
        if (State.Window is { } window && window.HorizonDays != horizonDays)
        {
            edits.Add(new HoursEdit(HoursKey.OfWindow(State.Planning!.Id), window with { HorizonDays = horizonDays }));
        }

        if (edits.Count == 0)
        {
            return true;
        }

        var actor = HttpContext.AgentActor();
        var changed = await use.ChangeDraft.RunAsync(actor, new DraftOf(State.TownHall.Id, null, 0), edits, ct);
        if (changed is not ChangeDraftResult.Changed draft)
        {
            var why = (changed as ChangeDraftResult.Refused)!;
            ModelState.AddModelError("", hoursWords.Refusal(why.Reason, why.Other));
            return false;
        }

        var published = await use.PublishHours.RunAsync(
            actor, new DraftOf(State.TownHall.Id, draft.DraftId, draft.Revision), [], ct);
        if (published is PublishResult.Published)
        {
            return true;
        }

        ModelState.AddModelError("", texts[published is PublishResult.OthersOutside ? "SomebodyOutside" : "HoursChangedSince"]);
        return false;
    }

    /// <summary>An identity card or a passport takes as long as was chosen; what takes longer by nature keeps its minutes.</summary>
    private async Task<bool> SaveMinutesAsync(int minutes, CancellationToken ct)
    {
        var services = State.Planning!.Services.Where(service => service.KindId == ServiceKind.IdCard.Id
            || service.KindId == ServiceKind.Passport.Id || service.KindId is null);
        foreach (var service in services.Where(service => service.Minutes.First != minutes))
        {
            var details = ServiceDetails.From(service);
            int? own = service.Kind?.Minutes.First == minutes ? null : minutes;
            var changed = details with { FirstMinutes = own, FurtherMinutes = own };
            var result = await use.ChangeService.RunAsync(
                HttpContext.AgentActor(), service.Id, SectionVersion.Of(details), changed, ct);
            if (!IsSaved(result, _ => "Input.Minutes"))
            {
                return false;
            }
        }

        return true;
    }
}

using Creneau.Acting;
using Creneau.Availability;
using Creneau.Hours.Drafts;
using Creneau.Hours.Publishing;
using Creneau.Scheduling;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Microsoft.EntityFrameworkCore;
using Shouldly;

namespace Creneau.Tests.Hours;

/// <summary>Passy with a manager of its hours.</summary>
public abstract class HoursTown(DatabaseProvider provider) : BookingTown(provider)
{
    private protected Actor Manager => TestTown.Agent(Passy, 7, Rights.Hours | Rights.Appointments | Rights.OutsideHours);

    private protected Actor OtherManager => TestTown.Agent(Passy, 8, Rights.Hours | Rights.Appointments);

    private protected int Desk => Passy.DeskId("DR 1");

    /// <summary>A range of the desk, each week.</summary>
    private protected RuleItem Range(DayOfWeek day, int from, int until) => RuleItem.Of(
        Passy.PlanningId,
        Passy.SiteId,
        Desk,
        new Opening(
            new Recurrence.Weekly(day, 1, new DateOnly(2026, 1, 5), null, null),
            new MinuteRange(from, until),
            15,
            ServiceSet.Of(0, 1, 2, 3),
            OpeningChannel.Online,
            0));

    private protected async Task<(string Key, RuleItem Rule)> RuleOnAsync(DayOfWeek day)
    {
        var rule = await Town.ReadAsync(db => db.OpeningRules.SingleAsync(row => row.Day == day && row.PlanningId == Passy.PlanningId));
        return (HoursKey.OfRule(rule.Id), RuleItem.Of(rule));
    }

    private protected Task<ChangeDraftResult> EditAsync(HoursDraft? draft, params HoursEdit[] edits) => EditAsync(Manager, draft, edits);

    private protected Task<ChangeDraftResult> EditAsync(Actor actor, HoursDraft? draft, params HoursEdit[] edits) =>
        Town.Get<ChangeDraft>().RunAsync(actor, Of(draft), edits, CancellationToken.None);

    /// <summary>Begins a draft with edits, which must be accepted.</summary>
    private protected async Task<HoursDraft> DraftAsync(params HoursEdit[] edits)
    {
        var changed = (await EditAsync(null, edits)).ShouldBeOfType<ChangeDraftResult.Changed>();
        return await ReadDraftAsync(changed.DraftId);
    }

    private protected Task<HoursDraft> ReadDraftAsync(int id) => Town.ReadAsync(db => db.HoursDrafts.SingleAsync(row => row.Id == id));

    private protected async Task ChooseAsync(HoursDraft draft, params OutsideChoice[] choices) =>
        (await Town.Get<ChooseOutside>().RunAsync(Manager, Of(await ReadDraftAsync(draft.Id)), choices, CancellationToken.None))
            .ShouldBeOfType<ChangeDraftResult.Changed>();

    private protected async Task<HoursPreview> PreviewAsync(HoursDraft draft) =>
        (await Town.Get<PreviewHours>().RunAsync(Manager, Passy.Id, draft.Id, CancellationToken.None)).ShouldNotBeNull();

    /// <summary>Publishes what the preview shows.</summary>
    private protected async Task<PublishResult> PublishAsync(HoursDraft draft)
    {
        var seen = (await PreviewAsync(draft)).NewlyOutside.Select(one => one.Appointment.Id).ToList();
        return await PublishAsync(draft, seen);
    }

    private protected async Task<PublishResult> PublishAsync(HoursDraft draft, IReadOnlyCollection<Guid> seen) =>
        await Town.Get<PublishHours>().RunAsync(Manager, Of(await ReadDraftAsync(draft.Id)), seen, CancellationToken.None);

    private protected async Task<PublishResult.Published> PublishedAsync(HoursDraft draft) =>
        (await PublishAsync(draft)).ShouldBeOfType<PublishResult.Published>();

    private protected Task<UndoPublicationResult> UndoAsync(int publicationId) =>
        Town.Get<UndoPublication>().RunAsync(Manager, Passy.Id, publicationId, CancellationToken.None);

    private protected DraftOf Of(HoursDraft? draft) => new(Passy.Id, draft?.Id, draft?.Revision ?? 0);

    /// <summary>Every node sees at each desk what the database yields.</summary>
    private protected async Task NodesShouldAgreeAsync()
    {
        await Town.RefreshAsync();
        await ShouldBeSoundAsync();
        var hashes = Town.Nodes.Select(node => string.Join(' ', ((AvailabilityIndex)node.Services.GetService(
            typeof(AvailabilityIndex))!).States.OrderBy(state => state.DeskId)
            .Select(state => $"{state.DeskId}:{state.Revision}:{string.Join(',', state.Calendars.Select(one => one.Calendar.Hash()))}")));
        hashes.Distinct().Count().ShouldBe(1);
    }
}

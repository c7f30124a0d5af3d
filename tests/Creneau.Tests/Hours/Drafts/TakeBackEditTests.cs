using Creneau.Acting;
using Creneau.Hours.Drafts;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Hours.Drafts;

public abstract class TakeBackEditTests(DatabaseProvider provider) : HoursTown(provider)
{
    [Fact]
    public async Task Edits_are_taken_back_one_after_another_from_the_last_to_the_first()
    {
        var (key, rule) = await RuleOnAsync(DayOfWeek.Wednesday);
        var draft = await DraftAsync(new HoursEdit(key, rule with { StepMinutes = 30 }));
        await EditAsync(
            draft, new HoursEdit(key, rule with { StepMinutes = 20 }), new HoursEdit(null, Range(DayOfWeek.Saturday, 540, 720)));
        draft = await ReadDraftAsync(draft.Id);
        var added = draft.ReadChanges().Single(change => change.IsNew).Key;
        await EditAsync(draft, new HoursEdit(added, null), new HoursEdit(key, rule));
        List<string> states = [];

        for (var i = 0; i < 3; i++)
        {
            await TakenBackAsync(draft.Id);
            states.Add(string.Join(' ', (await ReadDraftAsync(draft.Id)).ReadChanges()
                .Select(change => (RuleItem)change.After!).OrderBy(item => item.StepMinutes).Select(item => item.StepMinutes)));
        }

        states.ShouldBe(["15 20", "30", ""]);
        (await TakeBackAsync(Manager, await ReadDraftAsync(draft.Id)))
            .ShouldBe(new ChangeDraftResult.Refused(HoursRefusal.ChangedSince));
    }

    [Fact]
    public async Task Who_has_seen_an_older_draft_takes_nothing_back()
    {
        var draft = await DraftAsync(new HoursEdit(null, Range(DayOfWeek.Saturday, 540, 720)));
        await EditAsync(OtherManager, draft, new HoursEdit(null, Range(DayOfWeek.Sunday, 540, 720)));

        var late = await TakeBackAsync(Manager, draft);

        late.ShouldBe(new ChangeDraftResult.Refused(HoursRefusal.ChangedSince));
        (await ReadDraftAsync(draft.Id)).ReadChanges().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Two_who_take_back_at_once_take_back_one_edit()
    {
        var draft = await DraftAsync(new HoursEdit(null, Range(DayOfWeek.Saturday, 540, 720)));
        await EditAsync(draft, new HoursEdit(null, Range(DayOfWeek.Sunday, 540, 720)));
        draft = await ReadDraftAsync(draft.Id);

        var results = await Task.WhenAll(TakeBackAsync(Manager, draft), TakeBackAsync(OtherManager, draft));

        results.Count(result => result is ChangeDraftResult.Changed).ShouldBe(1);
        (await ReadDraftAsync(draft.Id)).ReadChanges().ShouldHaveSingleItem().After
            .ShouldBe(Range(DayOfWeek.Saturday, 540, 720));
    }

    [Fact]
    public async Task A_range_that_would_come_back_into_the_way_of_a_published_one_stays_away()
    {
        var draft = await DraftAsync(new HoursEdit(null, Range(DayOfWeek.Saturday, 540, 720)));
        await EditAsync(draft, new HoursEdit(draft.ReadChanges()[0].Key, null));
        var published = Range(DayOfWeek.Saturday, 600, 660);
        await PublishedAsync(await DraftAsync(new HoursEdit(null, published)));

        var result = await TakeBackAsync(Manager, await ReadDraftAsync(draft.Id));

        result.ShouldBeOfType<ChangeDraftResult.Refused>().Reason.ShouldBe(HoursRefusal.Overlaps);
        (await ReadDraftAsync(draft.Id)).ReadChanges().ShouldBeEmpty();
    }

    [Fact]
    public async Task Strangers_and_ended_drafts_are_not_found_and_the_audit_says_who_took_back_what()
    {
        var draft = await DraftAsync(new HoursEdit(null, Range(DayOfWeek.Saturday, 540, 720)));
        var stranger = Actor.Agent(9, Passy.Id + 1, Rights.Hours, "session", "network");

        (await TakeBackAsync(stranger, draft)).ShouldBe(new ChangeDraftResult.Refused(HoursRefusal.NotFound));
        (await TakeBackAsync(Manager, null)).ShouldBe(new ChangeDraftResult.Refused(HoursRefusal.NotFound));
        await TakenBackAsync(draft.Id);
        await EditAsync(await ReadDraftAsync(draft.Id), new HoursEdit(null, Range(DayOfWeek.Sunday, 540, 720)));
        await PublishedAsync(await ReadDraftAsync(draft.Id));
        (await TakeBackAsync(Manager, await ReadDraftAsync(draft.Id))).ShouldBe(new ChangeDraftResult.Refused(HoursRefusal.NotFound));

        var rows = await Town.ReadAsync(db => db.AuditRows.Where(row => row.Operation == "hours-take-back" && row.Refusal == null)
            .ToListAsync());
        var row = rows.ShouldHaveSingleItem();
        (row.ActorId, row.Subject, row.Before, row.After).ShouldBe(
            (7, $"hours-draft:{draft.Id}", "added:1 changed:0 removed:0", "added:0 changed:0 removed:0"));
    }

    private async Task TakenBackAsync(int id) =>
        (await TakeBackAsync(Manager, await ReadDraftAsync(id))).ShouldBeOfType<ChangeDraftResult.Changed>();

    private Task<ChangeDraftResult> TakeBackAsync(Actor actor, HoursDraft? draft) =>
        Town.Get<TakeBackEdit>().RunAsync(actor, Of(draft), CancellationToken.None);
}

public sealed class TakeBackEditOnSqliteTests() : TakeBackEditTests(DatabaseProvider.Sqlite);

public sealed class TakeBackEditOnPostgresTests() : TakeBackEditTests(DatabaseProvider.Postgres);

using Creneau.Appointments;
using Creneau.Availability;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Notifications;
using Creneau.OnePerPerson;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Booking;

public abstract class ConfirmAppointmentTests(DatabaseProvider provider) : TwoTownHalls(provider)
{
    [Fact]
    public async Task The_right_code_confirms_claims_the_person_and_owes_one_message()
    {
        var result = await Town.BookAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));

        var id = result.ShouldBeOfType<ConfirmResult.Confirmed>().AppointmentId;
        var appointment = await Town.ReadAsync(db => db.Appointments.Include(row => row.Applicants).SingleAsync(row => row.Id == id));
        appointment.Status.ShouldBe(AppointmentStatus.Confirmed);
        appointment.Applicants.Single().BirthName.ShouldBe("Dunand");
        (await Town.ReadAsync(db => db.PersonClaims.SingleAsync())).AppointmentId.ShouldBe(id);
        (await Town.ReadAsync(db => db.OutboxMessages.CountAsync(message => message.Purpose == MessagePurpose.Confirmation))).ShouldBe(1);
        (await Town.ReadAsync(db => db.AppointmentEvents.OrderBy(happened => happened.Id).Select(happened => happened.Kind).ToListAsync()))
            .ShouldBe([AppointmentEventKind.Held, AppointmentEventKind.CodeAsked, AppointmentEventKind.Confirmed]);
    }

    [Fact]
    public async Task Five_wrong_tries_kill_the_code()
    {
        var visitor = TestTown.Citizen();
        var id = await Town.HeldAsync(Passy.At(Wednesday, "09:00"), visitor);
        await Town.AskAsync(id, visitor, "claire@exemple.fr", Person("Dunand"));
        var code = await Town.CodeAsync(id);
        var wrong = code == "000000" ? "000001" : "000000";
        for (var left = 4; left >= 0; left--)
        {
            (await Town.TypeAsync(id, visitor, wrong)).ShouldBe(new ConfirmResult.WrongCode(left));
        }

        var late = await Town.TypeAsync(id, visitor, code);

        late.ShouldBeOfType<ConfirmResult.CodeDead>();
        (await Town.ReadAsync(db => db.PersonClaims.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_code_is_good_for_fifteen_minutes_and_then_the_slot_is_gone()
    {
        var visitor = TestTown.Citizen();
        var id = await Town.HeldAsync(Passy.At(Wednesday, "09:00"), visitor);
        await Town.AskAsync(id, visitor, "claire@exemple.fr", Person("Dunand"));
        Town.TurnableClock.Advance(TimeSpan.FromMinutes(15));

        var late = await Town.TypeAsync(id, visitor, await Town.CodeAsync(id));

        late.ShouldBeOfType<ConfirmResult.HoldGone>();
    }

    [Fact]
    public async Task Another_browser_cannot_confirm_even_with_the_right_code()
    {
        var visitor = TestTown.Citizen();
        var id = await Town.HeldAsync(Passy.At(Wednesday, "09:00"), visitor);
        await Town.AskAsync(id, visitor, "claire@exemple.fr", Person("Dunand"));

        var other = await Town.TypeAsync(id, TestTown.Citizen("thief"), await Town.CodeAsync(id));

        other.ShouldBeOfType<ConfirmResult.HoldGone>();
    }

    [Fact]
    public async Task A_double_click_on_confirm_gets_the_same_answer_twice()
    {
        var visitor = TestTown.Citizen();
        var id = await Town.HeldAsync(Passy.At(Wednesday, "09:00"), visitor);
        await Town.AskAsync(id, visitor, "claire@exemple.fr", Person("Dunand"));
        var code = await Town.CodeAsync(id);

        var both = await Task.WhenAll(Town.TypeAsync(id, visitor, code, "form"), Town.TypeAsync(id, visitor, code, "form"));

        both.ShouldAllBe(answer => answer is ConfirmResult.Confirmed);
        (await Town.ReadAsync(db => db.OutboxMessages.CountAsync(message => message.Purpose == MessagePurpose.Confirmation))).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_person_cannot_have_a_second_appointment_in_another_commune()
    {
        await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand-D'Arc", "Chloé"));

        var second = await Town.BookAsync(Megeve.At(Wednesday, "10:00"), "other", Person("DUNAND D’ARC", "chloe"));

        second.ShouldBeOfType<ConfirmResult.Duplicate>().Own.ShouldBeNull();
        (
            await Town.ReadAsync(db =>
                db.OutboxMessages.SingleAsync(
                    message => message.Purpose == MessagePurpose.SomebodyTried))).Address.ShouldBe("claire@exemple.fr");
        (await Town.ReadAsync(db => db.Appointments.CountAsync(row => row.Status == AppointmentStatus.Confirmed))).ShouldBe(1);
    }

    [Fact]
    public async Task A_form_that_was_refused_gets_the_same_answer_again_although_its_code_is_used()
    {
        await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        var visitor = TestTown.Citizen("other");
        var id = await Town.HeldAsync(Megeve.At(Wednesday, "10:00"), visitor);
        await Town.AskAsync(id, visitor, "other@exemple.fr", Person("Dunand"));
        var (code, form) = (await Town.CodeAsync(id), Form(Town));

        var first = await Town.Get<ConfirmAppointment>().RunAsync(visitor, id, code, form, CancellationToken.None);
        var again = await Town.Get<ConfirmAppointment>().RunAsync(visitor, id, code, form, CancellationToken.None);

        first.ShouldBeOfType<ConfirmResult.Duplicate>();
        again.ShouldBeOfType<ConfirmResult.Duplicate>().Ordinals.ShouldBe([0]);
    }

    [Fact]
    public async Task Whoever_proves_the_same_contact_may_move_the_existing_one()
    {
        var first = await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));

        var second = await Town.BookAsync(Megeve.At(Wednesday, "10:00"), "claire", Person("Dunand"));

        second.ShouldBeOfType<ConfirmResult.Duplicate>().Own!.AppointmentId.ShouldBe(first);
        (await Town.ReadAsync(db => db.OutboxMessages.CountAsync(message => message.Purpose == MessagePurpose.SomebodyTried))).ShouldBe(0);
    }

    [Fact]
    public async Task A_person_may_have_a_card_here_and_a_passport_there()
    {
        await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));

        var passport = await Town.BookAsync(
            Megeve.At(Wednesday, "10:00", ServiceKind.Passport), "claire", Person("Dunand", kind: ServiceKind.Passport));

        passport.ShouldBeOfType<ConfirmResult.Confirmed>();
    }

    [Fact]
    public async Task The_same_pre_request_number_under_another_name_is_refused()
    {
        await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand", "Claire", ServiceKind.IdCard, "K7Q2M9X4T1"));

        var second = await Town.BookAsync(Megeve.At(Wednesday, "10:00"), "other", Person("Autre", "Nom", ServiceKind.IdCard, "K7Q2M9X4T1"));

        second.ShouldBeOfType<ConfirmResult.Duplicate>();
    }

    [Fact]
    public async Task The_others_of_a_family_go_on_without_that_person_and_without_a_new_code()
    {
        await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand", "Zoé"));
        var visitor = TestTown.Citizen("family");
        var id = await Town.HeldAsync(Megeve.At(Wednesday, "10:00", ServiceKind.IdCard, ServiceKind.IdCard), visitor);
        await Town.AskAsync(id, visitor, "family@exemple.fr", Person("Dunand", "Zoé"), Person("Dunand", "Paul"));
        (await Town.TypeAsync(id, visitor, await Town.CodeAsync(id))).ShouldBeOfType<ConfirmResult.Duplicate>().Ordinals.ShouldBe([0]);

        var rest = await Town.Get<GoOnWithout>().RunAsync(visitor, id, [0], Form(Town), CancellationToken.None);

        rest.ShouldBeOfType<ConfirmResult.Confirmed>();
        var occupancy = await Town.ReadAsync(db => db.Occupancies.SingleAsync(row => row.AppointmentId == id));
        (occupancy.EndMinute - occupancy.StartMinute).ShouldBe(15);
        (await Town.ReadAsync(db => db.Applicants.SingleAsync(row => row.AppointmentId == id))).FirstGivenName.ShouldBe("Paul");
    }

    [Fact]
    public async Task Duplicates_are_told_three_times_a_day_and_then_no_more()
    {
        await BookedFourAsync();
        var answers = new List<ConfirmResult>();
        foreach (var person in Four)
        {
            answers.Add(await Town.BookAsync(Megeve.At(Wednesday, "10:00"), "curious", person));
        }

        answers.Take(3).ShouldAllBe(answer => answer is ConfirmResult.Duplicate);
        answers[3].ShouldBeOfType<ConfirmResult.NotConfirmed>();
    }

    [Fact]
    public async Task Once_three_answers_are_told_the_next_one_is_the_same_whoever_is_asked_about()
    {
        await BookedFourAsync();
        await AskAboutThreeAsync();

        var aboutHer = await Town.BookAsync(Megeve.At(Wednesday, "10:00"), "curious", Four[3]);
        var aboutSomebodyFree = await Town.BookAsync(Megeve.At(Wednesday, "10:00"), "curious", Person("Favre"));

        aboutHer.ShouldBeOfType<ConfirmResult.NotConfirmed>();
        aboutSomebodyFree.ShouldBeOfType<ConfirmResult.NotConfirmed>();
        (
            await Town.ReadAsync(db =>
                db.Appointments.AllAsync(row =>
                    row.ContactProvenUtc == null
                        || row.Email != "curious@exemple.fr"
                        || row.Status != AppointmentStatus.Held))).ShouldBeTrue();
    }

    [Fact]
    public async Task Being_told_of_an_appointment_of_ones_own_costs_no_answer()
    {
        await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand"));
        for (var i = 0; i < 4; i++)
        {
            (await Town.BookAsync(Megeve.At(Wednesday, "10:00"), "claire", Person("Dunand"))).ShouldBeOfType<ConfirmResult.Duplicate>();
        }

        var child = await Town.BookAsync(Megeve.At(Wednesday, "10:00"), "claire", Person("Dunand", "Paul"));

        child.ShouldBeOfType<ConfirmResult.Confirmed>();
    }

    [Fact]
    public async Task A_fresh_mailbox_on_a_network_that_was_told_enough_finds_out_one_thing_at_most()
    {
        await BookedFourAsync();
        await AskAboutThreeAsync();

        var answers = new List<ConfirmResult>();
        foreach (var (person, clock) in new[] { (Four[3], "10:30"), (Person("Favre"), "10:45") })
        {
            var visitor = TestTown.Citizen("friend", "curious");
            var id = await Town.HeldAsync(Megeve.At(Wednesday, clock), visitor);
            await Town.AskAsync(id, visitor, "friend@exemple.fr", person);
            answers.Add(await Town.TypeAsync(id, visitor, await Town.CodeAsync(id)));
        }

        answers.ShouldAllBe(answer => answer is ConfirmResult.NotConfirmed);
    }

    [Fact]
    public async Task Who_was_told_nothing_cannot_find_out_by_leaving_people_out()
    {
        await BookedFourAsync();
        await AskAboutThreeAsync();

        var visitor = TestTown.Citizen("friend", "curious");
        var id = await Town.HeldAsync(Megeve.At(Wednesday, "11:00", ServiceKind.IdCard, ServiceKind.IdCard), visitor);
        await Town.AskAsync(id, visitor, "friend@exemple.fr", Four[3], Person("Favre"));
        var asked = await Town.TypeAsync(id, visitor, await Town.CodeAsync(id));

        var without = await Town.Get<GoOnWithout>().RunAsync(visitor, id, [0], Form(Town), CancellationToken.None);

        asked.ShouldBeOfType<ConfirmResult.NotConfirmed>();
        without.ShouldBeOfType<ConfirmResult.HoldGone>();
    }

    [Fact]
    public async Task Each_person_told_about_counts()
    {
        await BookedFourAsync();
        var two = await Town.BookAsync(Megeve.At(Wednesday, "10:00", ServiceKind.IdCard, ServiceKind.IdCard), "curious", Four[0], Four[1]);

        var twoMore = await Town.BookAsync(
            Megeve.At(Wednesday, "10:00", ServiceKind.IdCard, ServiceKind.IdCard), "curious", Four[2], Four[3]);

        two.ShouldBeOfType<ConfirmResult.Duplicate>().Ordinals.ShouldBe([0, 1]);
        twoMore.ShouldBeOfType<ConfirmResult.NotConfirmed>();
    }

    [Fact]
    public async Task The_same_person_told_about_again_counts_once_for_the_contact_and_for_the_network()
    {
        await BookedFourAsync();
        ServiceKind[] two = [ServiceKind.IdCard, ServiceKind.IdCard];
        foreach (var cousin in new[] { "Jean", "Marc", "Luc" })
        {
            var again = await Town.BookAsync(Megeve.At(Wednesday, "10:00", two), "family", Person("Favre", cousin), Four[0]);
            again.ShouldBeOfType<ConfirmResult.Duplicate>().Ordinals.ShouldBe([1]);
        }

        (await Town.BookAsync(Megeve.At(Wednesday, "10:00", two), "family", Four[1], Four[2])).ShouldBeOfType<ConfirmResult.Duplicate>();
        (await Town.BookAsync(Megeve.At(Wednesday, "10:00"), "family", Four[3])).ShouldBeOfType<ConfirmResult.NotConfirmed>();
        (await Town.BookAsync(Megeve.At(Wednesday, "10:00"), "family", Four[0])).ShouldBeOfType<ConfirmResult.NotConfirmed>();
    }

    [Fact]
    public async Task The_same_person_is_told_about_once_whatever_number_or_service_is_asked_for()
    {
        await Town.BookedAsync(
            Passy.At(Wednesday, "09:00", [.. Four.Select(_ => ServiceKind.IdCardAndPassport)]),
            "claire",
            [.. Four.Select(person => person with { Kind = ServiceKind.IdCardAndPassport })]);
        Comer[] zoe = [Four[1], Four[1] with { PreRequests = ["K0Q1M9X4T1"] }, Four[1] with { Kind = ServiceKind.Passport }];

        foreach (var person in zoe.Concat(Four[2..]))
        {
            (await Town.BookAsync(Megeve.At(Wednesday, "10:00", person.Kind), "family", person)).ShouldBeOfType<ConfirmResult.Duplicate>();
        }

        (await Town.BookAsync(Megeve.At(Wednesday, "10:00"), "family", Four[0])).ShouldBeOfType<ConfirmResult.NotConfirmed>();
    }

    [Fact]
    public async Task A_refusal_counts_for_the_network_too()
    {
        await BookedFourAsync();
        (
            await Town.BookAsync(
                Megeve.At(Wednesday, "10:00", [.. Four.Select(person => person.Kind)]),
                "curious",
                Four)).ShouldBeOfType<ConfirmResult.NotConfirmed>();

        var visitor = TestTown.Citizen("friend", "curious");
        var id = await Town.HeldAsync(Megeve.At(Wednesday, "11:00"), visitor);
        await Town.AskAsync(id, visitor, "friend@exemple.fr", Four[0]);

        (await Town.TypeAsync(id, visitor, await Town.CodeAsync(id))).ShouldBeOfType<ConfirmResult.NotConfirmed>();
    }

    [Fact]
    public async Task A_letter_O_for_a_zero_makes_no_other_number()
    {
        await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Person("Dunand", "Claire", ServiceKind.IdCard, "K0Q1M9X4T1"));

        var second = await Town.BookAsync(Megeve.At(Wednesday, "10:00"), "other", Person("Autre", "Nom", ServiceKind.IdCard, "KOQIM9X4T1"));

        second.ShouldBeOfType<ConfirmResult.Duplicate>();
    }

    private static readonly Comer[] Four = [Person("Dunand"), Person("Dunand", "Zoé"), Person("Dunand", "Paul"), Person("Dunand", "Anne")];

    /// <summary>Four people who have an appointment.</summary>
    private Task BookedFourAsync() =>
        Town.BookedAsync(Passy.At(Wednesday, "09:00", [.. Four.Select(person => person.Kind)]), "claire", Four);

    private async Task AskAboutThreeAsync()
    {
        foreach (var person in Four.Take(3))
        {
            (await Town.BookAsync(Megeve.At(Wednesday, "10:00"), "curious", person)).ShouldBeOfType<ConfirmResult.Duplicate>();
        }
    }
}

public sealed class ConfirmAppointmentOnSqliteTests() : ConfirmAppointmentTests(DatabaseProvider.Sqlite);

public sealed class ConfirmAppointmentOnPostgresTests() : ConfirmAppointmentTests(DatabaseProvider.Postgres)
{
    [Fact]
    public async Task A_code_that_was_replaced_while_its_form_waited_for_the_desk_confirms_nothing()
    {
        var (claire, contact) = (TestTown.Citizen("claire"), new Contact("claire@exemple.fr", null, "fr"));
        var id = await Town.HeldAsync(Passy.At(Wednesday, "09:00"), claire);
        await Town.AskAsync(id, claire, contact.Email!, Person("Dunand"));
        var first = await Town.CodeAsync(id);
        Town.TurnableClock.Advance(TimeSpan.FromMinutes(2));
        await using var db = Town.OpenDb();
        await using var gate = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlRawAsync("SELECT 1 FROM desk FOR UPDATE");

        var asking = Town.Get<AskForCode>().RunAsync(claire, id, contact, null, Form(Town), CancellationToken.None);
        await WaitingAsync(1);
        var typing = Town.TypeAsync(id, claire, first);
        await WaitingAsync(2);
        await gate.CommitAsync();

        (await asking).ShouldBeOfType<CodeResult.Sent>();
        (await typing).ShouldBeOfType<ConfirmResult.CodeDead>();
    }

    private Task WaitingAsync(int number) => Patience.UntilAsync(
        $"{number} to wait for the desk",
        () => Town.ReadAsync(async db => await db.Database
            .SqlQuery<long>($"""
                SELECT count(*) AS "Value" FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
                """)
            .SingleAsync() == number),
        TimeSpan.FromSeconds(30));
}

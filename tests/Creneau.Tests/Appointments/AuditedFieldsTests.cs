using System.Text.Json;
using Creneau.Acting;
using Creneau.Appointments;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Jobs;
using Creneau.Keys;
using Creneau.Storage;
using Creneau.TestKit;
using Creneau.Tests.Booking;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static Creneau.Tests.Booking.BookingStory;

namespace Creneau.Tests.Appointments;

/// <summary>Of personal fields the audit says which ones an agent changed; the values are encrypted and go with the appointment.</summary>
public abstract class AuditedFieldsTests(DatabaseProvider provider) : TwoTownHalls(provider)
{
    private const string Typed = "personal:email,0.birth-name,0.first-given-name,0.birth-date,0.pre-requests";
    private static readonly Comer Zoe = Person("Dunand-Perrin", "Zoé", ServiceKind.IdCard, "K7Q2M9X4T1");

    private Actor Agent => TestTown.Agent(Passy).For(ActorKind.Citizen);

    [Fact]
    public async Task What_an_agent_types_stands_in_the_audit_as_fields_and_beside_it_encrypted()
    {
        await AskedAsync(Zoe);

        (await RowAsync("code")).After.ShouldBe(Typed);
        var detail = await Town.ReadAsync(db => db.Set<AuditDetail>().Include(row => row.Row).SingleAsync());
        detail.Row.Operation.ShouldBe("code");
        var values = Town.Get<PlatformKeys>().Decrypt(detail.Cipher);
        AfterIn(values).ShouldBe(["zoe@exemple.fr", "Dunand-Perrin", "Zoé", "1987-03-14", "K7Q2M9X4T1"]);
        System.Text.Encoding.UTF8.GetString(detail.Cipher).ShouldNotContain("Dunand");
    }

    [Fact]
    public async Task A_corrected_name_is_the_only_field_and_has_both_values()
    {
        var id = await AskedAsync(Zoe);

        await Town.AskAsync(id, Agent, "zoe@exemple.fr", Zoe with { Name = new PersonName("Dunand-Perrin", "Chloé") });

        var row = await Town.ReadAsync(db => db.AuditRows.OrderBy(row => row.Id).LastAsync());
        row.After.ShouldBe("personal:0.first-given-name");
        var values = await LastValuesAsync();
        BeforeIn(values).ShouldBe(["Zoé"]);
        AfterIn(values).ShouldBe(["Chloé"]);
    }

    [Fact]
    public async Task Who_comes_no_more_and_who_comes_as_well_are_told_in_the_values_alone()
    {
        var id = await Town.BookedByAsync(Agent, Passy.At(Wednesday, "09:00"), "zoe@exemple.fr", Zoe);
        var people = await Town.PeopleAsync(id);

        await Town.ChangePartyAsync(id, Agent, [Person("Favre", "Paul")], [.. people]);

        var after = (await RowAsync("party")).After!;
        after.ShouldContain("people:1 personal:0.birth-name");
        after.ShouldContain("0.pre-requests");
        var values = await LastValuesAsync();
        BeforeIn(values).ShouldBe(["Dunand-Perrin", "Zoé", "1987-03-14", "K7Q2M9X4T1"]);
        AfterIn(values).ShouldBe(["Favre", "Paul", "1987-03-14"]);
    }

    [Fact]
    public async Task What_a_citizen_types_leaves_no_values()
    {
        await Town.BookedAsync(Passy.At(Wednesday, "09:00"), "claire", Zoe);

        (await DetailsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_change_that_is_rolled_back_leaves_no_values()
    {
        var id = await Town.HeldAsync(Passy.At(Wednesday, "09:00"), Agent);
        ReadPerson[] nobody = [];

        var refused = await Town.Get<AskForCode>().RunAsync(
            Agent, id, new Contact("zoe@exemple.fr", null, "fr"), nobody, Form(Town), CancellationToken.None);

        refused.ShouldBe(new CodeResult.Refused(CodeRefusal.HoldGone));
        (await RowAsync("code")).Refusal.ShouldBe("Refused HoldGone");
        (await DetailsAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("UPDATE audit_detail SET cipher = cipher")]
    [InlineData("DELETE FROM audit_detail")]
    public async Task The_database_refuses_to_change_or_delete_the_values_while_the_appointment_is_kept(string sql)
    {
        await Town.BookedByAsync(Agent, Passy.At(Wednesday, "09:00"), "zoe@exemple.fr", Zoe);

        await using var db = Town.OpenDb();
        var error = await Should.ThrowAsync<System.Data.Common.DbException>(() => db.Database.ExecuteSqlRawAsync(sql));

        error.Message.ShouldContain("audit_detail_");
        (await DetailsAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task The_values_go_with_the_appointment_and_the_row_stays()
    {
        await Town.BookedByAsync(Agent, Passy.At(Wednesday, "09:00"), "zoe@exemple.fr", Zoe);
        var rows = await CountAsync();
        Town.TurnableClock.Advance(TimeSpan.FromDays(Appointment.DaysKept + 2));
        await Town.Get<Sweeper>().CloseDaysAsync(CancellationToken.None);
        (await DetailsAsync()).ShouldBe(1);

        await Town.Get<Purge>().RunAsync(CancellationToken.None);

        (await Town.ReadAsync(db => db.Appointments.CountAsync())).ShouldBe(0);
        (await DetailsAsync()).ShouldBe(0);
        (await CountAsync()).ShouldBe(rows);
    }

    [Theory]
    [InlineData("emptied")]
    [InlineData("given up")]
    [InlineData("replaced")]
    public async Task The_values_go_when_what_was_typed_is_erased_and_the_row_stays(string how)
    {
        var id = await AskedAsync(Zoe);

        Task erasing = how switch
        {
            "emptied" => Town.Get<ForgetDetails>().RunAsync(Agent, id, CancellationToken.None),
            "given up" => Town.Get<GiveUpHold>().RunAsync(Agent, id, CancellationToken.None),
            _ => Town.HoldAsync(Passy.At(Wednesday, "10:00"), Agent),
        };
        await erasing;

        (await Town.ReadAsync(db => db.Set<AuditDetail>().CountAsync(detail => detail.AppointmentId == id))).ShouldBe(0);
        (await RowAsync("code")).After.ShouldBe(Typed);
    }

    private async Task<Guid> AskedAsync(Comer person)
    {
        var id = await Town.HeldAsync(Passy.At(Wednesday, "09:00"), Agent);
        (await Town.AskAsync(id, Agent, "zoe@exemple.fr", person)).ShouldBeOfType<CodeResult.Sent>();
        return id;
    }

    private Task<AuditRow> RowAsync(string operation) =>
        Town.ReadAsync(db => db.AuditRows.SingleAsync(row => row.Operation == operation));

    private Task<int> CountAsync() => Town.ReadAsync(db => db.AuditRows.CountAsync());

    private Task<int> DetailsAsync() => Town.ReadAsync(db => db.Set<AuditDetail>().CountAsync());

    private async Task<string> LastValuesAsync() => Town.Get<PlatformKeys>().Decrypt(
        await Town.ReadAsync(db => db.Set<AuditDetail>().OrderBy(row => row.Id).Select(row => row.Cipher).LastAsync()));

    private static List<string> BeforeIn(string values) => ValuesIn(values, "Before");

    private static List<string> AfterIn(string values) => ValuesIn(values, "After");

    private static List<string> ValuesIn(string values, string which) =>
    [
        .. JsonDocument.Parse(values).RootElement.EnumerateArray()
            .Select(change => change.GetProperty(which).GetString())
            .OfType<string>(),
    ];
}

public sealed class AuditedFieldsOnSqliteTests() : AuditedFieldsTests(DatabaseProvider.Sqlite);

public sealed class AuditedFieldsOnPostgresTests() : AuditedFieldsTests(DatabaseProvider.Postgres);

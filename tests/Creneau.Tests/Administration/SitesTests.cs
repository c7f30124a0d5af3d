using Creneau.Administration;
using Creneau.Administration.Sites;
using Creneau.Places;
using Creneau.TestKit;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Administration;

public abstract class SitesTests(DatabaseProvider provider) : AdministrationTown(provider)
{
    private static readonly NewSite Annexe = new(
        new SiteNames("Mairie annexe", "04 50 00 00 01"),
        new SitePlace("1 rue du Mont", "74190", "Passy", null, null),
        new SiteAccess(true, "Porte bleue"));

    [Fact]
    public async Task Sites_of_one_name_are_told_apart_by_street_and_commune()
    {
        var names = SiteNames.From(await SiteAsync()) with { Name = "Mairie de Megève" };

        IdOf(await Town.Get<ChangeSite>().RunAsync(
            Manager, Passy.SiteId, SectionVersion.Of(SiteNames.From(await SiteAsync())), names, default)).ShouldBe(Passy.SiteId);

        var (here, there) = (Town.Availability.Places.SiteName(Passy.SiteId), Town.Availability.Places.SiteName(Megeve.SiteId));
        here.ShouldStartWith("Mairie de Megève (");
        here.ShouldContain("Passy");
        there.ShouldNotBe(here);
    }

    [Fact]
    public async Task Coordinates_that_are_none_are_refused()
    {
        var place = SitePlace.From(await SiteAsync());
        var seen = SectionVersion.Of(place);
        foreach (var wrong in new[] { double.NaN, 91, double.PositiveInfinity })
        {
            ErrorsOf(await Town.Get<ChangeSite>().RunAsync(Manager, Passy.SiteId, seen, place with { Latitude = wrong }, default))
                .ShouldBe([("Latitude", FieldProblem.OutOfRange)]);
        }
    }

    [Fact]
    public async Task A_new_site_lies_where_the_reference_data_has_its_commune_and_is_known_at_once()
    {
        var id = IdOf(await CreateAsync(Annexe));

        var site = Town.Availability.Places.Sites[id];
        (site.Name, site.Street, site.Phone, site.AccessNotes, site.Wheelchair)
            .ShouldBe(("Mairie annexe", "1 rue du Mont", "04 50 00 00 01", "Porte bleue", true));
        site.Latitude.ShouldBe(45.92, 0.05);
        (await AuditAsync("site-create")).ShouldBe([$"site:{id}  "]);
    }

    [Fact]
    public async Task What_is_wrong_is_told_at_each_value_and_nothing_is_written()
    {
        var wrong = Annexe with
        {
            Names = new SiteNames(" ", "pas un numéro"),
            Place = new SitePlace("", "7419", "Passy", 45.9, null),
        };

        var result = await CreateAsync(wrong);

        ErrorsOf(result).ShouldBe([
            ("Name", FieldProblem.Missing), ("Phone", FieldProblem.NotAPhone), ("Street", FieldProblem.Missing),
            ("Postcode", FieldProblem.NotAPostcode), ("Longitude", FieldProblem.Missing)]);
        (await Town.ReadAsync(db => db.Sites.CountAsync(row => row.TownHallId == Passy.Id))).ShouldBe(1);
    }

    [Fact]
    public async Task A_commune_that_nobody_knows_needs_coordinates()
    {
        var nowhere = Annexe with { Place = new SitePlace("1 rue du Mont", "99999", "Nulle part", null, null) };

        ErrorsOf(await CreateAsync(nowhere)).ShouldBe([("City", FieldProblem.Unknown)]);
        IdOf(await CreateAsync(nowhere with { Place = nowhere.Place with { Latitude = 45.9, Longitude = 6.7 } })).ShouldBePositive();
    }

    [Fact]
    public async Task Sections_are_saved_alone()
    {
        var site = await SiteAsync();
        await Town.WriteAsync(db => db.Sites.Where(row => row.Id == site.Id)
            .ExecuteUpdate(set => set.SetProperty(row => row.Street, "")));

        var saved = await ChangeAsync(SectionVersion.Of(SiteNames.From(site)), new SiteNames("Hôtel de ville", null));

        IdOf(saved).ShouldBe(site.Id);
        Town.Availability.Places.Sites[site.Id].Name.ShouldBe("Hôtel de ville");
        (await AuditAsync("site-change")).ShouldBe([$"site:{site.Id} value:Name "]);
    }

    [Fact]
    public async Task Of_two_managers_at_once_the_second_is_told_and_overwrites_nothing()
    {
        var seen = SectionVersion.Of(SiteAccess.From(await SiteAsync()));

        var results = await Task.WhenAll(
            ChangeAsync(seen, new SiteAccess(true, "Sonnez")),
            Town.Get<ChangeSite>().RunAsync(OtherManager, Passy.SiteId, seen, new SiteAccess(false, "Par la cour"), default));

        var refused = results.OfType<SaveResult.Refused>().ShouldHaveSingleItem();
        refused.Reason.ShouldBe(SaveRefusal.ChangedSince);
        results.OfType<SaveResult.Saved>().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Who_changes_another_section_meanwhile_does_not_disturb()
    {
        var site = await SiteAsync();
        await ChangeAsync(SectionVersion.Of(SiteAccess.From(site)), new SiteAccess(false, "Par la cour"));

        IdOf(await ChangeAsync(SectionVersion.Of(SiteNames.From(site)), new SiteNames("Hôtel de ville", null))).ShouldBe(site.Id);
    }

    [Fact]
    public async Task Nobody_changes_a_site_of_another_town_hall()
    {
        var site = await SiteAsync();

        var changed = await Town.Get<ChangeSite>().RunAsync(
            Stranger, site.Id, SectionVersion.Of(SiteNames.From(site)), new SiteNames("À moi", null), default);
        var created = await Town.Get<CreateSite>().RunAsync(Stranger, Passy.Id, Annexe, default);

        (ReasonOf(changed), ReasonOf(created)).ShouldBe((SaveRefusal.NotFound, SaveRefusal.NotFound));
        (await SiteAsync()).Name.ShouldBe("Mairie de Passy");
        (await AuditAsync("site-change")).ShouldBe([$"site:{site.Id}  Refused NotFound"]);
    }

    [Fact]
    public async Task The_phone_of_the_planning_comes_before_that_of_the_site_and_that_before_the_town_halls()
    {
        var places = () => Town.Availability.Places.PhoneOf(Passy.PlanningId, Passy.SiteId);
        var seen = SectionVersion.Of(SiteNames.From(await SiteAsync()));
        places().ShouldBeNull();

        await ChangeAsync(seen, new SiteNames("Mairie de Passy", "04 50 00 00 02"));

        places().ShouldBe("04 50 00 00 02");
    }

    private Task<SaveResult> CreateAsync(NewSite site) => Town.Get<CreateSite>().RunAsync(Manager, Passy.Id, site, default);

    private Task<SaveResult> ChangeAsync(string seen, SiteSection section) =>
        Town.Get<ChangeSite>().RunAsync(Manager, Passy.SiteId, seen, section, default);
}

public sealed class SitesOnSqliteTests() : SitesTests(DatabaseProvider.Sqlite);

public sealed class SitesOnPostgresTests() : SitesTests(DatabaseProvider.Postgres);

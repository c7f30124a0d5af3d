using Creneau.Scheduling;
using Creneau.Web.Search.OverviewMap;
using CsCheck;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Search;

/// <summary>The drawn overview: nothing covers anything, whatever lies where.</summary>
public sealed class OverviewTests
{
    private static readonly GeoPoint Sallanches = new(45.94, 6.63);
    private static readonly Box Sheet = new(0, 0, Overview.Width, Overview.Height);

    private static readonly Gen<GeoPoint> Somewhere = Gen.Select(Gen.Double[-0.35, 0.35], Gen.Double[-0.5, 0.5], (north, east) =>
        new GeoPoint(Sallanches.Latitude + north, Sallanches.Longitude + east));

    private static readonly Gen<Landmark[]> Pins = Gen.Select(
        Somewhere, OneOf("1er\u00A0déc.", "27\u00A0nov.", "31\u00A0juil."), (place, date) => new Landmark(place, date)).Array[0, 20];

    private static readonly Gen<Landmark[]> Towns = Gen.Select(
        Somewhere, OneOf("Passy", "Saint-Julien-en-Genevois", "Cluses"), (place, name) => new Landmark(place, name)).Array[0, 9];

    [Fact]
    public void No_label_covers_another_and_none_leaves_the_sheet() =>
        Gen.Select(Pins, Towns, OneOf(10d, 30d, 60d, 100d)).Sample((pins, towns, km) =>
        {
            var drawn = Overview.Of(Sallanches, km, pins, towns);

            List<Box> labels = [.. Labels(drawn), .. drawn.Rings.Select(ring => ring.Label)];
            labels.All(label => label.Inside(Sheet)).ShouldBeTrue();
            labels.All(label => labels.Count(label.Overlaps) == 1).ShouldBeTrue();
            drawn.Pins.Count.ShouldBe(pins.Length);
            drawn.Towns.Count.ShouldBeLessThanOrEqualTo(5);
        }, iter: 300);

    [Fact]
    public void No_line_is_long_or_crosses_a_label_a_line_or_a_place_and_no_label_hides_the_place_of_another() =>
        Gen.Select(Pins, Towns, OneOf(10d, 30d, 60d, 100d)).Sample((pins, towns, km) =>
        {
            var drawn = Overview.Of(Sallanches, km, pins, towns);

            foreach (var pin in drawn.Pins)
            {
                var others = drawn.Pins.Where(other => other != pin).ToList();
                Labels(drawn)
                    .Where(label => label != pin.Label)
                    .Any(label => label.Contains(pin.X, pin.Y) || pin.Leader?.Crosses(label) == true)
                    .ShouldBeFalse();
                others.Any(other => other.Leader is { } line && pin.Leader?.Crosses(line) == true).ShouldBeFalse();
                (pin.Leader?.Length ?? 0).ShouldBeLessThan(40);
            }
        }, iter: 300);

    [Fact]
    public void A_pin_stands_on_its_place_unless_it_would_hide_another()
    {
        var passy = new Landmark(new(45.92, 6.70), "27 nov.");

        Overview.Of(Sallanches, 30, [passy], []).Pins[0].ShowsPlace.ShouldBeFalse();
        Overview.Of(Sallanches, 30, [passy, passy], []).Pins.ShouldAllBe(pin => pin.Leader != null);
    }

    [Fact]
    public void Twenty_town_halls_in_one_place_keep_their_marks_even_without_room_for_all_dates()
    {
        var pins = Enumerable.Repeat(new Landmark(Sallanches, "27 nov."), 40).ToList();

        var drawn = Overview.Of(Sallanches, 30, pins, []);

        drawn.Pins.Count.ShouldBe(40);
        drawn.Pins.Count(pin => pin.Label is not null).ShouldBeGreaterThan(3);
        drawn.Pins.ShouldAllBe(pin => pin.ShowsPlace);
    }

    [Fact]
    public void North_is_up_and_east_is_right_with_the_outer_ring_at_the_radius()
    {
        var drawn = Overview.Of(Sallanches, 30, [new(new(Sallanches.Latitude + 0.1, Sallanches.Longitude + 0.1), "27 nov.")], []);

        drawn.Pins[0].X.ShouldBeGreaterThan(Overview.Width / 2);
        drawn.Pins[0].Y.ShouldBeLessThan(Overview.Height / 2);
        drawn.Rings.Select(ring => ring.Km).ShouldBe([10, 20, 30]);
        drawn.Rings[^1].Radius.ShouldBeLessThan(Overview.Height / 2);
    }

    [Fact]
    public void A_ring_says_its_distance_where_no_town_lies()
    {
        var north = new Landmark(new(Sallanches.Latitude + 30 / 111.2, Sallanches.Longitude), "Carouge");

        var drawn = Overview.Of(Sallanches, 30, [], [north]);

        drawn.Towns.ShouldHaveSingleItem();
        drawn.Rings[^1].Label.Contains(drawn.Towns[0].X, drawn.Towns[0].Y).ShouldBeFalse();
    }

    [Fact]
    public void At_the_pole_nothing_breaks() =>
        Overview.Of(new(90, 0), 30, [new(new(89.9, 120), "27 nov.")], []).Pins.Single().X.ShouldBeGreaterThan(0);

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static List<Box> Labels(Overview drawn) =>
    [
        .. drawn.Towns.Select(town => town.Label!.Value),
        .. drawn.Pins.Select(pin => pin.Label).OfType<Box>(),
    ];
}

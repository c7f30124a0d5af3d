using System.Text.RegularExpressions;
using Creneau.TestKit;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Architecture;

/// <summary>The rooms of `Creneau`, which are its folders: each knows those of lower floors that stand here, and no others.</summary>
public sealed partial class RoomTests
{
    private static readonly string[] Lowest = ["Acting", "Keys", "Text", "Storage", "Jobs"];

    /// <summary>From the ground upwards. Demo and Doctor may know everything below them.</summary>
    private static readonly Dictionary<string, string[]> Known = new()
    {
        ["Acting"] = [],
        ["Keys"] = [],
        ["Text"] = [],
        ["Storage"] = ["Acting", "Keys"],
        ["Jobs"] = ["Storage"],
        ["Places"] = ["Storage", "Text"],
        ["Catalogue"] = ["Storage", "Text", "Places"],
        ["Notifications"] = ["Keys", "Text", "Storage", "Jobs"],
        ["Availability"] = ["Acting", "Storage", "Jobs", "Places", "Catalogue"],
        ["Agents"] = ["Acting", "Keys", "Storage", "Jobs", "Places", "Notifications", "Availability"],
        ["Appointments"] = ["Acting", "Keys", "Text", "Storage", "Jobs", "Catalogue", "Notifications", "Availability"],
        ["OnePerPerson"] = ["Acting", "Keys", "Text", "Storage", "Places", "Catalogue", "Notifications", "Availability", "Appointments"],
        // What a cancellation offers is made in the transaction that cancels, which Changes has: Offers lies below it
        ["Offers"] =
        [
            "Acting", "Keys", "Text", "Storage", "Jobs", "Places", "Notifications", "Availability", "Appointments", "OnePerPerson",
        ],
        ["Booking"] = ["Acting", "Keys", "Storage", "Jobs", "Notifications", "Availability", "Appointments", "OnePerPerson"],
        ["Changes"] = ["Acting", "Keys", "Storage", "Jobs", "Notifications", "Availability", "Appointments", "OnePerPerson", "Offers"],
        ["Hours"] = ["Acting", "Storage", "Places", "Catalogue", "Notifications", "Availability", "Appointments", "Changes"],
        ["Reminders"] = ["Acting", "Keys", "Storage", "Jobs", "Catalogue", "Notifications", "Availability", "Appointments"],
        // Roles are read under the lock of the town hall, as where they are given; who is cancelled with a desk has an offer too; with a
        // planning's lead times its reminders change
        ["Administration"] =
        [
            "Acting", "Text", "Storage", "Places", "Catalogue", "Notifications", "Agents", "Availability", "Appointments", "Offers",
            "Reminders",
        ],
        ["Counter"] =
        [
            "Acting", "Keys", "Text", "Storage", "Jobs", "Places", "Catalogue", "Agents", "Notifications", "Availability", "Appointments",
            "OnePerPerson",
        ],
        ["Audit"] = ["Acting", "Keys", "Storage", "Agents", "Appointments"],
    };

    private static readonly string[] Highest = ["Demo", "Doctor"];

    private static IEnumerable<string> Rooms => [.. Known.Keys, .. Highest];

    public static TheoryData<string> Each => [.. Known.Keys];

    [Fact]
    public void Each_folder_is_a_room_of_the_table() =>
        Checkout.Files("src/Creneau").Select(path => path.Split('/')).Where(parts => parts.Length > 3).Select(parts => parts[2])
            .Distinct().ShouldBe(Rooms, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Each))]
    public void A_room_knows_what_the_table_says_and_nothing_else(string room) =>
        KnownBy(room).ShouldBe(Known[room], ignoreOrder: true);

    [Fact]
    public void No_room_of_the_table_knows_itself_by_way_of_others()
    {
        List<string> below = [];
        foreach (var (room, known) in Known)
        {
            known.Except(below).ShouldBeEmpty(room);
            below.Add(room);
        }
    }

    [Fact]
    public void The_ground_maps_no_table_of_a_room() =>
        Checkout.Read("src/Creneau/Storage/CreneauDb.cs").Split('\n').Where(line => line.Contains("DbSet<", StringComparison.Ordinal))
            .Where(line => !line.Contains("DbSet<DataProtectionKey>", StringComparison.Ordinal))
            .ShouldAllBe(line => Lowest.Any(room => TypesOf(room).Any(type => line.Contains($"DbSet<{type}>", StringComparison.Ordinal))));

    private static IEnumerable<string> KnownBy(string room) => Checkout.Files($"src/Creneau/{room}")
        .Where(path => path.EndsWith(".cs", StringComparison.Ordinal))
        .SelectMany(path => Named().Matches(Checkout.Read(path)).Select(match => match.Groups["room"].Value))
        .Concat(Checkout.Files($"src/Creneau/{room}").Where(path => path.EndsWith(".cs", StringComparison.Ordinal))
            .Where(path => RelativeText().IsMatch(Checkout.Read(path))).Select(_ => "Text"))
        .Distinct().Where(name => name != room && Rooms.Contains(name));

    private static IEnumerable<string> TypesOf(string room) =>
        SourceFile.All.Where(file => file.Path.StartsWith($"src/Creneau/{room}/", StringComparison.Ordinal))
            .SelectMany(file => file.TypeNames);

    [GeneratedRegex(@"(?<![\w.])Creneau\.(?<room>[A-Z]\w+)")]
    private static partial Regex Named();

    /// <summary>The one room whose name is short enough to be used without Créneau's.</summary>
    [GeneratedRegex(@"(?<![\w.])Text\.(Folding|Wording)\b")]
    private static partial Regex RelativeText();
}

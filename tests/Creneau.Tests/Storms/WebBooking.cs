using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Shouldly;

namespace Creneau.Tests.Storms;

/// <summary>One browser that books, moves and cancels page by page, and remembers what it was told is confirmed.</summary>
/// <param name="told">What the site said: appointments that are confirmed, of all browsers of the storm.</param>
internal sealed class WebBooking(ServedTown town, LeanVisitor visitor, int client, ConcurrentDictionary<Guid, bool> told)
{
    public const string Taken = "Ce créneau vient d’être pris";
    public const string Confirmed = "C’est confirmé";
    private int _people;

    /// <summary>A start as its button posts it.</summary>
    public static string Slot(int siteId, DateOnly date, int minute) =>
        string.Create(CultureInfo.InvariantCulture, $"{siteId}_{date:yyyy-MM-dd}_{minute}");

    public string AnySlot(Random random, int days) =>
        Slot(town.Places[random.Next(town.Places.Count)].SiteId, town.Tomorrow.AddDays(random.Next(days)), 480 + (15 * random.Next(48)));

    public static Task<LeanPage> HoldAsync(LeanVisitor visitor, string slot) =>
        visitor.PostAsync("/rendez-vous/garder", ("slot", slot), ("services", "cni"), ("formId", StormTown.Form()), ("back", ""));

    /// <returns>The appointment, when the site says that it is confirmed; null when the slot was taken.</returns>
    public async Task<Guid?> BookAsync(string slot)
    {
        var people = await HoldAsync(visitor, slot);
        if (people.Status == HttpStatusCode.Conflict)
        {
            people.Title.ShouldBe(Taken);
            town.Tally.Note("refused");
            return null;
        }

        Expect(people, "/rendez-vous/qui");
        var id = Guid.Parse(people.Hidden("holdId"));
        var code = Expect(await visitor.PostAsync("/rendez-vous/qui", [.. Own(people, "holdId"), .. Details()]), "/rendez-vous/code");
        var done = await visitor.PostAsync("/rendez-vous/code", [.. Own(code, "holdId"), ("Code", await town.CodeAsync(id))]);
        Expect(done, "/rendez-vous").Title.ShouldContain(Confirmed);
        told[id] = true;
        town.Tally.Note("confirmed");
        return id;
    }

    /// <summary>Moves the appointment that this browser has open, or is told that somebody was faster.</summary>
    public async Task MoveAsync(string slot)
    {
        var page = Expect(await visitor.GetAsync("/rendez-vous/deplacer?sort=nearest&radiusKm=100"), "/rendez-vous/deplacer");
        var answer = await visitor.PostAsync("/rendez-vous/deplacer", [.. Own(page, "appointmentId"), ("slot", slot)]);
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Html);
        town.Tally.Note(answer.Path == "/rendez-vous" ? "moved" : "not moved");
    }

    public async Task CancelAsync(Guid id)
    {
        var page = Expect(await visitor.GetAsync("/rendez-vous/annuler"), "/rendez-vous/annuler");
        var answer = Expect(await visitor.PostAsync("/rendez-vous/annuler", Own(page, "appointmentId")), "/rendez-vous");
        answer.Title.ShouldBe("Rendez-vous annulé");
        told.TryRemove(id, out _);
        town.Tally.Note("cancelled");
    }

    private static LeanPage Expect(LeanPage page, string path)
    {
        (page.Status, page.Path).ShouldBe((HttpStatusCode.OK, path), page.Html);
        return page;
    }

    /// <summary>What the page's own form would post besides what is typed.</summary>
    private static (string Name, string Value)[] Own(LeanPage page, string id) =>
        [
            (id, page.Hidden(id)),
            ("formId", page.Hidden("formId")),
            ("__RequestVerificationToken", page.Hidden("__RequestVerificationToken")),
        ];

    private IEnumerable<(string Name, string Value)> Details()
    {
        var person = StormTown.Person((client * 7919) + _people++);
        yield return ("Input.Contact.Way", "email");
        yield return ("Input.Contact.Email", $"client{client}@exemple.fr");
        yield return ("Input.People[0].BirthName", person.Name.BirthName);
        yield return ("Input.People[0].FirstGivenName", person.Name.FirstGivenName);
        yield return ("Input.People[0].BirthDate.Day", person.BirthDate.Day!.Value.ToString(CultureInfo.InvariantCulture));
        yield return ("Input.People[0].BirthDate.Month", person.BirthDate.Month!.Value.ToString(CultureInfo.InvariantCulture));
        yield return ("Input.People[0].BirthDate.Year", person.BirthDate.Year.ToString(CultureInfo.InvariantCulture));
    }
}

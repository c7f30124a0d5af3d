using System.Globalization;
using Creneau.Acting;
using Creneau.Administration;
using Creneau.Agents.SigningIn;
using Creneau.Availability;
using Creneau.Places;
using Creneau.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Agents.Setup;

/// <summary>
/// A page on which a town hall is set up: its own by its managers, any by the platform's administrators. Its sections stand in sentences;
/// one at a time is open, and is saved alone.
/// </summary>
public abstract class SetupPage(AvailabilityIndex availability, TimeProvider clock, IStringLocalizer<SetupTexts> texts) : PageModel
{
    private const int LongestNumber = 9;
    private bool _changedSince;

    /// <summary>The town hall that an administrator of the platform sets up; ignored for everybody else.</summary>
    [BindProperty(SupportsGet = true, Name = "mairie")]
    public int? Mairie { get; set; }

    /// <summary>The section that is open.</summary>
    [BindProperty(SupportsGet = true, Name = "section")]
    public string? Section { get; set; }

    /// <summary>The values with which the form was opened.</summary>
    [BindProperty(Name = "seen")]
    public string? Seen { get; set; }

    [TempData]
    public string? Notice { get; set; }

    /// <summary>Why nothing was saved, where that is not a matter of one value.</summary>
    public string? Refusal { get; protected set; }

    public PlaceDirectory Places => availability.Places;

    public SignedInAgent Agent => HttpContext.SignedInAgent();

    public int? TownHallId => Agent.TownHallId ?? Mairie;

    public TownHall TownHall => Places.TownHalls[TownHallId!.Value];

    public DateOnly Today => Places.DateAt(TownHall.Id, clock.GetUtcNow().UtcDateTime);

    protected Actor Actor => HttpContext.AgentActor();

    protected IStringLocalizer<SetupTexts> Texts => texts;

    /// <summary>What a form carries: the values as they are, or those with which it was opened when they have to be mended.</summary>
    public string SeenOr(string now) => _changedSince || string.IsNullOrEmpty(Seen) ? now : Seen;

    /// <summary>Whether a section of the page is open.</summary>
    public bool IsOpen(string section) => Section == section;

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (TownHallId is not { } id || !Places.TownHalls.ContainsKey(id) || !IsKnown())
        {
            context.Result = NotFound();
        }
    }

    /// <summary>Whether what the page is about is there, and of this town hall.</summary>
    protected virtual bool IsKnown() => true;

    /// <summary>Name of a field, in a form of several sections.</summary>
    protected virtual string FieldOf(FieldError error) => error.Field;

    /// <summary>The answer to a form.</summary>
    /// <param name="prefix">Before the names of the fields, such as « Names. »; empty: see <see cref="FieldOf"/>.</param>
    /// <param name="saved">Where it goes on once it is saved.</param>
    protected IActionResult Answer(SaveResult result, string prefix, Func<int, IActionResult> saved)
    {
        switch (result)
        {
            case SaveResult.Saved done:
                Notice ??= texts["Saved"];
                return saved(done.Id);
            case SaveResult.Invalid invalid:
                foreach (var error in invalid.Errors)
                {
                    ModelState.AddModelError(prefix.Length == 0 ? FieldOf(error) : prefix + error.Field, Sentence(error));
                }

                return Page();
            case SaveResult.Refused { Reason: SaveRefusal.NotFound }:
                return NotFound();
            default:
                var reason = ((SaveResult.Refused)result).Reason;
                _changedSince = reason == SaveRefusal.ChangedSince;
                Refusal = texts[$"Refused_{reason}"];
                return Page();
        }
    }

    /// <summary>A whole number as typed; anything else is told at its field, and stays there.</summary>
    /// <param name="name">Of the property, for the label.</param>
    /// <param name="isRequired">False: nothing is fine, and read as null.</param>
    protected int? Number(string prefix, string name, string? typed, bool isRequired = true)
    {
        var trimmed = typed?.Trim() ?? "";
        if (int.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && trimmed.Length <= LongestNumber)
        {
            return number;
        }

        if (trimmed.Length > 0 || isRequired)
        {
            ModelState.AddModelError(
                prefix + name, texts[trimmed.Length > 0 ? "Problem_NotANumber" : "Problem_Missing", texts[$"Field_{name.Split('[')[0]}"]]);
        }

        return null;
    }

    protected double? Degrees(string prefix, string name, string? typed)
    {
        if (!TypedDegrees.TryRead(typed, out var degrees))
        {
            ModelState.AddModelError(prefix + name, texts["Problem_NotDegrees", texts[$"Field_{name}"]]);
        }

        return degrees;
    }

    private string Sentence(FieldError error)
    {
        var label = texts[$"Field_{error.Field}"];
        return error.Problem switch
        {
            FieldProblem.Missing => texts["Problem_Missing", label],
            FieldProblem.TooLong => texts["Problem_TooLong", label, error.Range?.Most ?? 0],
            FieldProblem.NotAPhone => texts["Problem_NotAPhone"],
            FieldProblem.NotAPostcode => texts["Problem_NotAPostcode"],
            FieldProblem.OutOfRange => texts["Problem_OutOfRange", label, error.Range?.Least ?? 0, error.Range?.Most ?? 0],
            FieldProblem.NotAMultipleOfFive => texts["Problem_NotAMultipleOfFive", label],
            FieldProblem.Taken => texts["Problem_Taken"],
            FieldProblem.Reversed => texts["Problem_Reversed"],
            FieldProblem.HasAppointments => texts["Problem_HasAppointments"],
            FieldProblem.Unknown => texts[$"Problem_Unknown_{error.Field}"],
        };
    }
}

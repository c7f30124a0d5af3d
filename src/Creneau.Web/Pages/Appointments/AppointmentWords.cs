using System.Collections.Frozen;
using Creneau.Web.Pages.Shared;
using Microsoft.Extensions.Localization;

namespace Creneau.Web.Pages.Appointments;

/// <summary>Says in the language of the page what the use cases of an appointment answer.</summary>
public sealed class AppointmentWords(IStringLocalizer<AppointmentTexts> texts, IStringLocalizer<SharedTexts> shared)
{
    public const string OtherTab = "OtherTabAppointment";
    public const string NotConfirmed = "NotConfirmed";

    private static readonly FrozenSet<string> Sentences = FrozenSet.ToFrozenSet(
    [
        OtherTab, "AlreadyRemoved", "PartyDoesNotFit", "PartyTaken", "PartyMadeRoom", "PartyLastOne", "PartyFitsNowhere", "PartyDuplicate",
        "PartyAlreadyComes", "PartyWrongSize", "PartyNoLongerOffered",
    ]);

    public string this[string name] => texts[name];

    /// <param name="name">As a posted <see cref="Shared.Forms.FormNotice"/> brings it.</param>
    /// <returns>Null when the page of the party says nothing of that name.</returns>
    public string? Sentence(string? name) => name switch
    {
        null => null,
        NotConfirmed => shared[NotConfirmed].Value,
        _ => Sentences.Contains(name) ? texts[name].Value : null,
    };
}

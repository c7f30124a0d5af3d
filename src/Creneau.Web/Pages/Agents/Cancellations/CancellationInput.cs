using Microsoft.AspNetCore.Mvc;

namespace Creneau.Web.Pages.Agents.Cancellations;

/// <summary>What is to be cancelled, as an address or a form says it.</summary>
public sealed class CancellationInput
{
    public const string Day = "jour";
    public const string Week = "semaine";
    public const string FromNow = "maintenant";
    public const string Chosen = "choisis";

    /// <summary>One of those; null: nothing is asked for yet.</summary>
    [ModelBinder(Name = "etendue")]
    public string? Scope { get; set; }

    [ModelBinder(Name = "site")]
    public int? SiteId { get; set; }

    /// <summary>Null: every desk of the site.</summary>
    [ModelBinder(Name = "guichet")]
    public int? DeskId { get; set; }

    /// <summary>As typed; empty: today.</summary>
    [ModelBinder(Name = "date")]
    public string? Date { get; set; }

    /// <summary>« Maintenant », as the page showed it; null: when it is read.</summary>
    [ModelBinder(Name = "depuis")]
    public int? FromMinute { get; set; }

    /// <summary>Of chosen ones.</summary>
    [ModelBinder(Name = "rdv")]
    public List<Guid> Appointments { get; set; } = [];

    /// <summary>Code of a reason of the list.</summary>
    [ModelBinder(Name = "motif")]
    public string? Reason { get; set; }

    /// <summary>Typed instead of it; what is typed counts.</summary>
    [ModelBinder(Name = "texte")]
    public string? Typed { get; set; }

    [ModelBinder(Name = "ferme")]
    public bool Closes { get; set; }

    /// <summary>Who was shown as to be cancelled.</summary>
    [ModelBinder(Name = "montre")]
    public List<Guid> Seen { get; set; } = [];
}

namespace Creneau.Web.Pages.Shared.Forms;

/// <summary>
/// What a page says beside its form. It is posted with the form in hidden fields, so that the page in the other language says it
/// again. The fields can be forged: they choose among sentences of ours and have no other effect.
/// </summary>
public sealed class FormNotice
{
    /// <summary>Name of a sentence; the page knows which it may say.</summary>
    public string? Name { get; set; }

    /// <summary>The fields have been checked, and errors stand beside them.</summary>
    public bool IsChecked { get; set; }

    /// <summary>Starts that are offered, as <see cref="Creneau.Web.Search.SlotValue"/>.</summary>
    public List<string?> Slots { get; set; } = [];

    /// <summary>Id of the person who is removed when one of those starts is taken; null when somebody is added.</summary>
    public long? RemovedId { get; set; }

    /// <summary>Id of the person whose line asks whether to remove them.</summary>
    public long? AskedId { get; set; }

    /// <summary>The added person has another appointment with the same contact.</summary>
    public bool OwnsTheOther { get; set; }
}

namespace Creneau.Web.Pages.Booking;

/// <summary>
/// What a page says beside its form. It goes along hidden, so that the page in the other language, or with a question
/// in one of its lines, says it again. Whoever forges it only reads it themselves.
/// </summary>
public sealed class Said
{
    /// <summary>Name of a sentence; <see cref="BookingWords.Sentence"/> knows which there are.</summary>
    public string? Notice { get; set; }

    /// <summary>What is typed has been read, and what is wrong with it stands beside the fields.</summary>
    public bool IsRead { get; set; }

    /// <summary>The starts that are offered.</summary>
    public List<string?> Slots { get; set; } = [];

    /// <summary>Who would be removed if one of those starts were taken.</summary>
    public long? Removing { get; set; }

    /// <summary>Whose line asks whether they shall be removed.</summary>
    public long? Asked { get; set; }

    /// <summary>The new person has an appointment with the same contact.</summary>
    public bool OwnsTheOther { get; set; }
}

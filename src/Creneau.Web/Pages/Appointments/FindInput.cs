namespace Creneau.Web.Pages.Appointments;

/// <summary>For `_Find`: the posted form that finds an appointment again.</summary>
public sealed class FindInput
{
    /// <summary>The fields in the order of the form.</summary>
    public static readonly IReadOnlyList<string> Order = [nameof(Reference), nameof(Contact)];

    public string? Reference { get; set; }

    /// <summary>E-mail address or phone number.</summary>
    public string? Contact { get; set; }
}

using Creneau.Appointments;

namespace Creneau.Web.Pages.Shared.Forms;

/// <summary>
/// The posted contact, as typed: one way of two is chosen, the other's field is ignored; who wants to be reached by both types
/// the second into a field of its own.
/// </summary>
public sealed class ContactInput
{
    public const string ByEmail = "email";
    public const string BySms = "sms";

    /// <summary><see cref="ByEmail"/> or <see cref="BySms"/>; anything else counts as e-mail.</summary>
    public string? Way { get; set; }

    public string? Email { get; set; }
    public string? Phone { get; set; }

    /// <summary>The other way, for what fails by the chosen one: a mobile beside an e-mail address, an address beside a mobile.</summary>
    public string? Other { get; set; }

    /// <summary>Commune of residence: starts empty, and may stay so.</summary>
    public string? Commune { get; set; }

    public bool IsSms => Way == BySms;

    /// <summary>French numbers in their national form, as people type them.</summary>
    public static ContactInput From(Appointment hold) => new()
    {
        Way = hold.Contact?.IsBySms == true ? BySms : ByEmail,
        Email = hold.Contact?.Chosen.Email,
        Phone = National(hold.Contact?.Chosen.Phone),
        Other = hold.Contact?.IsBySms == true ? hold.Email : National(hold.Phone),
    };

    private static string? National(string? phone) =>
        phone?.StartsWith("+33", StringComparison.Ordinal) == true ? $"0{phone[3..]}" : phone;
}

using Creneau.Appointments;

namespace Creneau.Web.Pages.Shared.Forms;

/// <summary>The posted contact, as typed: one way of two is chosen, the other's field is ignored.</summary>
public sealed class ContactInput
{
    public const string ByEmail = "email";
    public const string BySms = "sms";

    /// <summary><see cref="ByEmail"/> or <see cref="BySms"/>; anything else counts as e-mail.</summary>
    public string? Way { get; set; }

    public string? Email { get; set; }
    public string? Phone { get; set; }

    /// <summary>Commune of residence: starts empty, and may stay so.</summary>
    public string? Commune { get; set; }

    public bool IsSms => Way == BySms;

    /// <summary>French numbers in their national form, as people type them.</summary>
    public static ContactInput From(Appointment hold) => new()
    {
        Way = hold.Phone is null ? ByEmail : BySms,
        Email = hold.Email,
        Phone = hold.Phone is { } phone && phone.StartsWith("+33", StringComparison.Ordinal) ? $"0{phone[3..]}" : hold.Phone,
    };
}

namespace Creneau.Web.Pages.Shared;

/// <summary>A body or person that the law requires to be named; an empty field is shown as « non renseigné ».</summary>
public sealed record LegalParty
{
    public string Name { get; init; } = "";
    public string Address { get; init; } = "";
    public string Phone { get; init; } = "";
    public string Email { get; init; } = "";
}

/// <summary>Section `Creneau:Legal`: who publishes, hosts and answers for the platform. For the legal pages and the footer.</summary>
public sealed record LegalSettings
{
    /// <summary>Publisher of the site; also named in the footer.</summary>
    public LegalParty Publisher { get; init; } = new();

    /// <summary>Directeur ou directrice de la publication.</summary>
    public string Director { get; init; } = "";

    public LegalParty Host { get; init; } = new();

    /// <summary>Who runs the platform for the communes (sous-traitant, article 28 of the GDPR).</summary>
    public LegalParty Processor { get; init; } = new();

    public LegalParty DataProtectionOfficer { get; init; } = new();
    public LegalParty AccessibilityContact { get; init; } = new();

    /// <summary>Day of the accessibility declaration.</summary>
    public DateOnly? DeclaredOn { get; init; }

    /// <summary>Number of the phone line, shown in the footer; empty: there is none.</summary>
    public string PhoneLine { get; init; } = "";
}

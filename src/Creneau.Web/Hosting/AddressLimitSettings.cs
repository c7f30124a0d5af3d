namespace Creneau.Web.Hosting;

/// <summary>Section `Creneau:AddressLimits`: requests of one network per ten minutes and node.</summary>
public sealed class AddressLimitSettings
{
    /// <summary>Slots taken.</summary>
    public int Holds { get; set; } = 40;

    /// <summary>Forms that send, check or use a code, or change an appointment.</summary>
    public int Codes { get; set; } = 60;

    /// <summary>Look-ups by reference and contact.</summary>
    public int LookUps { get; set; } = 20;

    /// <summary>
    /// Links of messages opened. High, since the customers of a mobile operator share a network and no link can be guessed.
    /// </summary>
    public int Links { get; set; } = 600;

    /// <summary>Drafts saved; a script saves one while somebody types.</summary>
    public int Drafts { get; set; } = 1200;

    /// <summary>Requests to the public API.</summary>
    public int Searches { get; set; } = 1200;
}

namespace Creneau.Web.Hosting;

/// <summary>Section `Creneau:AddressLimits`: requests of one network, or of one agent, per ten minutes and node.</summary>
public sealed class AddressLimitSettings
{
    /// <summary>Slots taken.</summary>
    public int Holds { get; set; } = 40;

    /// <summary>Forms that send, check or use a code, or change an appointment.</summary>
    public int Codes { get; set; } = 60;

    /// <summary>Look-ups by reference and contact.</summary>
    public int LookUps { get; set; } = 20;

    /// <summary>Arrivals noted at tablets of one town hall.</summary>
    public int Arrivals { get; set; } = 300;

    /// <summary>
    /// Links of messages opened. High, since the customers of a mobile operator share a network and no link can be guessed.
    /// </summary>
    public int Links { get; set; } = 600;

    /// <summary>Drafts saved; a script saves one while somebody types.</summary>
    public int Drafts { get; set; } = 1200;

    /// <summary>Requests to the public API.</summary>
    public int Searches { get; set; } = 1200;

    /// <summary>Tries to sign in, links of agents asked for or used: of all agents behind one network.</summary>
    public int SignIns { get; set; } = 120;

    /// <summary>Forms sent by one agent.</summary>
    public int AgentWrites { get; set; } = 600;

    /// <summary>Pages and data read by one agent; a screen reads its day again whenever something changes.</summary>
    public int AgentReads { get; set; } = 6000;
}

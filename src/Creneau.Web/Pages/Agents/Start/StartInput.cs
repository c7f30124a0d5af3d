namespace Creneau.Web.Pages.Agents.Start;

/// <summary>What the five steps are filled in with, as typed; each step posts its own part.</summary>
public sealed class StartInput
{
    public string? Name { get; set; }

    public string? Street { get; set; }

    public string? Postcode { get; set; }

    public string? City { get; set; }

    public string? Latitude { get; set; }

    public string? Longitude { get; set; }

    public bool Wheelchair { get; set; }

    public string? Notes { get; set; }

    /// <summary>Versions of what the form was opened with; null: it is made anew.</summary>
    public string? SeenNames { get; set; }

    public string? SeenPlace { get; set; }

    public string? SeenAccess { get; set; }

    public string? PlanningName { get; set; }

    /// <summary>Ids of the desks that are there, in the order of <see cref="DeskNames"/>; 0: a new one.</summary>
    public List<int> DeskIds { get; set; } = [];

    /// <summary>Names as they were shown.</summary>
    public List<string?> SeenDesks { get; set; } = [];

    /// <summary>Empty: none.</summary>
    public List<string?> DeskNames { get; set; } = [];

    /// <summary>Monday to Saturday.</summary>
    public List<DayInput> Days { get; set; } = [];

    /// <summary>How long one person takes.</summary>
    public string? Minutes { get; set; }

    public string? Horizon { get; set; }

    /// <summary>« 1/4 »: one start of four is kept for the counter; empty: none.</summary>
    public string? Share { get; set; }

    public string? Email { get; set; }

    public string? Role { get; set; }
}

/// <summary>The hours of one weekday; empty: closed.</summary>
public sealed class DayInput
{
    public string? MorningFrom { get; set; }

    public string? MorningTo { get; set; }

    public string? AfternoonFrom { get; set; }

    public string? AfternoonTo { get; set; }
}

namespace Creneau.Web.Pages.Agents.Queue;

/// <summary>A button of the queue: one step, posted with what it needs.</summary>
/// <param name="Handler">Of the page that notes it.</param>
/// <param name="Back">Address of the agenda that is shown again.</param>
/// <param name="Look">Class of the button.</param>
public sealed record QueueStep(string Handler, string Text, string Back, string Look = "btn-plain")
{
    public IReadOnlyList<(string Name, string Value)> Values { get; init; } = [];

    /// <summary>The key that presses it; null for none.</summary>
    public string? Key { get; init; }

    /// <summary>Said to screen readers: whom it is about.</summary>
    public string? About { get; init; }

    /// <summary>For how long it can be pressed; 0: always.</summary>
    public int ExpiresSeconds { get; init; }
}

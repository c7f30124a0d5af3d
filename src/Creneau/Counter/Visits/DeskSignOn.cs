namespace Creneau.Counter.Visits;

/// <summary>The one agent who calls to a desk, from when they took it until they leave it, or the night.</summary>
public sealed class DeskSignOn
{
    private DeskSignOn()
    {
    }

    /// <param name="date">The day at the town hall: it counts on that day alone.</param>
    internal DeskSignOn(int deskId, int agentId, DateOnly date, DateTime sinceUtc) =>
        (DeskId, AgentId, Date, SinceUtc) = (deskId, agentId, date, sinceUtc);

    public int DeskId { get; private set; }

    public int AgentId { get; private set; }

    public DateOnly Date { get; private set; }

    public DateTime SinceUtc { get; private set; }
}

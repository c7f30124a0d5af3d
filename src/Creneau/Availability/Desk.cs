namespace Creneau.Availability;

/// <summary>What can take one appointment at a time: a « dispositif de recueil », the mayor, the wedding room.</summary>
public sealed class Desk
{
    private Desk()
    {
    }

    public Desk(int siteId, int planningId, int rank, string name)
    {
        SiteId = siteId;
        PlanningId = planningId;
        Rank = rank;
        Name = name;
    }

    public int Id { get; private set; }
    public int SiteId { get; private set; }
    public int PlanningId { get; private set; }
    public int Rank { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>Counts every change that touches what can be booked here; the row is the lock of the desk.</summary>
    public long Revision { get; private set; }

    /// <summary>The revision of the last change to rules, closures or staffing; bookings leave it alone.</summary>
    public long ScheduleRevision { get; private set; }
}

namespace Creneau.Availability;

/// <summary>What can take one appointment at a time: a « dispositif de recueil », the mayor, the wedding room.</summary>
public sealed class Desk
{
    public const int LongestName = 60;
    private readonly List<DeskPlanning> _plannings = [];

    private Desk()
    {
    }

    public Desk(int siteId, string name)
    {
        SiteId = siteId;
        Name = name;
    }

    public int Id { get; private set; }

    public int SiteId { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>Counts every change that touches what can be booked here; the row is the lock of the desk.</summary>
    public long Revision { get; private set; }

    /// <summary>The revision of the last change to rules, closures or staffing; bookings leave it alone.</summary>
    public long ScheduleRevision { get; private set; }

    /// <summary>The plannings that use it, one or several; what one takes is taken for all.</summary>
    public IReadOnlyList<DeskPlanning> Plannings => _plannings;

    /// <param name="rank">Agents open the desks of a planning at a site in rising rank.</param>
    /// <param name="group">Ordinal of the planning's group of desks, 0 to 7: hall, officiant…</param>
    public Desk Serve(int planningId, int rank, int group = 0)
    {
        _plannings.Add(new DeskPlanning(planningId, rank, group));
        return this;
    }

    public void Rename(string name) => Name = name;

    /// <summary>Takes part in exactly these plannings; where it did before, it stays in its group.</summary>
    /// <param name="ranks">Rank by planning.</param>
    public void ServeExactly(IReadOnlyDictionary<int, int> ranks)
    {
        _plannings.RemoveAll(use => !ranks.ContainsKey(use.PlanningId));
        foreach (var (planningId, rank) in ranks)
        {
            if (_plannings.Find(use => use.PlanningId == planningId) is { } use)
            {
                use.SetRank(rank);
            }
            else
            {
                Serve(planningId, rank);
            }
        }
    }
}

/// <summary>One planning's use of a desk, with its own rank; opening rules name planning, site and desk.</summary>
public sealed class DeskPlanning
{
    private DeskPlanning()
    {
    }

    internal DeskPlanning(int planningId, int rank, int group) => (PlanningId, Rank, Group) = (planningId, rank, group);

    public int DeskId { get; private set; }

    public int PlanningId { get; private set; }

    public int Rank { get; private set; }

    /// <summary>Ordinal of the planning's group of desks, 0 to 7; a service takes one desk of each of its groups.</summary>
    public int Group { get; private set; }

    internal void SetRank(int rank) => Rank = rank;
}

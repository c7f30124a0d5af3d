namespace Creneau.Storage.Demonstration;

/// <summary>How large a demo is, and how full.</summary>
/// <param name="HorizonDays">Furthest day that can be booked, counted from today.</param>
/// <param name="FilledDays">Days from today on that have appointments already.</param>
public sealed record DemoScale(string Name, int HorizonDays, int FilledDays)
{
    /// <summary>The département: 42 town halls, 58 desks, eight weeks 70 to 95 % full.</summary>
    public static readonly DemoScale Department = new("department", 100, 56);

    /// <summary>For benchmarks: 2,600 town halls, 5,500 desks, 120 days about 60 % full. PostgreSQL only.</summary>
    public static readonly DemoScale France = new("france", 120, 120);
}

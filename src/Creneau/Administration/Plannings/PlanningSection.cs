using Creneau.Catalogue;

namespace Creneau.Administration.Plannings;

/// <summary>One section of how a planning is set.</summary>
public abstract record PlanningSection
{
    private protected PlanningSection()
    {
    }

    internal abstract string VersionOf(Planning planning);

    internal abstract FieldChecks Check();

    internal abstract string Apply(Planning planning);
}

/// <param name="Phone">Null: that of the site.</param>
public sealed record PlanningNames(string Name, string? Phone) : PlanningSection
{
    public const int LongestName = 100;

    public static PlanningNames From(Planning planning) => new(planning.Name, planning.Phone);

    internal override string VersionOf(Planning planning) => SectionVersion.Of(From(planning));

    internal override FieldChecks Check() =>
        new FieldChecks().Text(nameof(Name), Name, LongestName).Phone(nameof(Phone), TypedText.OrNull(Phone));

    internal override string Apply(Planning planning)
    {
        var before = From(planning);
        planning.Rename(Name.Trim());
        planning.SetPhone(TypedText.OrNull(Phone));
        return SectionVersion.Changes(before, From(planning));
    }
}

/// <summary>How short before and how far ahead the public books; when the next days open is part of the hours.</summary>
public sealed record PlanningWindow(int LeastNoticeMinutes, int HorizonDays) : PlanningSection
{
    public const int MostNoticeMinutes = 30 * 24 * 60;
    public const int MostDays = 730;

    public static PlanningWindow From(Planning planning) => new(planning.LeastNoticeMinutes, planning.HorizonDays);

    internal override string VersionOf(Planning planning) => SectionVersion.Of(From(planning));

    internal override FieldChecks Check() => new FieldChecks()
        .Range(nameof(LeastNoticeMinutes), LeastNoticeMinutes, 0, MostNoticeMinutes)
        .Range(nameof(HorizonDays), HorizonDays, 1, MostDays);

    internal override string Apply(Planning planning)
    {
        var before = From(planning);
        planning.SetWindow(planning.Window with { LeastNoticeMinutes = LeastNoticeMinutes, HorizonDays = HorizonDays });
        return SectionVersion.Changes(before, From(planning));
    }
}

/// <summary>Whether the public has to give a pre-request number.</summary>
public sealed record PlanningPreRequests(PreRequestPolicy Policy) : PlanningSection
{
    public static PlanningPreRequests From(Planning planning) => new(planning.PreRequest);

    internal override string VersionOf(Planning planning) => SectionVersion.Of(From(planning));

    internal override FieldChecks Check() => new FieldChecks().When(!Enum.IsDefined(Policy), nameof(Policy), FieldProblem.Unknown);

    internal override string Apply(Planning planning)
    {
        var before = From(planning);
        planning.AskForPreRequests(Policy);
        return SectionVersion.Changes(before, From(planning));
    }
}

/// <summary>How long before an appointment its contact is reminded.</summary>
public sealed record PlanningReminders(ReminderLeads Leads) : PlanningSection
{
    public static PlanningReminders From(Planning planning) => new(planning.Reminders);

    internal override string VersionOf(Planning planning) => SectionVersion.Of(From(planning));

    internal override FieldChecks Check() => new FieldChecks()
        .When(Leads.Minutes().Any(lead => !ReminderLeads.IsPossible(lead)), nameof(Leads), FieldProblem.Unknown)
        .Range(nameof(Leads), Leads.Minutes().Count, 0, ReminderLeads.Most);

    internal override string Apply(Planning planning)
    {
        var before = From(planning);
        planning.Remind(Leads);
        return SectionVersion.Changes(before, From(planning));
    }
}

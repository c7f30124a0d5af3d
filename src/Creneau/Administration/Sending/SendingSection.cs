using Creneau.Notifications.Rules;
using Creneau.Notifications.Sms;

namespace Creneau.Administration.Sending;

/// <summary>One section of how a town hall sends its messages; each is saved alone.</summary>
public abstract record SendingSection
{
    /// <summary>See <see cref="SectionVersion"/>.</summary>
    public abstract string VersionOf(SendingRules rules);

    internal abstract FieldChecks Check();

    /// <returns>What has changed, for the audit.</returns>
    internal abstract string Apply(SendingRules rules);

    private protected static string Changed<T>(T before, T after)
        where T : SendingSection => SectionVersion.Changes(before, after);
}

/// <summary>Between which hours messages leave that nobody waits for; minutes of the day.</summary>
public sealed record SendingHoursSection(int FromMinute, int ToMinute) : SendingSection
{
    public static SendingHoursSection From(SendingRules rules) => new(rules.FromMinute, rules.ToMinute);

    public override string VersionOf(SendingRules rules) => SectionVersion.Of(From(rules));

    internal override FieldChecks Check() => new FieldChecks()
        .Range(nameof(FromMinute), FromMinute, 0, 1439)
        .Range(nameof(ToMinute), ToMinute, 1, 1440)
        .When(ToMinute <= FromMinute, nameof(ToMinute), FieldProblem.Reversed);

    internal override string Apply(SendingRules rules)
    {
        var before = From(rules);
        rules.SetHours(new SendingHours(FromMinute, ToMinute));
        return Changed(before, this);
    }
}

/// <summary>Who an SMS seems to come from; empty: made from the commune's name.</summary>
public sealed record SendingSenderSection(string Sender) : SendingSection
{
    public static SendingSenderSection From(SendingRules rules) => new(rules.Sender);

    public override string VersionOf(SendingRules rules) => SectionVersion.Of(From(rules));

    internal override FieldChecks Check() =>
        new FieldChecks().When(Sender.Length > 0 && SenderName.Fault(Sender) is not null, nameof(Sender), FieldProblem.Unknown);

    internal override string Apply(SendingRules rules)
    {
        var before = From(rules);
        rules.SetSender(Sender);
        return Changed(before, this);
    }
}

/// <summary>Codes by SMS, and what they may cost in a day; cents.</summary>
public sealed record SendingCodesSection(bool BySms, int CentsPerDay) : SendingSection
{
    private const int Most = 1_000_00;

    public static SendingCodesSection From(SendingRules rules) => new(rules.CodesBySms, rules.CodeCentsPerDay);

    public override string VersionOf(SendingRules rules) => SectionVersion.Of(From(rules));

    internal override FieldChecks Check() => new FieldChecks().Range(nameof(CentsPerDay), CentsPerDay, 0, Most);

    internal override string Apply(SendingRules rules)
    {
        var before = From(rules);
        rules.SetCodes(BySms, CentsPerDay);
        return Changed(before, this);
    }
}

/// <summary>What SMS may cost in a month, in cents; null: nobody watches.</summary>
public sealed record SendingBudgetSection(int? Cents, bool Stops) : SendingSection
{
    private const int Most = 100_000_00;

    public static SendingBudgetSection From(SendingRules rules) => new(rules.BudgetCents, rules.StopsAtBudget);

    public override string VersionOf(SendingRules rules) => SectionVersion.Of(From(rules));

    internal override FieldChecks Check() => new FieldChecks().Range(nameof(Cents), Cents, 1, Most);

    internal override string Apply(SendingRules rules)
    {
        var before = From(rules);
        rules.SetBudget(Cents, Stops);
        return Changed(before, this);
    }
}

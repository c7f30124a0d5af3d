using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Creneau.Notifications.Rules;

/// <summary>How one town hall sends: hours, sender, codes by SMS, what it may cost. A town hall without a row has the usual ones.</summary>
public sealed class SendingRules
{
    /// <summary>What codes by SMS may cost a town hall in one day before they go by e-mail alone, in cents.</summary>
    public const int UsualDayCents = 2_000;

    private SendingRules()
    {
    }

    public SendingRules(int townHallId) => TownHallId = townHallId;

    public int TownHallId { get; private set; }

    public int FromMinute { get; private set; } = SendingHours.Usual.FromMinute;
    public int ToMinute { get; private set; } = SendingHours.Usual.ToMinute;

    /// <summary>Shown instead of a number; empty: made from the commune's name.</summary>
    public string Sender { get; private set; } = "";

    /// <summary>Whether a citizen may have the code by SMS.</summary>
    public bool CodesBySms { get; private set; } = true;

    public int CodeCentsPerDay { get; private set; } = UsualDayCents;

    /// <summary>What SMS may cost in one month; null: nobody watches.</summary>
    public int? BudgetCents { get; private set; }

    /// <summary>The budget spent, only codes go by SMS; else it is a warning.</summary>
    public bool StopsAtBudget { get; private set; }

    public SendingHours Hours => new(FromMinute, ToMinute);

    public void SetHours(SendingHours hours) => (FromMinute, ToMinute) = (hours.FromMinute, hours.ToMinute);

    public void SetSender(string sender) => Sender = sender;

    public void SetCodes(bool bySms, int centsPerDay) => (CodesBySms, CodeCentsPerDay) = (bySms, centsPerDay);

    public void SetBudget(int? cents, bool stops) => (BudgetCents, StopsAtBudget) = (cents, stops && cents is not null);

    /// <returns>Those of the town hall, not to be changed.</returns>
    public static async Task<SendingRules> OfAsync(CreneauDb db, int townHallId, CancellationToken ct) =>
        await db.SendingRules.AsNoTracking().SingleOrDefaultAsync(rules => rules.TownHallId == townHallId, ct)
        ?? new SendingRules(townHallId);
}

internal sealed class SendingRulesMap : IEntityTypeConfiguration<SendingRules>
{
    public void Configure(EntityTypeBuilder<SendingRules> builder)
    {
        builder.ToTable("sending_rules", table => table.HasCheckConstraint(
            "ck_sending_rules_hours", "from_minute >= 0 AND from_minute < to_minute AND to_minute <= 1440"));
        builder.HasKey(rules => rules.TownHallId);
        builder.Property(rules => rules.TownHallId).ValueGeneratedNever();
        builder.Property(rules => rules.Sender).HasMaxLength(11);
    }
}

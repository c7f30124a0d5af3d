namespace Creneau.Notifications.Texts;

/// <summary>What a text is for, as who writes it sees it: the number is stored.</summary>
public enum TextPurpose : short
{
    Code = 0,
    Confirmation = 1,

    /// <summary>Another date, place or people.</summary>
    Change = 2,

    CancelledByPerson = 3,

    /// <summary>With what the town hall offers instead.</summary>
    CancelledByTownHall = 4,

    /// <summary>Some time before the appointment, with three answers.</summary>
    Reminder = 5,

    /// <summary>To an agent: set a password and join a town hall.</summary>
    Invitation = 6,
}

/// <summary>Which text, of whom.</summary>
/// <param name="TownHallId">0: the platform's.</param>
/// <param name="PlanningId">0: of all plannings.</param>
/// <param name="Language">"fr" or "en".</param>
public readonly record struct TextKey(int TownHallId, int PlanningId, TextPurpose Purpose, MessageChannel Channel, string Language)
{
    /// <summary>The texts that may stand for it, the nearest first: the planning's, the town hall's, the platform's.</summary>
    public IEnumerable<TextKey> FromNearest()
    {
        yield return this;
        if (PlanningId != 0)
        {
            yield return this with { PlanningId = 0 };
        }

        if (TownHallId != 0)
        {
            yield return this with { TownHallId = 0, PlanningId = 0 };
        }
    }
}

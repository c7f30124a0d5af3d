namespace Creneau.OnePerPerson;

/// <summary>What may be asked and told about people who have an appointment (rule 4); settings under `Creneau:Limits`.</summary>
public sealed class DuplicateLimits
{
    /// <summary>People of whom one contact, and one network, is told a day that they have an appointment already.</summary>
    public int DuplicateAnswersPerDay { get; set; } = 3;

    /// <summary>
    /// Different people about whom one contact may ask a day, by booking for them, correcting or adding them: that somebody
    /// has no appointment is an answer as well.
    /// </summary>
    public int PeopleAskedPerContactAndDay { get; set; } = 24;

    /// <summary>People of whom one agent is told a day that they have an appointment elsewhere.</summary>
    public int DuplicateAnswersPerAgentAndDay { get; set; } = 20;

    /// <summary>Messages a day to one contact that somebody tried to book for a person of theirs.</summary>
    public int WarningsPerContactAndDay { get; set; } = 3;
}

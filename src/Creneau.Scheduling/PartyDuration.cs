namespace Creneau.Scheduling;

/// <summary>Minutes that a service takes.</summary>
/// <param name="First">For the first person of an appointment.</param>
/// <param name="Further">For each further person.</param>
public readonly record struct ServiceMinutes(int First, int Further);

/// <summary>How long an appointment of several persons takes: rule 1 of the domain.</summary>
public static class PartyDuration
{
    /// <summary>The largest number of persons in one appointment.</summary>
    public const int MostPeople = 6;

    /// <summary>
    /// The person with the largest <see cref="ServiceMinutes.First"/> counts as first, every other with their own
    /// <see cref="ServiceMinutes.Further"/>. The order of the persons does not matter: among equal firsts the one with
    /// the largest further counts as first, which gives the shortest sum.
    /// </summary>
    /// <param name="people">One entry per person, 1 to 6.</param>
    /// <returns>Minutes, not yet rounded to the step of an opening.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No person, or more than six.</exception>
    public static int Minutes(ReadOnlySpan<ServiceMinutes> people)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(people.Length, 1, nameof(people));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(people.Length, MostPeople, nameof(people));
        var first = people[0];
        var further = 0;
        foreach (var person in people)
        {
            further += person.Further;
            if ((person.First, person.Further).CompareTo((first.First, first.Further)) > 0)
            {
                first = person;
            }
        }

        return further - first.Further + first.First;
    }
}

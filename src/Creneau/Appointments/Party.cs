namespace Creneau.Appointments;

/// <summary>The people of an appointment as a list that changes.</summary>
public static class Party
{
    /// <summary>The same people, numbered anew from 0.</summary>
    public static IReadOnlyList<Applicant> Renumbered(IEnumerable<Applicant> people)
    {
        var numbered = people.OrderBy(applicant => applicant.Ordinal).ToList();
        for (var i = 0; i < numbered.Count; i++)
        {
            numbered[i].SetOrdinal(i);
        }

        return numbered;
    }
}

using Creneau.Agents;
using Creneau.Appointments;
using Creneau.Appointments.Notes;
using Creneau.Storage.Demonstration;
using Microsoft.EntityFrameworkCore;

namespace Creneau.Demo;

/// <summary>Notes of the demonstration's agents on some appointments of the next days.</summary>
internal static class DemoNotes
{
    private const int PerTownHall = 6;
    private const int Days = 10;

    private static readonly string[] Texts =
    [
        "Vient avec une poussette : guichet du fond.",
        "Fauteuil roulant, entrée par la cour.",
        "Malentendante : parler en face.",
        "Rappeler le timbre fiscal, oublié la dernière fois.",
        "Demande s’il peut venir avec son fils de 17 ans.",
        "Préfère être rappelé l’après-midi.",
    ];

    /// <summary>Where agents have joined; the accounts were added before.</summary>
    public static async Task AddAsync(DemoRun run, CancellationToken ct)
    {
        var db = run.Db;
        var agents = await db.AgentMemberships.AsNoTracking().Include(row => row.Agent)
            .Where(row => row.TownHallId != null && row.Role != AgentRole.RelayAgent)
            .OrderBy(row => row.Id).ToListAsync(ct);
        foreach (var agent in agents.DistinctBy(row => row.TownHallId))
        {
            var last = run.Today.AddDays(Days);
            var ids = await db.Appointments
                .Where(row => row.TownHallId == agent.TownHallId && row.Date >= run.Today && row.Date <= last)
                .OrderBy(row => row.Date).ThenBy(row => row.StartMinute).ThenBy(row => row.Id).Select(row => row.Id).ToListAsync(ct);
            for (var note = 0; note < PerTownHall && ids.Count > 0; note++)
            {
                var id = ids[run.Random.Next(ids.Count)];
                ids.Remove(id);
                var writtenUtc = run.NowUtc.AddHours(-note - 1);
                db.Add(new AppointmentNote(id, agent.AgentId, agent.Agent.Name, Texts[note % Texts.Length], writtenUtc));
            }
        }
    }
}

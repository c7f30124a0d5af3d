using Creneau.Storage.Checks;

namespace Creneau.OnePerPerson.Checks;

/// <summary>I6: claims lie in the database as keyed hashes only.</summary>
internal sealed class ClaimSecrets : IInvariantCheck
{
    public string Invariant => "I6";

    public async Task RunAsync(Rows rows, DateTime nowUtc, CancellationToken ct)
    {
        await rows.NoneAsync(
            "claim that is no hash in", $"SELECT appointment_id AS id FROM person_claim WHERE {Rows.NoHash("key_hash")}", ct);
        await rows.CountAsync("claims", "person_claim", ct);
    }
}

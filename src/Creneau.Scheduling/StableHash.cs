namespace Creneau.Scheduling;

/// <summary>
/// A 64-bit hash that depends on the values alone: not on process, machine or version of the runtime, as <see
/// cref="HashCode"/> does.
/// </summary>
internal static class StableHash
{
    internal const ulong Seed = 0x6372_656E_6561_7531UL;

    /// <summary>Mixes one value into a hash; the order of the values counts.</summary>
    internal static ulong Add(ulong hash, ulong value)
    {
        var mixed = (hash ^ value) * 0x9E37_79B9_7F4A_7C15UL;
        mixed = (mixed ^ (mixed >> 32)) * 0xD6E8_FEB8_6659_FD93UL;
        return mixed ^ (mixed >> 29);
    }
}

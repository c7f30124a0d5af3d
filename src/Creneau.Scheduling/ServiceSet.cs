using System.Numerics;

namespace Creneau.Scheduling;

/// <summary>Services of one planning, by their local index 0 to 63. <c>default</c> is the empty set.</summary>
/// <param name="Bits">Bit i stands for the service with the local index i.</param>
public readonly record struct ServiceSet(ulong Bits)
{
    /// <summary>Number of services that a planning can have.</summary>
    public const int Capacity = 64;

    /// <summary>All 64 indexes.</summary>
    public static ServiceSet All => new(ulong.MaxValue);

    /// <summary>True when no service is in the set.</summary>
    public bool IsEmpty => Bits == 0;

    /// <summary>Number of services in the set.</summary>
    public int Count => BitOperations.PopCount(Bits);

    /// <summary>The services with these local indexes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is not 0 to 63.</exception>
    public static ServiceSet Of(params ReadOnlySpan<int> indexes)
    {
        var bits = 0UL;
        foreach (var index in indexes)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index, nameof(indexes));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Capacity, nameof(indexes));
            bits |= 1UL << index;
        }

        return new(bits);
    }

    /// <summary>Services in either.</summary>
    public static ServiceSet operator |(ServiceSet left, ServiceSet right) => new(left.Bits | right.Bits);

    /// <summary>Same as <c>|</c>, for languages without operators.</summary>
    public ServiceSet BitwiseOr(ServiceSet other) => this | other;

    /// <summary>Whether one service is in the set; false for an index that is not 0 to 63.</summary>
    public bool Contains(int index) => (uint)index < Capacity && (Bits >> index & 1) != 0;

    /// <summary>Whether all services of another set are in this one; true for the empty set.</summary>
    public bool Contains(ServiceSet others) => (others.Bits & ~Bits) == 0;
}

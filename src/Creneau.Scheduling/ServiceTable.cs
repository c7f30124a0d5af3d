using System.Numerics;

namespace Creneau.Scheduling;

/// <summary>The services of one planning, looked up by kind and by local index, and what each desk group has to serve.</summary>
internal sealed class ServiceTable
{
    private readonly sbyte[] _indexOfKind = new sbyte[ServiceSet.Capacity];
    private readonly SiteService[] _byIndex;
    private readonly ServiceSet[] _notOfGroup = new ServiceSet[DeskView.MostGroups];
    private readonly bool _hasHidden;

    /// <summary>A table of services; of two with the same kind or the same local index the last one counts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A kind is not -1 to 63, a local index is not 0 to 63, or a service has no group.
    /// </exception>
    internal ServiceTable(IReadOnlyList<SiteService> services)
    {
        Array.Fill(_indexOfKind, (sbyte)-1);
        _byIndex = new SiteService[services.Select(service => service.LocalIndex + 1).DefaultIfEmpty().Max()];
        foreach (var service in services)
        {
            Add(service);
        }

        _hasHidden = services.Any(service => (service.BeforeMinutes | service.AfterMinutes) != 0);
    }

    /// <summary>The local index of each kind, see <see cref="SitePlan.TryServicesOf"/>.</summary>
    internal bool TryIndexesOf(ReadOnlySpan<int> kinds, Span<int> localIndexes)
    {
        for (var i = 0; i < kinds.Length; i++)
        {
            var index = (uint)kinds[i] < ServiceSet.Capacity ? _indexOfKind[kinds[i]] : -1;
            if (index < 0)
            {
                return false;
            }

            localIndexes[i] = index;
        }

        return true;
    }

    /// <summary>What persons come to, see <see cref="SitePlan.TryAskServices"/>.</summary>
    internal bool TryAsk(ReadOnlySpan<int> localIndexes, bool atCounter, out Ask ask)
    {
        ask = default;
        if (localIndexes.Length is < 1 or > PartyDuration.MostPeople)
        {
            return false;
        }

        Span<ServiceMinutes> people = stackalloc ServiceMinutes[localIndexes.Length];
        var (services, groups) = (0UL, 0);
        for (var i = 0; i < people.Length; i++)
        {
            var service = (uint)localIndexes[i] < (uint)_byIndex.Length ? _byIndex[localIndexes[i]] : default;
            if (service.Groups == 0 || (service.CounterOnly && !atCounter))
            {
                return false;
            }

            services |= 1UL << localIndexes[i];
            groups |= service.Groups;
            people[i] = service.Minutes;
        }

        ask = WithHidden(new(new(services), PartyDuration.Minutes(people), atCounter, (byte)groups));
        return true;
    }

    /// <summary>
    /// What a desk of one group must serve: the asked services that need the group, for the minutes of all, and their own
    /// hidden minutes.
    /// </summary>
    internal Ask At(int group, in Ask ask) => WithHidden(ask with { Services = new(ask.Services.Bits & ~_notOfGroup[group].Bits) });

    /// <summary>The longest hidden minutes of the asked services: people are received together.</summary>
    private Ask WithHidden(in Ask ask)
    {
        if (!_hasHidden)
        {
            return ask;
        }

        var (before, after) = (0, 0);
        for (var rest = ask.Services.Bits; rest != 0; rest &= rest - 1)
        {
            ref readonly var service = ref _byIndex[BitOperations.TrailingZeroCount(rest)];
            (before, after) = (Math.Max(before, service.BeforeMinutes), Math.Max(after, service.AfterMinutes));
        }

        return ask with { BeforeMinutes = before, AfterMinutes = after };
    }

    private void Add(SiteService service)
    {
        ArgumentOutOfRangeException.ThrowIfZero(service.Groups);
        var bit = ServiceSet.Of(service.LocalIndex);
        if (service.Kind != SiteService.NoKind)
        {
            _ = ServiceSet.Of(service.Kind);
            _indexOfKind[service.Kind] = (sbyte)service.LocalIndex;
        }

        _byIndex[service.LocalIndex] = service;
        for (var group = 0; group < _notOfGroup.Length; group++)
        {
            _notOfGroup[group] |= service.Needs(group) ? default : bit;
        }
    }
}

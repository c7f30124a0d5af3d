namespace Creneau.Catalogue;

/// <summary>The kinds of services that the platform knows, as loaded.</summary>
public sealed class ServiceKinds
{
    private readonly Dictionary<string, ServiceKind> _byCode;

    public ServiceKinds(IEnumerable<ServiceKind> kinds)
    {
        All = [.. kinds.OrderBy(kind => kind.Id)];
        _byCode = All.ToDictionary(kind => kind.Code, StringComparer.Ordinal);
    }

    /// <summary>In the order of their numbers.</summary>
    public IReadOnlyList<ServiceKind> All { get; }

    /// <returns>The kind, or null for anything that is not exactly one of the codes.</returns>
    public ServiceKind? Find(string? code) => code is null ? null : _byCode.GetValueOrDefault(code);
}

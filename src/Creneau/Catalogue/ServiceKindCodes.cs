namespace Creneau.Catalogue;

/// <summary>The short codes of the kinds in addresses, forms and files.</summary>
public static class ServiceKindCodes
{
    public static IReadOnlyList<ServiceKind> All { get; } = [ServiceKind.IdCard, ServiceKind.Passport, ServiceKind.IdCardAndPassport, ServiceKind.Collection];

    public static string Code(this ServiceKind kind) => kind switch
    {
        ServiceKind.IdCard => "cni",
        ServiceKind.Passport => "passport",
        ServiceKind.IdCardAndPassport => "cni-passport",
        ServiceKind.Collection => "collection",
    };

    /// <returns>The kind, or null for anything that is not exactly one of the codes.</returns>
    public static ServiceKind? Parse(string? code) => code switch
    {
        "cni" => ServiceKind.IdCard,
        "passport" => ServiceKind.Passport,
        "cni-passport" => ServiceKind.IdCardAndPassport,
        "collection" => ServiceKind.Collection,
        _ => null,
    };
}

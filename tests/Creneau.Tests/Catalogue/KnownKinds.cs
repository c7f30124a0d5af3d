using Creneau.Catalogue;

namespace Creneau.Tests.Catalogue;

/// <summary>The kinds of services that every database begins with, without a database.</summary>
internal static class KnownKinds
{
    public static ServiceKinds All { get; } =
        new([ServiceKind.IdCard, ServiceKind.Passport, ServiceKind.IdCardAndPassport, ServiceKind.Collection]);
}

using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Creneau.Tests.Architecture;

/// <summary>What a built assembly of Créneau names, read from its metadata: razor pages and generated code included.</summary>
internal static class Assemblies
{
    public static readonly string[] BelowTheDoors =
        ["Creneau.Scheduling", "Creneau", "Creneau.Storage.Sqlite", "Creneau.Storage.Postgres"];

    /// <summary>Every assembly of src that is there: Voice arrives later.</summary>
    public static IEnumerable<string> All =>
        Directory.GetFiles(AppContext.BaseDirectory, "Creneau*.dll").Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => !name.StartsWith("Creneau.Test", StringComparison.Ordinal));

    public static IEnumerable<Type> Types => All.SelectMany(name => Assembly.Load(name).GetTypes())
        .Where(type => !type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), inherit: false));

    /// <summary>The types of other assemblies that it uses, as <c>Namespace.Name</c>.</summary>
    public static IReadOnlyList<string> TypesUsedBy(string assembly) => Read(assembly, metadata =>
        metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}"));

    /// <summary>The methods, properties and fields of other assemblies that it uses.</summary>
    public static IReadOnlyList<string> MembersUsedBy(string assembly) => Read(assembly, metadata =>
        metadata.MemberReferences.Select(metadata.GetMemberReference).Select(member => metadata.GetString(member.Name)));

    public static IReadOnlyList<string> AssembliesUsedBy(string assembly) => Read(assembly, metadata =>
        metadata.AssemblyReferences.Select(metadata.GetAssemblyReference).Select(other => metadata.GetString(other.Name)));

    private static string[] Read(string assembly, Func<MetadataReader, IEnumerable<string>> names)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll")));
        return [.. names(file.GetMetadataReader()).Distinct().Order()];
    }
}

using System.Reflection;
using Creneau.TestKit;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Architecture;

/// <summary>Scheduling ← Creneau ← the doors, and nothing in src knows the tests.</summary>
public sealed class ArrowTests
{
    private static readonly string[] Outside =
    [
        "System.IO.",
        "System.Net.",
        "System.Data.",
        "System.Diagnostics.Process",
        "System.Threading.",
    ];
    private static readonly string[] Pages =
        [
            "Microsoft.AspNetCore.Http",
            "Microsoft.AspNetCore.Mvc",
            "Microsoft.AspNetCore.Html",
            "Microsoft.AspNetCore.Razor",
            "Microsoft.AspNetCore.Routing",
        ];
    private static readonly string[] TestTools = ["xunit", "Shouldly", "Creneau.TestKit", "Creneau.Tests"];

    [Fact]
    public void The_engine_has_no_package_and_no_other_project()
    {
        var project = Checkout.Read("src/Creneau.Scheduling/Creneau.Scheduling.csproj");

        project.ShouldNotContain("Reference Include");
        Assemblies.AssembliesUsedBy("Creneau.Scheduling").ShouldAllBe(name => name.StartsWith("System.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_engine_reads_no_file_no_network_and_no_clock_and_waits_for_nothing() =>
        Assemblies.TypesUsedBy("Creneau.Scheduling")
            .Where(type => StartsWithAny(type, Outside) || type == "System.TimeProvider" || IsTask(type)).ShouldBeEmpty();

    [Fact]
    public void Below_the_doors_nothing_names_requests_or_pages() =>
        Assemblies.BelowTheDoors
            .SelectMany(name => Assemblies.TypesUsedBy(name).Where(type => StartsWithAny(type, Pages)).Select(type => $"{name}: {type}"))
            .ShouldBeEmpty();

    [Fact]
    public void The_doors_save_nothing_themselves() =>
        Assemblies.All.Except(Assemblies.BelowTheDoors)
            .SelectMany(name =>
                Assemblies.MembersUsedBy(name)
                    .Where(member => member.StartsWith("SaveChanges", StringComparison.Ordinal))
                    .Select(member => $"{name}: {member}"))
            .ShouldBeEmpty();

    [Fact]
    public void Nothing_in_src_knows_the_tests()
    {
        Assemblies.All
            .SelectMany(name =>
                Assemblies.AssembliesUsedBy(name).Where(other => StartsWithAny(other, TestTools)).Select(other => $"{name}: {other}"))
            .ShouldBeEmpty();
        Checkout.Files("src").Where(file => file.EndsWith(".csproj", StringComparison.Ordinal))
            .Where(file => Checkout.Read(file).Contains("/tests/", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    /// <summary>Steps that two capabilities share are functions of the engine or methods on the context; storage is none.</summary>
    [Fact]
    public void A_use_case_takes_no_use_case_of_another_capability() =>
        UseCases().SelectMany(useCase => useCase.GetConstructors().SelectMany(constructor => constructor.GetParameters())
            .Where(parameter => IsUseCase(parameter.ParameterType) && parameter.ParameterType.Namespace != useCase.Namespace)
            .Select(parameter => $"{useCase} takes {parameter.ParameterType}")).ShouldBeEmpty();

    private static IEnumerable<Type> UseCases() => Assembly.Load("Creneau").GetTypes().Where(IsUseCase);

    private static bool IsUseCase(Type type) =>
        type.Assembly.GetName().Name == "Creneau" && type.Namespace != "Creneau.Storage"
        && type.GetMethod("RunAsync", BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly) is not null;

    private static bool IsTask(string type) => type.StartsWith("System.Threading.Tasks.Task", StringComparison.Ordinal);

    private static bool StartsWithAny(string name, string[] beginnings) =>
        Array.Exists(beginnings, beginning => name.StartsWith(beginning, StringComparison.Ordinal));
}

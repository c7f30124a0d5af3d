using System.Text.RegularExpressions;
using System.Xml.Linq;
using Creneau.TestKit;
using Shouldly;
using Xunit;

namespace Creneau.Tests.Architecture;

/// <summary>What the audit page calls the operations: each that a use case can note has a text, and no text is left over.</summary>
public sealed partial class AuditTextTests
{
    private const string Prefix = "Op_";

    [Fact]
    public void Each_operation_has_a_text_and_each_text_an_operation()
    {
        var noted = Checkout.Files("src/Creneau").Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file => OperationsIn(Checkout.Read(file))).Distinct().ToList();

        noted.Count.ShouldBeGreaterThan(30);
        Named().ShouldBe(noted, ignoreOrder: true);
    }

    [Theory]
    [InlineData("transactions.RunAsync(actor, \"desk-close\", async", "desk-close")]
    [InlineData("transactions.RunAsync<SignInOutcome?>(ActorOf(visitor, known), \"sign-in\", async", "sign-in")]
    [InlineData("FormKey.Of(keys, \"book\", actor, formId)", "book")]
    [InlineData("private const string Operation = \"search\";", "search")]
    [InlineData("new AuditEntry(\"agent-invite\", subject)", "agent-invite")]
    [InlineData("transactions.RunAsync(Actor.Platform, \"expire-hold\", async", null)]
    public void An_operation_is_found_however_it_is_written(string code, string? operation) =>
        OperationsIn(code).ShouldBe(operation is null ? [] : [operation]);

    private static IEnumerable<string> OperationsIn(string code) =>
        Operation().Matches(code).Select(match => match.Groups["name"].Value);

    private static IEnumerable<string> Named() =>
        XDocument.Parse(Checkout.Read("src/Creneau.Web/Pages/Agents/Audit/AuditTexts.resx")).Root!.Elements("data")
            .Select(data => data.Attribute("name")!.Value)
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]);

    /// <summary>What jobs of the platform do is not audited.</summary>
    [GeneratedRegex(
        """
        (?:\bRunAsync(?:<[\w<>?,\s]+>)?\(\s*(?!Actor\.Platform\b)\w+(?:\([^()]*\))?,\s*
            |\bFormKey\.Of\(\s*\w+,\s*|\bAuditEntry\(\s*|\bAppointmentAudit\.Of\(\s*|\bconst\s+string\s+Operation\s*=\s*)
        "(?<name>[a-z][a-z-]*)"
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Operation();
}

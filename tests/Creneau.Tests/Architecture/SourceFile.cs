using Creneau.TestKit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Creneau.Tests.Architecture;

/// <summary>A C# file of the checkout and what it declares.</summary>
internal sealed class SourceFile
{
    private static readonly string[] Rooms = ["src", "tests", "bench"];
    private static readonly Lazy<IReadOnlyList<SourceFile>> Read = new(() =>
        [.. Rooms.SelectMany(Checkout.Files).Where(IsWritten).Select(path => Parse(path, Checkout.Read(path)))]);

    private readonly CompilationUnitSyntax _code;

    private SourceFile(string path, string text)
    {
        Path = path;
        _code = CSharpSyntaxTree.ParseText(text).GetCompilationUnitRoot();
    }

    /// <summary>Every file written by hand, migrations left out.</summary>
    public static IReadOnlyList<SourceFile> All => Read.Value;

    /// <summary>A file that need not exist.</summary>
    public static SourceFile Parse(string path, string text) => new(path, text);

    public string Path { get; }

    public string Folder => Path[..Path.LastIndexOf('/')];

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public int Lines => _code.GetText().Lines.Count;

    public string? Namespace => _code.Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString();

    /// <summary>What its folder asks for: <c>src/Creneau.Web/Pages/Index.cshtml.cs</c> is in Creneau.Web.Pages.</summary>
    public string NamespaceOfFolder => string.Join('.', Path.Split('/')[1..^1]);

    public IEnumerable<string> TypeNames =>
        _code.DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Select(type => type.Identifier.Text);

    public bool HasRegion => _code.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.RegionDirectiveTrivia));

    public bool SaysWhyItIsLong => SaysWhy(_code.GetFirstToken());

    public IEnumerable<(string Name, int Lines, bool SaysWhy)> Methods =>
        _code.DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
            .Select(method => (NameOf(method), LinesOf(method), SaysWhy(method.GetFirstToken())));

    /// <summary>Numbers of the lines that are longer than a number of characters.</summary>
    public IEnumerable<int> LinesLongerThan(int characters) =>
        _code.GetText().Lines.Where(line => line.End - line.Start > characters).Select(line => line.LineNumber + 1);

    /// <summary>
    /// Methods with the number of their parameters; constructors are left out, since services get their dependencies
    /// there.
    /// </summary>
    public IEnumerable<(string Name, int Count)> Parameters =>
        _code.DescendantNodes()
            .OfType<MethodDeclarationSyntax>()
            .Select(method => (method.Identifier.Text, method.ParameterList.Parameters.Count));

    /// <summary>Public classes with a public method RunAsync that is told who acts, and the docstring of that method.</summary>
    public IEnumerable<(string Name, string Docstring)> UseCases =>
        from type in _code.DescendantNodes().OfType<ClassDeclarationSyntax>()
        where IsPublic(type)
        from run in type.Members.OfType<MethodDeclarationSyntax>()
        where run.Identifier.Text == "RunAsync" && IsPublic(run) && run.ParameterList.Parameters.Any(IsActor)
        select (type.Identifier.Text, run.GetLeadingTrivia().ToFullString());

    public override string ToString() => Path;

    private static bool IsActor(ParameterSyntax parameter) => parameter.Type?.ToString() == "Actor";

    private static bool IsPublic(MemberDeclarationSyntax member) => member.Modifiers.Any(SyntaxKind.PublicKeyword);

    // From its signature to its last brace: the docstring above is not counted.
    private static int LinesOf(BaseMethodDeclarationSyntax method)
    {
        var span = method.SyntaxTree.GetLineSpan(method.Span);
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static bool SaysWhy(SyntaxToken first) =>
        first.LeadingTrivia.ToFullString().Contains("// Long because ", StringComparison.Ordinal);

    private static string NameOf(BaseMethodDeclarationSyntax method) => method switch
    {
        MethodDeclarationSyntax named => named.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        _ => "operator",
    };

    private static bool IsWritten(string path) =>
        path.EndsWith(".cs", StringComparison.Ordinal)
        && !path.EndsWith(".g.cs", StringComparison.Ordinal)
        && !path.EndsWith(".Designer.cs", StringComparison.Ordinal)
        && !path.Contains("/Migrations/", StringComparison.Ordinal);
}

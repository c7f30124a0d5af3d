namespace Creneau.TestKit;

/// <summary>The checkout that the tests were built from.</summary>
public static class Checkout
{
    private static readonly string[] NotSources =
        [".git", ".vs", ".idea", "bin", "obj", "node_modules", "built", "data", "artifacts"];

    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Debug or Release, as these tests were built: <c>…/bin/Release/net10.0/</c>.</summary>
    public static string Configuration { get; } =
        new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A folder under <c>artifacts/</c>, made when it is missing; what tests leave to be looked at.</summary>
    public static string Artifacts(string name) => Directory.CreateDirectory(PathOf("artifacts", name)).FullName;

    /// <summary>Every source file below <paramref name="folder"/>, relative to the root, with forward slashes.</summary>
    public static IEnumerable<string> Files(string folder = "") =>
        Walk(new DirectoryInfo(PathOf(folder))).Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'));

    public static string Read(string relativePath) => File.ReadAllText(PathOf(relativePath));

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder) =>
        folder.EnumerateFiles()
            .Where(file => !NotSources.Contains(file.Name))
            .Concat(folder.EnumerateDirectories().Where(IsSource).SelectMany(Walk));

    private static bool IsSource(DirectoryInfo folder) =>
        !NotSources.Contains(folder.Name) && folder.LinkTarget is null;

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "Creneau.slnx"))
            ? folder
            : FindRoot(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Not inside a checkout of Créneau."));
}

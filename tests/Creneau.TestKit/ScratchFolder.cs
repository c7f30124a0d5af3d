namespace Creneau.TestKit;

/// <summary>A new folder for one test, removed when disposed, or after the end of this process, however it ended.</summary>
public sealed class ScratchFolder : IDisposable
{
    private readonly LastWill _lastWill;

    private ScratchFolder(string path) =>
        (Path, _lastWill) = (path, LastWill.Write("""rm -rf "$1" """, path));

    public string Path { get; }

    /// <param name="purpose">A word for whoever finds it while the test runs.</param>
    public static ScratchFolder New(string purpose) =>
        new(Directory.CreateTempSubdirectory($"creneau-{purpose}-").FullName);

    /// <returns>The path of <paramref name="name"/> inside.</returns>
    public string At(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => _lastWill.Dispose();
}

namespace Creneau.TestKit;

/// <summary>A new folder for one test, removed when disposed, or after the end of this process, however it ended.</summary>
public sealed class ScratchFolder : IDisposable
{
    /// <summary>One shell waits for the end of this process, not one for each folder.</summary>
    private static readonly Lazy<(string Path, LastWill Removed)> Root = new(MakeRoot);
    private static int _made;

    private ScratchFolder(string path) => Path = path;

    public string Path { get; }

    /// <param name="purpose">A word for whoever finds it while the test runs.</param>
    public static ScratchFolder New(string purpose)
    {
        var path = System.IO.Path.Combine(Root.Value.Path, $"{purpose}-{Interlocked.Increment(ref _made)}");
        return new ScratchFolder(Directory.CreateDirectory(path).FullName);
    }

    /// <returns>The path of <paramref name="name"/> inside.</returns>
    public string At(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A second call does nothing.</summary>
    public void Dispose()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }

    private static (string Path, LastWill Removed) MakeRoot()
    {
        var path = Directory.CreateTempSubdirectory("creneau-tests-").FullName;
        return (path, LastWill.Write("""rm -rf "$1" """, path));
    }
}

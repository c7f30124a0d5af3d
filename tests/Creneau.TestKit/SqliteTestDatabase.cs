using Microsoft.Data.Sqlite;

namespace Creneau.TestKit;

internal sealed class SqliteTestDatabase(ScratchFolder folder, string connectionString)
    : TestDatabase(DatabaseProvider.Sqlite, folder, connectionString)
{
    private const string Name = "creneau.db";

    public static SqliteTestDatabase Empty()
    {
        var folder = ScratchFolder.New("town");
        return new SqliteTestDatabase(folder, $"Data Source={folder.At(Name)}");
    }

    /// <exception cref="InvalidOperationException">Somebody has it open: what they wrote may not be in the file yet.</exception>
    public override Task<TestDatabase> CopyAsync()
    {
        CloseConnections();
        if (File.Exists(Folder.At(Name + "-wal"))) throw new InvalidOperationException($"{Folder.At(Name)} is in use.");
        var copy = Empty();
        File.Copy(Folder.At(Name), copy.Folder.At(Name));
        return Task.FromResult<TestDatabase>(copy);
    }

    protected override Task RemoveAsync()
    {
        CloseConnections();
        return Task.CompletedTask;
    }

    /// <summary>The last connection that closes writes everything into the one file.</summary>
    private void CloseConnections()
    {
        using var any = new SqliteConnection(Settings.ConnectionString);
        SqliteConnection.ClearPool(any);
    }
}

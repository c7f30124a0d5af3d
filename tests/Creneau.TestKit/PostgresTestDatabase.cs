namespace Creneau.TestKit;

internal sealed class PostgresTestDatabase(ScratchFolder folder, PostgresServer server, string connectionString)
    : TestDatabase(DatabaseProvider.Postgres, folder, connectionString)
{
    public static Task<PostgresTestDatabase> EmptyAsync(PostgresServer server) => CreateAsync(server, template: null);

    public override async Task<TestDatabase> CopyAsync() => await CreateAsync(server, template: NameOf(Folder));

    protected override Task RemoveAsync() => server.DropDatabaseAsync(NameOf(Folder));

    private static async Task<PostgresTestDatabase> CreateAsync(PostgresServer server, string? template)
    {
        var folder = ScratchFolder.New("town");
        return new PostgresTestDatabase(folder, server, await server.CreateDatabaseAsync(NameOf(folder), template));
    }

    private static string NameOf(ScratchFolder folder) => Path.GetFileName(folder.Path);
}

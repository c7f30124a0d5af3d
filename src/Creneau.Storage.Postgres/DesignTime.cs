using Microsoft.EntityFrameworkCore.Design;

namespace Creneau.Storage.Postgres;

/// <summary>Lets `dotnet ef migrations add` know the provider; it connects nowhere.</summary>
public sealed class DesignTime : IDesignTimeDbContextFactory<CreneauDb>
{
    public CreneauDb CreateDbContext(string[] args) => OpenDatabase.ContextOf(StorageProvider.For("Host=localhost;Database=design"));
}

using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Creneau.Storage;

/// <summary>
/// The one context, on SQLite and on PostgreSQL; each room maps its own entities and brings its own sets (extension
/// properties): this one knows no room.
/// </summary>
public sealed class CreneauDb(DbContextOptions<CreneauDb> options) : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<IdempotencyRecord> IdempotencyRecords => Set<IdempotencyRecord>();

    public DbSet<LimitUse> LimitUses => Set<LimitUse>();

    public DbSet<AuditRow> AuditRows => Set<AuditRow>();

    public DbSet<PlatformSetting> PlatformSettings => Set<PlatformSetting>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(CreneauDb).Assembly);

    /// <summary>Every instant is UTC; SQLite forgets that, so it is said again when read.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();

    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        written => written.ToUniversalTime(),
        read => DateTime.SpecifyKind(read, DateTimeKind.Utc));
}

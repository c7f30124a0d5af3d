using Creneau.Availability;
using Creneau.Booking;
using Creneau.Catalogue;
using Creneau.Notifications;
using Creneau.Places;
using Creneau.Privacy;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Creneau.Storage;

/// <summary>The one context, on SQLite and on PostgreSQL; each room maps its own entities beside them.</summary>
public sealed class CreneauDb(DbContextOptions<CreneauDb> options) : DbContext(options), IDataProtectionKeyContext
{
    public DbSet<TownHall> TownHalls => Set<TownHall>();
    public DbSet<Site> Sites => Set<Site>();
    public DbSet<Procedure> Procedures => Set<Procedure>();
    public DbSet<Planning> Plannings => Set<Planning>();
    public DbSet<Service> Services => Set<Service>();
    public DbSet<Desk> Desks => Set<Desk>();
    public DbSet<OpeningRule> OpeningRules => Set<OpeningRule>();
    public DbSet<Closure> Closures => Set<Closure>();
    public DbSet<AgentShift> AgentShifts => Set<AgentShift>();
    public DbSet<Appointment> Appointments => Set<Appointment>();
    public DbSet<Applicant> Applicants => Set<Applicant>();
    public DbSet<AppointmentEvent> AppointmentEvents => Set<AppointmentEvent>();
    public DbSet<Occupancy> Occupancies => Set<Occupancy>();
    public DbSet<PersonClaim> PersonClaims => Set<PersonClaim>();
    public DbSet<OneTimeCode> OneTimeCodes => Set<OneTimeCode>();
    public DbSet<IdempotencyRecord> IdempotencyRecords => Set<IdempotencyRecord>();
    public DbSet<LimitUse> LimitUses => Set<LimitUse>();
    public DbSet<OutboxMessage> OutboxMessages => Set<OutboxMessage>();
    public DbSet<DemoMessage> DemoMessages => Set<DemoMessage>();
    public DbSet<SecretKey> SecretKeys => Set<SecretKey>();
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

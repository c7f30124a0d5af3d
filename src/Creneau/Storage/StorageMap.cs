using Creneau.Storage.Secrets;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Creneau.Storage;

internal sealed class AuditRowMap : IEntityTypeConfiguration<AuditRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> builder)
    {
        builder.ToTable("audit");
        // Whatever it is narrowed to, the audit is read backwards in time
        builder.HasIndex(row => row.AtUtc);
        builder.HasIndex(row => new { row.ActorTownHallId, row.AtUtc });
        builder.HasIndex(row => new { row.TownHallId, row.AtUtc }).HasFilter("town_hall_id IS NOT NULL");
        builder.HasIndex(row => new { row.ActorId, row.AtUtc });
        builder.HasIndex(row => new { row.Subject, row.AtUtc });
        builder.HasIndex(row => new { row.Operation, row.AtUtc });
        builder.HasIndex(row => row.AtUtc, "refused").HasFilter("refusal IS NOT NULL").HasDatabaseName("ix_audit_refused");
        builder.HasIndex(row => row.DeleteAfterUtc);
    }
}

internal sealed class AuditDetailMap : IEntityTypeConfiguration<AuditDetail>
{
    public void Configure(EntityTypeBuilder<AuditDetail> builder)
    {
        builder.ToTable("audit_detail");
        builder.HasIndex(detail => detail.AppointmentId);
        builder.HasOne(detail => detail.Row).WithMany().OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class IdempotencyRecordMap : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> builder)
    {
        builder.ToTable("idempotency");
        builder.HasKey(record => record.KeyHash);
        builder.HasIndex(record => record.CreatedUtc);
    }
}

internal sealed class LimitUseMap : IEntityTypeConfiguration<LimitUse>
{
    public void Configure(EntityTypeBuilder<LimitUse> builder)
    {
        builder.ToTable("limit_use");
        builder.HasKey(use => new { use.Purpose, use.SubjectHash, use.Occasion });
        builder.HasIndex(use => use.DeleteAfterUtc);
    }
}

internal sealed class SecretKeyMap : IEntityTypeConfiguration<SecretKey>
{
    public void Configure(EntityTypeBuilder<SecretKey> builder)
    {
        builder.ToTable("secret_key");
        builder.HasKey(key => new { key.Purpose, key.Version });
    }
}

internal sealed class PlatformSettingMap : IEntityTypeConfiguration<PlatformSetting>
{
    public void Configure(EntityTypeBuilder<PlatformSetting> builder)
    {
        builder.ToTable("platform_setting");
        builder.HasKey(setting => setting.Name);
    }
}

internal sealed class DataProtectionKeyMap : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> builder) => builder.ToTable("data_protection_key");
}

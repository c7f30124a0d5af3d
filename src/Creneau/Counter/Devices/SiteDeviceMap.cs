using Creneau.Places;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Creneau.Counter.Devices;

internal sealed class SiteDeviceMap : IEntityTypeConfiguration<SiteDevice>
{
    public void Configure(EntityTypeBuilder<SiteDevice> builder)
    {
        builder.ToTable("site_device");
        builder.Property(device => device.Name).HasMaxLength(SiteDevice.LongestName);
        builder.HasIndex(device => device.SecretHash).IsUnique();
        builder.HasIndex(device => device.SiteId);
        builder.HasOne<Site>().WithMany().HasForeignKey(device => device.SiteId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>This room's sets of the context.</summary>
public static class DeviceSets
{
    extension(CreneauDb db)
    {
        public DbSet<SiteDevice> SiteDevices => db.Set<SiteDevice>();
    }
}

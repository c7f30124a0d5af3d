using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Creneau.Places;

internal sealed class TownHallMap : IEntityTypeConfiguration<TownHall>
{
    public void Configure(EntityTypeBuilder<TownHall> builder)
    {
        builder.ToTable("town_hall");
        builder.HasIndex(townHall => townHall.InseeCode).IsUnique();
        builder.Property(townHall => townHall.InseeCode).HasMaxLength(5);
        builder.Property(townHall => townHall.Name).HasMaxLength(100);
        builder.Property(townHall => townHall.Phone).HasMaxLength(TownHall.LongestPhone);
        builder.Property(townHall => townHall.SchoolZone).HasMaxLength(SchoolHoliday.LongestZone);
        builder.ComplexProperty(townHall => townHall.Queue, queue => queue.Ignore(rules => rules.IsInRange));
    }
}

internal sealed class SchoolHolidayMap : IEntityTypeConfiguration<SchoolHoliday>
{
    public void Configure(EntityTypeBuilder<SchoolHoliday> builder)
    {
        builder.ToTable("school_holiday", table => table.HasCheckConstraint("school_holiday_has_days", "from_date < until_date"));
        builder.Property(holiday => holiday.Zone).HasMaxLength(SchoolHoliday.LongestZone);
        builder.Property(holiday => holiday.Name).HasMaxLength(SchoolHoliday.LongestName);
        builder.HasIndex(holiday => new { holiday.Zone, holiday.FromDate }).IsUnique();
        builder.HasData(SchoolHoliday.Published);
    }
}

internal sealed class SiteMap : IEntityTypeConfiguration<Site>
{
    public void Configure(EntityTypeBuilder<Site> builder)
    {
        builder.ToTable("site");
        builder.Ignore(site => site.Place);
        builder.Property(site => site.Name).HasMaxLength(Site.LongestName);
        builder.Property(site => site.Phone).HasMaxLength(TownHall.LongestPhone);
        builder.Property(site => site.AccessNotes).HasMaxLength(Site.LongestAccessNotes);
        builder.HasOne<TownHall>().WithMany().HasForeignKey(site => site.TownHallId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class NoticeMap : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> builder)
    {
        builder.ToTable("notice", table => table.HasCheckConstraint("notice_has_days", "first_date <= last_date"));
        builder.Property(notice => notice.French).HasMaxLength(Notice.LongestText);
        builder.Property(notice => notice.English).HasMaxLength(Notice.LongestText);
        builder.HasOne<TownHall>().WithMany().HasForeignKey(notice => notice.TownHallId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>This room's sets of the context.</summary>
public static class PlacesSets
{
    extension(CreneauDb db)
    {
        public DbSet<TownHall> TownHalls => db.Set<TownHall>();

        public DbSet<SchoolHoliday> SchoolHolidays => db.Set<SchoolHoliday>();

        public DbSet<Notice> Notices => db.Set<Notice>();

        public DbSet<Site> Sites => db.Set<Site>();
    }
}

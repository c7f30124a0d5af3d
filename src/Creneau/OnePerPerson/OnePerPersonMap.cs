using Creneau.Appointments;
using Creneau.Catalogue;
using Creneau.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Creneau.OnePerPerson;

internal sealed class PersonClaimMap : IEntityTypeConfiguration<PersonClaim>
{
    public void Configure(EntityTypeBuilder<PersonClaim> builder)
    {
        builder.ToTable("person_claim");
        builder.HasKey(claim => new { claim.Kind, claim.ProcedureId, claim.KeyHash, claim.Distinction, claim.KeyVersion });
        builder.HasIndex(claim => claim.AppointmentId);
        builder.HasOne<Appointment>().WithMany().HasForeignKey(claim => claim.AppointmentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Procedure>().WithMany().HasForeignKey(claim => claim.ProcedureId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>This room's sets of the context.</summary>
public static class OnePerPersonSets
{
    extension(CreneauDb db)
    {
        public DbSet<PersonClaim> PersonClaims => db.Set<PersonClaim>();
    }
}

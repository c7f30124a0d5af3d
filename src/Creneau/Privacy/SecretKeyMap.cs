using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Creneau.Privacy;

internal sealed class SecretKeyMap : IEntityTypeConfiguration<SecretKey>
{
    public void Configure(EntityTypeBuilder<SecretKey> builder)
    {
        builder.ToTable("secret_key");
        builder.HasKey(key => new { key.Purpose, key.Version });
    }
}

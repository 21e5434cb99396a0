using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Trichter.Team;

internal sealed class TeamStorage : IEntityTypeConfiguration<User>, IEntityTypeConfiguration<TeamGroup>, IEntityTypeConfiguration<CookieKey>
{
    public void Configure(EntityTypeBuilder<User> user)
    {
        user.ToTable("users");
        user.HasOne<TeamGroup>().WithMany().HasForeignKey(u => u.TeamId);
        user.Ignore(u => u.MaySignIn);
        user.Property(u => u.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<TeamGroup> team) => team.ToTable("teams");

    public void Configure(EntityTypeBuilder<CookieKey> key)
    {
        key.ToTable("cookie_keys");
        key.HasKey(k => k.Name);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Platform.Storage;
using Trichter.Team.Coaching;
using Trichter.Team.Passkeys;
using Trichter.Team.Roles;
using Trichter.Team.Sessions;

namespace Trichter.Team;

internal sealed class TeamStorage :
    IEntityTypeConfiguration<User>, IEntityTypeConfiguration<TeamGroup>, IEntityTypeConfiguration<RoleRule>, IEntityTypeConfiguration<CookieKey>, IEntityTypeConfiguration<UserSession>,
    IEntityTypeConfiguration<Passkey>, IEntityTypeConfiguration<CoachingNote>
{
    public void Configure(EntityTypeBuilder<User> user)
    {
        user.ToTable("users");
        user.HasOne<TeamGroup>().WithMany().HasForeignKey(u => u.TeamId);
        user.Ignore(u => u.MaySignIn);
        user.Ignore(u => u.HasSecondFactor);
        user.Property(u => u.RecoveryHashes).StoredAsJson();
        user.Property(u => u.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<UserSession> session)
    {
        session.ToTable("sessions");
        session.HasOne<User>().WithMany().HasForeignKey(s => s.UserId);
    }

    public void Configure(EntityTypeBuilder<Passkey> key)
    {
        key.ToTable("passkeys");
        key.HasOne<User>().WithMany().HasForeignKey(k => k.UserId);
        key.Property(k => k.Transports).StoredAsJson();
    }

    public void Configure(EntityTypeBuilder<TeamGroup> team) => team.ToTable("teams");

    public void Configure(EntityTypeBuilder<RoleRule> rule)
    {
        rule.ToTable("role_rules");
        rule.Property(r => r.Sees).StoredAsJson();
        rule.Property(r => r.Fields).StoredAsJson();
        rule.Property(r => r.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<CookieKey> key)
    {
        key.ToTable("cookie_keys");
        key.HasKey(k => k.Name);
    }

    public void Configure(EntityTypeBuilder<CoachingNote> note)
    {
        note.ToTable("coaching_notes");
        note.HasOne<User>().WithMany().HasForeignKey(n => n.SellerId);
        note.HasOne<User>().WithMany().HasForeignKey(n => n.AuthorId);
    }
}

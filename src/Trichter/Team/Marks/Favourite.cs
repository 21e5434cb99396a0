using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Trichter.Team.Marks;

/// <summary>A record that somebody wants at hand. It is theirs alone and says nothing of the record, so that no history keeps it.</summary>
public sealed class Favourite
{
    public required Guid UserId { get; init; }
    public required Guid RecordId { get; init; }

    /// <summary>The key of its kind: "deal", "company".</summary>
    public required string Kind { get; init; }

    public required DateTime At { get; init; }
}

internal sealed class FavouriteStorage : IEntityTypeConfiguration<Favourite>
{
    public void Configure(EntityTypeBuilder<Favourite> favourite)
    {
        favourite.ToTable("favourites");
        favourite.HasKey(f => new { f.UserId, f.RecordId });
        favourite.HasOne<User>().WithMany().HasForeignKey(f => f.UserId);
    }
}

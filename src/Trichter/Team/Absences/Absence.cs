using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Platform.Storage;

namespace Trichter.Team.Absences;

/// <summary>Days on which a colleague is not there. Why is nobody's business, and is not asked.</summary>
public sealed class Absence : IRecorded, IVersioned
{
    public const int LongestDays = 730;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid UserId { get; init; }
    public required DateOnly FromDay { get; init; }

    /// <summary>The last day, included.</summary>
    public required DateOnly ToDay { get; init; }

    public Guid? EnteredBy { get; init; }
    public int Version { get; private set; }
}

internal sealed class AbsenceStorage : IEntityTypeConfiguration<Absence>
{
    public void Configure(EntityTypeBuilder<Absence> absence)
    {
        absence.ToTable("absences");
        absence.HasOne<User>().WithMany().HasForeignKey(its => its.UserId);
        absence.Property(its => its.Version).IsConcurrencyToken();
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Team.FigureAgreements;

/// <summary>What was agreed with the employees, or announced in the rules of work, about figures of single colleagues (R90). Without one in force there are none.</summary>
public sealed class FigureAgreement : IRecorded, IVersioned
{
    public const int LongestDocument = 300;
    public const int LongestNote = 4_000;

    public Guid Id { get; private init; } = Ids.New();
    public required DateOnly AgreedOn { get; init; }

    /// <summary>The first day on which it holds.</summary>
    public required DateOnly InForceFrom { get; init; }

    /// <summary>What it is called, and where it lies.</summary>
    public required string Document { get; init; }

    public required List<FigureScope> Scopes { get; init; }
    public string Note { get; init; } = "";
    public required DateTime RecordedAt { get; init; }

    /// <summary>Null for the program.</summary>
    public Guid? RecordedBy { get; init; }

    /// <summary>From then on it holds no more.</summary>
    public DateTime? EndedAt { get; set; }

    public int Version { get; private set; }

    public bool IsInForce(DateOnly day) => EndedAt is null && InForceFrom <= day;
}

/// <summary>What an agreement covers.</summary>
public enum FigureScope
{
    /// <summary>Filters and groups by person, own reports, targets.</summary>
    [Says("Reports by person: filters, groups, own reports, targets")] Reports,

    [Says("The leaderboard")] Ranking,

    /// <summary>A manager opens the coaching talk of a seller.</summary>
    [Says("Coaching: a manager opens the talk of a seller")] Talks,
}

internal sealed class FigureAgreementStorage : IEntityTypeConfiguration<FigureAgreement>
{
    public void Configure(EntityTypeBuilder<FigureAgreement> agreement)
    {
        agreement.ToTable("figure_agreements");
        agreement.Property(its => its.Scopes).StoredAsJson();
        agreement.Property(its => its.Version).IsConcurrencyToken();
    }
}

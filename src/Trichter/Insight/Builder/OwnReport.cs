using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team;
using Trichter.Team.Lists;
using Trichter.Team.Views;

namespace Trichter.Insight.Builder;

/// <summary>A question kept under a name. What it answers is decided anew for each who opens it.</summary>
public sealed class OwnReport : IRecorded, IVersioned
{
    public const int LongestName = 60;
    public const int LongestConditions = 4_000;

    public Guid Id { get; private init; } = Ids.New();
    public required string Name { get; set; }
    public required Guid OwnerId { get; init; }
    public ViewShare Share { get; set; }

    /// <summary>The key of an <see cref="ISubject"/>.</summary>
    public required string Subject { get; init; }

    /// <summary>The key of a dimension.</summary>
    public required string Rows { get; set; }

    /// <summary>The key of another one; empty for none.</summary>
    public string Columns { get; set; } = "";

    /// <summary>As <see cref="Question.Measure"/>.</summary>
    public string Measure { get; set; } = Question.Count;

    public ReportChart Chart { get; set; }

    /// <summary>As an address carries them: "f=source~is~Fair&amp;f=or&amp;f=…".</summary>
    public string Conditions { get; set; } = "";

    public int Version { get; private set; }

    /// <param name="fields">What such records can be asked by; conditions about others are left out.</param>
    public Question AskedOf(IReadOnlyList<FilterField> fields, DateOnly? asOf = null) => new(Rows, Columns, Measure, ListQuery.Read("?" + Conditions, fields).Groups, asOf);
}

/// <summary>How the answer is drawn; the table is always there.</summary>
public enum ReportChart
{
    [Says("Bar chart")] Bars,
    [Says("Stacked bars")] Stacked,
    [Says("Line chart")] Lines,
    [Says("Table only")] None,
}

internal sealed class OwnReportStorage : IEntityTypeConfiguration<OwnReport>
{
    public void Configure(EntityTypeBuilder<OwnReport> report)
    {
        report.ToTable("own_reports");
        report.Property(its => its.Version).IsConcurrencyToken();
        report.HasOne<User>().WithMany().HasForeignKey(its => its.OwnerId);
    }
}

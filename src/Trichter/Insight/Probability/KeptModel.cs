using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Insight.Learning;
using Trichter.Platform.Storage;
using Trichter.Process;

namespace Trichter.Insight.Probability;

/// <summary>The model of a process as it was trained last, and the base rates beside it.</summary>
public sealed class KeptModel
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid ProcessId { get; init; }
    public DateTime TrainedAt { get; set; }

    /// <summary>The day, in the workspace's zone, whose night it was trained in.</summary>
    public DateOnly Day { get; set; }

    /// <summary>Won within so many days is what it speaks of.</summary>
    public int Horizon { get; set; }

    /// <summary>Decided rows, one for each stage a deal entered.</summary>
    public int Rows { get; set; }

    public int Deals { get; set; }

    /// <summary>Why it may not speak; null when it may.</summary>
    public Silence? Silent { get; set; }

    public TrainedModel Model { get; set; } = TrainedModel.Untrained(0, 0);

    /// <summary>Stage, source and product, with how many rows there were of it and how many were won.</summary>
    public List<GroupCount> Groups { get; set; } = [];

    public BaseRates BaseRates() => new(Groups.Select(group => ((IReadOnlyList<string>)group.Path, group.K, group.N)));
}

public sealed record GroupCount(string[] Path, int K, int N);

internal sealed class ProbabilityStorage : IEntityTypeConfiguration<KeptModel>
{
    public void Configure(EntityTypeBuilder<KeptModel> model)
    {
        model.ToTable("models");
        model.Property(its => its.Model).StoredAsJson();
        model.Property(its => its.Groups).StoredAsJson();
        model.HasOne<SalesProcess>().WithMany().HasForeignKey(its => its.ProcessId);
    }
}

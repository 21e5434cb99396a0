using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Process;

/// <summary>A way of selling. A workspace has several (sell, rent, repair, parts); each has versions.</summary>
public sealed class SalesProcess : IRecorded
{
    public Guid Id { get; private init; } = Ids.New();

    /// <summary>Stable and unique in the workspace; the command line and files name the process by it.</summary>
    public required string Key { get; init; }

    public required Localized Name { get; set; }
    public required Localized Description { get; set; }
    public int Position { get; set; }

    /// <summary>The published version that new deals start on.</summary>
    public Guid CurrentVersionId { get; set; }

    public DateTime? RetiredAt { get; set; }
}

/// <summary>A definition at one time. A published one never changes; deals stay on it until somebody migrates them.</summary>
public sealed class ProcessVersion : IRecorded, IPartOf
{
    public const int Draft = 0;

    private readonly List<Stage> stages = [];

    public Guid Id { get; private init; } = Ids.New();
    public required Guid ProcessId { get; init; }
    /// <summary>Counts from 1 as versions are published; the draft, of which there is one at most, has <see cref="Draft"/>.</summary>
    public required int Number { get; init; }
    public VersionState State { get; set; } = VersionState.Draft;
    public DateTime? PublishedAt { get; set; }

    public Guid PartOf => ProcessId;
    public IReadOnlyList<Stage> Stages => [.. stages.OrderBy(stage => stage.Position)];

    public void Add(Stage stage) => stages.Add(stage);

    public void Remove(Stage stage) => stages.Remove(stage);

    /// <summary>Gives the stages the positions 1, 2, 3 … in this order.</summary>
    public static void Arrange(IEnumerable<Stage> inOrder)
    {
        foreach (var (stage, index) in inOrder.Select((stage, index) => (stage, index)))
            stage.Position = index + 1;
    }

    public Stage StageWith(Guid id) => stages.Single(stage => stage.Id == id);

    public Stage? StageWithKey(string key) => stages.Find(stage => stage.Key == key);

    /// <summary>Where a deal of this kind of customer begins; the first stage when nothing else is said.</summary>
    public Stage FirstStageFor(bool existingCustomer) =>
        Stages.FirstOrDefault(stage => existingCustomer ? stage.ForExistingCustomers : stage.ForNewCustomers) ?? Stages[0];

    /// <summary>The first stage after the sale, where a won deal goes on; null when the process ends with the signature.</summary>
    public Stage? FirstAfterSale => Stages.FirstOrDefault(stage => stage.IsAfterSale);

    /// <summary>The stages whose exit has to be earned: from the present one up to the one before the target. None going back.</summary>
    public IEnumerable<Stage> LeftBehind(Stage from, Stage to) =>
        Stages.Where(stage => stage.Position >= from.Position && stage.Position < to.Position)
            .Where(stage => stage.Position == from.Position || !stage.Optional);
}

public enum VersionState
{
    [Says("Draft")] Draft,
    [Says("Published")] Published,
}

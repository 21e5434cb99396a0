using Trichter.Platform.Storage;

namespace Trichter.Offers.Configure;

/// <summary>What can be chosen with a product. Sellers see what was published last; the draft is worked on meanwhile (O7).</summary>
public sealed class Configurator : IRecorded, IVersioned
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid ProductId { get; init; }
    public ChoiceSet Draft { get; set; } = ChoiceSet.Empty;
    public ChoiceSet Published { get; private set; } = ChoiceSet.Empty;

    /// <summary>0 as long as nothing was published, then one more each time.</summary>
    public int Edition { get; private set; }

    public DateTime? PublishedAt { get; private set; }
    public Guid? PublishedBy { get; private set; }
    public int Version { get; private set; }

    /// <summary>Sets the draft into force; only a set that has a valid choice is given to it.</summary>
    public void Publish(DateTime at, Guid? by) => (Published, Edition, PublishedAt, PublishedBy) = (Draft, Edition + 1, at, by);

    /// <summary>Takes it away from sellers; lines of quotes stay as they are.</summary>
    public void Withdraw() => (Published, PublishedAt, PublishedBy) = (ChoiceSet.Empty, null, null);
}

/// <summary>What was chosen for a line of a quote, so that it can be opened again. The lines themselves lie in the quote.</summary>
public sealed class LineConfiguration : IRecorded, IPartOf
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid QuoteId { get; init; }
    public required Guid DealId { get; init; }
    public required Guid ProductId { get; init; }

    /// <summary>Of the main line.</summary>
    public required Guid LineKey { get; init; }

    /// <summary>Of the configurator that it was chosen by.</summary>
    public int Edition { get; set; }

    public List<ChosenOption> Chosen { get; set; } = [];

    /// <summary>The choices as they were written into the text of the main line.</summary>
    public string Words { get; set; } = "";

    public Guid PartOf => DealId;
}

/// <param name="LineKey">Of the line that the option became; null where it is words only.</param>
public sealed record ChosenOption(string Key, Guid? LineKey);

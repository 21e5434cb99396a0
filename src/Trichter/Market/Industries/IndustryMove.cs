namespace Trichter.Market.Industries;

/// <summary>What became of a code of the older classification (WZ 2008, NACE Rev. 2, PKD 2007), by the correspondence table of a statistical office.</summary>
public sealed class IndustryMove
{
    /// <summary>Four digits: "62.01".</summary>
    public required string OldCode { get; init; }

    /// <summary>"J62.10".</summary>
    public required string Path { get; init; }

    /// <summary>Only part of the old code went there.</summary>
    public required bool IsPartial { get; set; }
}

/// <summary>Where people said that companies of an old code belong which the table alone does not tell.</summary>
public sealed class IndustryDecision : Platform.Storage.IRecorded
{
    public Guid Id { get; private init; } = Platform.Storage.Ids.New();
    public required string OldCode { get; init; }
    public required string Path { get; set; }
}

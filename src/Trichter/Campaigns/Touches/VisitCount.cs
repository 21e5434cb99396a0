namespace Trichter.Campaigns.Touches;

/// <summary>How often a page or link was opened on a day from one origin. A count, no visitor: nothing is kept that tells two visits apart (R51, R52).</summary>
public sealed class VisitCount
{
    /// <summary>All the other fields in one, by which a row is found.</summary>
    public required string Key { get; init; }

    /// <summary>The landing page or the link.</summary>
    public required Guid PlaceId { get; init; }

    /// <summary>In UTC.</summary>
    public required DateOnly Day { get; init; }

    public string Referrer { get; init; } = "";
    public string Source { get; init; } = "";
    public string Medium { get; init; } = "";
    public string Campaign { get; init; } = "";
    public string Content { get; init; } = "";
    public long Visits { get; set; }
}

using Microsoft.AspNetCore.WebUtilities;
using Trichter.Platform.Storage;

namespace Trichter.Campaigns.Links;

/// <summary>A short address of ours that leads somewhere and counts how often; for print, QR codes, posts and partners.</summary>
public sealed class TrackedLink : IRecorded, IVersioned, IRetirable
{
    public const int LongestTarget = 2000;

    public Guid Id { get; private init; } = Ids.New();

    /// <summary>The last part of the short address: letters, digits and hyphens.</summary>
    public required string Code { get; init; }

    /// <summary>Where it leads, without the tags of the campaign.</summary>
    public required string Target { get; set; }

    public string Source { get; set; } = "";
    public string Medium { get; set; } = "";
    public string Campaign { get; set; } = "";
    public string Content { get; set; } = "";
    public string Term { get; set; } = "";
    public Guid? CreatedBy { get; init; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? RetiredAt { get; private set; }
    public int Version { get; private set; }

    /// <summary>The target with utm_source and its sisters.</summary>
    public string Destination => QueryHelpers.AddQueryString(Target, new KeyValuePair<string, string?>[]
    {
        new("utm_source", Source), new("utm_medium", Medium), new("utm_campaign", Campaign), new("utm_content", Content), new("utm_term", Term),
    }.Where(tag => tag.Value is { Length: > 0 }));

    public void Retire(DateTime at) => RetiredAt ??= at;
}

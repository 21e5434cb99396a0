using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Campaigns.Touches;

/// <summary>A contact that a person began and that names them, with where it came from: what attribution is reckoned from. It is only ever added.</summary>
public sealed class Touch : ITrace, IPartOf
{
    public Guid Id { get; private init; } = Ids.New();
    public required TouchKind Kind { get; init; }
    public Guid? PersonId { get; set; }
    public Guid? DealId { get; init; }
    public Guid? PageId { get; init; }
    public required DateTime At { get; init; }
    public string Source { get; init; } = "";
    public string Medium { get; init; } = "";
    public string Campaign { get; init; } = "";
    public string Content { get; init; } = "";
    public string Term { get; init; } = "";

    /// <summary>Number of the privacy notice that stood at the form (R66); null where none did.</summary>
    public int? Notice { get; init; }

    /// <summary>Host of the page they came from.</summary>
    public string Referrer { get; init; } = "";

    public Guid PartOf => PersonId ?? DealId ?? Id;
}

public enum TouchKind
{
    [Says("Form")] Form,

    /// <summary>Met at a fair, entered by one of us.</summary>
    [Says("Fair")] Fair,

    /// <summary>A file they had asked for was fetched by their link.</summary>
    [Says("Download")] Download,

    /// <summary>They wrote to the address for leads.</summary>
    [Says("Mail")] Mail,

    /// <summary>They left their address in the chat of a page.</summary>
    [Says("Chat")] Chat,
}

namespace Trichter.Exchange.Webhooks;

/// <summary>What is typed about a webhook.</summary>
internal sealed class WebhookForm
{
    public string? Name { get; set; }
    public string? Url { get; set; }
    /// <summary>A list of which nothing was chosen is not posted at all.</summary>
    public List<string>? Kinds { get; set; }

    public IReadOnlyCollection<string> Chosen => Kinds ?? [];
}

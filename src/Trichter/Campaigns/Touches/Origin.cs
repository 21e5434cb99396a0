namespace Trichter.Campaigns.Touches;

/// <summary>Where a visit comes from, as its address and its referrer say: nothing that tells visitors apart (R52).</summary>
public sealed record Origin(string Source, string Medium, string Campaign, string Content, string Term, string Referrer)
{
    private const int Longest = 100;

    public static readonly Origin Unknown = new("", "", "", "", "", "");

    /// <summary>From utm_… of the address and the host of the referrer; our own pages are no referrer.</summary>
    public static Origin Of(HttpRequest request) => new(
        Short(request.Query["utm_source"]), Short(request.Query["utm_medium"]), Short(request.Query["utm_campaign"]), Short(request.Query["utm_content"]), Short(request.Query["utm_term"]),
        Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var referrer) && !string.Equals(referrer.Host, request.Host.Host, StringComparison.OrdinalIgnoreCase) ? Short(referrer.Host) : "");

    /// <summary>As the form of the page kept it from the first look.</summary>
    public static Origin Of(IFormCollection form) =>
        new(Short(form["utm_source"]), Short(form["utm_medium"]), Short(form["utm_campaign"]), Short(form["utm_content"]), Short(form["utm_term"]), Short(form["referrer"]));

    public IEnumerable<KeyValuePair<string, string?>> Fields =>
        [new("utm_source", Source), new("utm_medium", Medium), new("utm_campaign", Campaign), new("utm_content", Content), new("utm_term", Term), new("referrer", Referrer)];

    private static string Short(string? text) => text is null ? "" : text.Length <= Longest ? text.Trim() : text[..Longest].Trim();
}

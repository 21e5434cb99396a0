using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Mailings.Split;
using Trichter.Campaigns.Touches;
using Trichter.Platform.Workspaces;

namespace Trichter.Campaigns.Mailings.Clicks;

/// <summary>
/// The links of a mailing, counted without knowing whose: every person gets the same address, so that nothing tells two clicks apart (R50, R51). They lead
/// only to what stands in the mailing, by its place there, for a started mailing does not change.
/// </summary>
public sealed class MailLinks
{
    /// <summary>How the click is counted: by a person, or by a program that looks into mails.</summary>
    public const string Human = "email", Machine = "machine";

    private static readonly string[] Programs = ["bot", "crawl", "spider", "preview", "scan", "barracuda", "proofpoint", "mimecast", "headless", "curl", "wget", "python", "go-http", "okhttp", "java/", "libwww", "safelinks"];

    private readonly List<string> addresses;

    private MailLinks(List<string> addresses) => this.addresses = addresses;

    public IReadOnlyList<string> Addresses => addresses;

    public static MailLinks Of(Mailing mailing, MailingTest? test) =>
        new([.. new[] { mailing.Body, test?.Body }.OfType<Platform.Language.Localized>().SelectMany(body => new[] { body.En, body.De, body.Pl }).SelectMany(MarkdownText.Addresses).Distinct(StringComparer.Ordinal)]);

    /// <summary>The counted address in place of one of the mailing; one with a placeholder, or that is not of the web, stays as it is.</summary>
    /// <param name="home">Of this workspace, without a slash at its end.</param>
    public string Counted(string address, string home, Guid mailing, MailVariant variant) =>
        addresses.IndexOf(address) is var at && at >= 0 ? $"{home}/m/{mailing:N}/{variant}/{at}" : address;

    internal static async Task<IResult> FollowAsync(Guid mailing, MailVariant variant, int at, HttpContext http, Db db, Here here, CountVisits visits)
    {
        if (await db.Mailings.AsNoTracking().SingleOrDefaultAsync(its => its.Id == mailing && its.CountsClicks) is not { IsDraft: false } sent) return Results.NotFound();
        var test = await db.MailingTests.AsNoTracking().SingleOrDefaultAsync(its => its.MailingId == mailing);
        if (!Uri.TryCreate(Of(sent, test).Addresses.ElementAtOrDefault(at), UriKind.Absolute, out var address)) return Results.NotFound();

        var where = new Origin("mailing", IsProgram(http.Request) ? Machine : Human, at.ToString(System.Globalization.CultureInfo.InvariantCulture), variant.ToString(), "", "");
        await visits.AddAsync(here.Place, mailing, where);
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return Results.Redirect(address.AbsoluteUri);
    }

    /// <summary>By what it says of itself; one that pretends to be a browser cannot be told from a person without following people.</summary>
    private static bool IsProgram(HttpRequest request)
    {
        var agent = request.Headers.UserAgent.ToString();
        return agent.Length == 0 || request.Headers.AcceptLanguage.Count == 0 || Array.Exists(Programs, word => agent.Contains(word, StringComparison.OrdinalIgnoreCase));
    }
}

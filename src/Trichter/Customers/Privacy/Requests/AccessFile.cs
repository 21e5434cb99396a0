using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Privacy.Erase;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team;

namespace Trichter.Customers.Privacy.Requests;

/// <summary>Gathers what the house holds of a person into an archive: a page to read in their language, and the same for machines (R61, R62).</summary>
public sealed class AccessFile(Db db, Me me, WholeSight sight, Change change, PlanErasure plan, IEnumerable<IKnowRecipients> recipients)
{
    /// <summary>What they gave us themselves, which they may take along; the rest is ours or about them.</summary>
    private static readonly HashSet<string> Given = ["people", "employments", "consent_events", "opt_in_requests", "touches", "bookings"];

    /// <summary>Makes the file anew; it has to be looked through and released before anybody fetches it.</summary>
    public async Task<bool> MakeAsync(Guid request, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        var its = await db.PrivacyRequests.AsNoTracking().SingleOrDefaultAsync(known => known.Id == request && known.SettledAt == null, cancellation);
        if (!sight.IsMine || its?.PersonId is not { } id || await db.People.AsNoTracking().IgnoreQueryFilters().SingleOrDefaultAsync(person => person.Id == id, cancellation) is not { } person) return false;

        var sections = await SectionsAsync(person, onlyGiven: its.Kind == RequestKind.Portability, cancellation);
        await db.PrivacyFiles.Where(file => file.Id == request).ExecuteDeleteAsync(cancellation);
        db.PrivacyFiles.Add(new PrivacyFile { Id = request, Content = Convert.ToBase64String(await ZipAsync(its, sections, cancellation)), MadeAt = change.Now });
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>Somebody has looked through it.</summary>
    /// <returns>The secret of the link, which is shown this once; null when there is no file.</returns>
    public async Task<string?> ReleaseAsync(Guid request, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        if (!sight.IsMine || await db.PrivacyFiles.SingleOrDefaultAsync(file => file.Id == request, cancellation) is not { } made) return null;

        var secret = LinkSecret.New();
        (made.Hash, made.ReleasedAt, made.EndsAt, made.FetchedAt) = (LinkSecret.HashOf(secret), change.Now, change.Now.AddDays(PrivacyFile.GoodDays), null);
        await db.SaveChangesAsync(cancellation);
        return secret;
    }

    /// <summary>For whoever looks through it before it is released.</summary>
    public async Task<byte[]?> ReadAsync(Guid request, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        return sight.IsMine && await db.PrivacyFiles.Where(file => file.Id == request).Select(file => file.Content).SingleOrDefaultAsync(cancellation) is { } content ? Convert.FromBase64String(content) : null;
    }

    /// <summary>Hands the file out once; null for a secret that is unknown, used or too old.</summary>
    public async Task<byte[]?> FetchAsync(string secret, CancellationToken cancellation = default)
    {
        var hash = LinkSecret.HashOf(secret);
        if (await db.PrivacyFiles.AsNoTracking().SingleOrDefaultAsync(file => file.Hash == hash && file.FetchedAt == null && file.EndsAt > change.Now, cancellation) is not { } found) return null;
        if (await db.PrivacyFiles.Where(file => file.Id == found.Id && file.FetchedAt == null).ExecuteUpdateAsync(set => set.SetProperty(file => file.FetchedAt, change.Now), cancellation) == 0) return null;
        return Convert.FromBase64String(found.Content);
    }

    private async Task<List<AccessSection>> SectionsAsync(Person person, bool onlyGiven, CancellationToken cancellation)
    {
        var sections = new List<AccessSection> { AccessSection.Of(db.Model.FindEntityType(typeof(Person))!, [person]) };
        foreach (var rows in await plan.RowsOfAsync(person, cancellation))
            if (await rows.ReadAsync(cancellation) is { Count: > 0 } found) sections.Add(AccessSection.Of(rows.TypeIn(db), found));
        if (onlyGiven) return [.. sections.Where(section => Given.Contains(section.Table))];

        var its = await plan.OfAsync(PersonTrace.Of(person), cancellation);
        foreach (var mentions in its.Mentions.Where(mention => mention.IsSure).GroupBy(mention => mention.Table))
            sections.Add(new(mentions.Key, ["text"], [.. mentions.Select(mention => (IReadOnlyList<string>)[mention.Text])]));
        if (await MailsAsync(person, cancellation) is { Count: > 0 } mails) sections.Add(AccessSection.Of(db.Model.FindEntityType(typeof(Platform.Mail.OutgoingMail))!, mails));
        sections.Add(new("timeline", ["at", "kind"], [.. (await db.Timeline.AsNoTracking().Where(entry => entry.SubjectId == person.Id).OrderBy(entry => entry.Id).ToListAsync(cancellation)).Select(entry => (IReadOnlyList<string>)[AccessSection.Text(entry.At), entry.Kind])]));
        if (await recipients.OfAsync(person.Id, cancellation) is { Count: > 0 } told)
            sections.Add(new("recipients", ["name", "where"], [.. told.Select(one => (IReadOnlyList<string>)[one.Name, one.Where])]));
        if (its.LastDuty is { } last) sections.Add(new("kept_until", ["table", "until"], [.. its.Documents.Select(one => (IReadOnlyList<string>)[one.Table, one.Until?.ToString("O", CultureInfo.InvariantCulture) ?? ""])]));
        return sections;
    }

    private async Task<List<Platform.Mail.OutgoingMail>> MailsAsync(Person person, CancellationToken cancellation)
    {
        var found = new List<Platform.Mail.OutgoingMail>();
        foreach (var address in person.Emails) found.AddRange(await db.OutgoingMails.AsNoTracking().Where(mail => mail.ToAddress == address).OrderBy(mail => mail.CreatedAt).ToListAsync(cancellation));
        return found;
    }

    private static async Task<byte[]> ZipAsync(PrivacyRequest request, List<AccessSection> sections, CancellationToken cancellation)
    {
        var texts = Texts.In(request.Language, TimeZoneInfo.Utc);
        using var into = new MemoryStream();
        await using (var archive = await ZipArchive.CreateAsync(into, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellation))
        {
            await PutAsync(archive, "report.html", Html(request, sections, texts), cancellation);
            await PutAsync(archive, "data.json", AsJson.Write(sections.GroupBy(section => section.Table).ToDictionary(one => one.Key, one => one.SelectMany(section => section.Rows.Select(row => section.Columns.Zip(row).ToDictionary(cell => cell.First, cell => cell.Second))))), cancellation);
            if (request.Kind == RequestKind.Portability)
                foreach (var section in sections) await PutAsync(archive, $"{section.Table}.csv", await section.CsvAsync(), cancellation);
        }

        return into.ToArray();
    }

    private static async Task PutAsync(ZipArchive archive, string name, string text, CancellationToken cancellation)
    {
        await using var entry = await archive.CreateEntry(name).OpenAsync(cancellation);
        await entry.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
    }

    private static string Html(PrivacyRequest request, List<AccessSection> sections, Texts texts)
    {
        static string E(string text) => WebUtility.HtmlEncode(text);
        var html = new StringBuilder($"<!doctype html><html lang=\"{request.Language}\"><meta charset=\"utf-8\"><title>{E(texts["What we hold about you"])}</title><h1>{E(texts["What we hold about you"])}</h1><p>{E(request.Name)}, {E(request.Contact)}</p>");
        html.Append(CultureInfo.InvariantCulture, $"<p>{E(texts["You may have your data corrected, restricted or erased, take them along, object to their use, withdraw each consent, and complain to an office for data protection."])}</p>");
        foreach (var section in sections)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h2>{E(TableWords.Of(section.Table, texts))}</h2><table border=\"1\"><tr>{string.Concat(section.Columns.Select(column => $"<th>{E(column)}</th>"))}</tr>");
            foreach (var row in section.Rows) html.Append(CultureInfo.InvariantCulture, $"<tr>{string.Concat(row.Select(cell => $"<td>{E(cell)}</td>"))}</tr>");
            html.Append("</table>");
        }

        return html.Append("</html>").ToString();
    }
}

using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Storage;
using Trichter.Platform.Workspaces;
using Trichter.Team.Mail;
using Trichter.Timeline;

namespace Trichter.Customers.Consent.OptIn;

/// <summary>Sends the mail with the link that proves an address (R10 to R14). Whoever asks gets the same answer, whether the address is known or not.</summary>
public sealed class AskOptIn(Db db, Change change, TimelineWriter timeline, ContactKeys keys, WriteConsent write, WriteMail mail)
{
    private const int MostInDays = 3, ManyDays = 30, MostFromIp = 20;

    /// <summary>Adds the request and its mail; whoever calls it saves.</summary>
    /// <param name="wording">Frozen by it; has to name e-mail and the purposes.</param>
    /// <returns>False when this address or visitor has asked too often (R13); nothing is added then.</returns>
    public async Task<bool> AddAsync(ConsentWording wording, IReadOnlyList<Purpose> purposes, string address, Guid? person, Asker asker, CancellationToken cancellation = default)
    {
        await keys.LoadAsync(cancellation);
        var point = ContactPoint.Of(ContactChannel.Email, address);
        var key = keys.Of(point);
        if (await IsTooOftenAsync(key, asker.Ip, cancellation)) return false;

        wording.Freeze(change.Now);
        var secret = LinkSecret.New();
        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(cancellation);
        var link = await mail.LinkAsync($"/confirm/{secret}?language={asker.Language}", cancellation);
        var sent = mail.Add(address, "", asker.Language, Zones.Find(workspace.TimeZone), texts => new MailWords(
            texts["Please confirm your address"],
            string.Join("\n\n",
                texts["{0} was asked to write to this address: {1}.", workspace.Name, string.Join(", ", purposes.Select(its => texts.Of(its)))],
                texts["Was it you? Then confirm it here; the link is good for {0} hours:", OptInRequest.GoodHours],
                link,
                texts["Was it not you? Then do nothing: nobody will write to you."],
                wording.Controller)), null, []);
        db.OptInRequests.Add(new OptInRequest
        {
            TokenHash = LinkSecret.HashOf(secret),
            PersonId = person,
            PointKey = key,
            Point = keys.Hide(point.Value),
            Language = asker.Language,
            Purposes = [.. purposes],
            WordingId = wording.Id,
            Page = asker.Page,
            Ip = asker.Ip,
            UserAgent = asker.UserAgent,
            MailId = sent.Id,
            MailHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sent.Text))),
            RequestedAt = change.Now,
            ExpiresAt = change.Now.AddHours(OptInRequest.GoodHours),
        });
        foreach (var purpose in purposes)
            await write.AddAsync(new(person, purpose, ContactChannel.Email, ConsentAction.Requested, asker.Proof) { Point = point, WordingId = wording.Id, Evidence = $"{asker.Page} · {asker.Ip} · {asker.UserAgent}" }, cancellation);
        if (person is { } known) timeline.Record(new OptInAsked(known, purposes));
        return true;
    }

    private async Task<bool> IsTooOftenAsync(string key, string ip, CancellationToken cancellation)
    {
        var (day, month) = (change.Now.AddDays(-1), change.Now.AddDays(-ManyDays));
        var before = await db.OptInRequests.Where(its => its.PointKey == key && its.RequestedAt > month).Select(its => its.RequestedAt).ToListAsync(cancellation);
        return before.Count >= MostInDays || before.Exists(at => at > day)
            || (ip.Length > 0 && await db.OptInRequests.CountAsync(its => its.Ip == ip && its.RequestedAt > day, cancellation) >= MostFromIp);
    }
}

/// <summary>Who asked, as far as the request tells.</summary>
/// <param name="Page">Path of the page with the form, or who of us asked for them.</param>
/// <param name="Language">de, pl or en.</param>
public sealed record Asker(string Page, string Ip, string UserAgent, string Language)
{
    /// <summary>How we know that they asked for it.</summary>
    public ConsentProof Proof { get; init; } = ConsentProof.WebForm;

    public static Asker Of(HttpContext http, string language) => new(
        http.Request.Path, http.Connection.RemoteIpAddress?.ToString() ?? "", Short(http.Request.Headers.UserAgent.ToString()), language);

    private static string Short(string text) => text.Length <= 300 ? text : text[..300];
}

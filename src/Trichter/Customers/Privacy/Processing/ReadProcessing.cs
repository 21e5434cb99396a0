using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;
using Trichter.Customers.Privacy.Retention;
using Trichter.Platform.Language;

namespace Trichter.Customers.Privacy.Processing;

/// <summary>Makes the record of processing (Article 30) from what is set up: purposes in use, who gets data, how long they are kept (R79).</summary>
public sealed class ReadProcessing(Db db, ReadRetention retention, IEnumerable<IKnowController> us, IEnumerable<IKnowRecipients> recipients)
{
    public async Task<ProcessingRecord> RunAsync(Texts texts, CancellationToken cancellation = default)
    {
        var told = new List<string>();
        foreach (var source in recipients) told.AddRange((await source.AllAsync(cancellation)).Select(its => its.Words));
        var (mail, other) = (await db.MailServers.AsNoTracking().Select(its => its.Host).SingleOrDefaultAsync(cancellation), told.Distinct().Order(StringComparer.CurrentCulture).ToList());
        var mailed = mail is { Length: > 0 } host ? [texts["Mail relay: {0}", host], .. other] : other;
        var periods = (await retention.AllAsync(cancellation)).ToDictionary(its => its.Class, its => $"{RetentionTerm.InWords(texts, its.Term.Unit, its.Length)} {texts[its.Term.From]}");
        var (contacts, unanswered) = (periods[RetentionClass.Contacts], $"{texts.Of(RetentionClass.Unanswered)}: {periods[RetentionClass.Unanswered]}");

        var rows = new List<ProcessingRow>
        {
            new(texts["Finding and advising customers"], texts["Interested people and people at customers"], texts["Names, addresses and numbers, jobs, talks, meetings, deals, questionnaires"], texts["Steps at their request before a contract, Art. 6(1)(b); legitimate interest in selling, Art. 6(1)(f) GDPR"], mailed, [contacts, unanswered]),
            new(texts["Contracts, deliveries and invoices"], texts["People at customers"], texts["Names and addresses on documents, signatures, payments"], texts["Contract, Art. 6(1)(b); duty to keep books, Art. 6(1)(c) GDPR"], mailed, [$"{texts.Of(RetentionClass.Invoices)}: {periods[RetentionClass.Invoices]}", $"{texts.Of(RetentionClass.Letters)}: {periods[RetentionClass.Letters]}"]),
        };
        if (await db.PersonPrivacy.AnyAsync(its => its.Origin != DataOrigin.Person, cancellation))
            rows.Add(new(texts["Addresses from lists, registers and referrals"], texts["People who did not give us their data themselves"], texts["Names, addresses and numbers, where they come from, when they were informed"], texts["Legitimate interest, Art. 6(1)(f) GDPR; informed by Art. 14"], other, [periods[RetentionClass.Bought]]));
        rows.AddRange(await PurposesAsync(texts, mailed, contacts, cancellation));
        rows.Add(new(texts["Answering requests of persons"], texts["People who ask for their data"], texts["Name, address, what they ask, proof of identity, answer"], texts["Legal duty, Art. 6(1)(c) with Art. 12 to 22 GDPR"], mailed, [periods[RetentionClass.Requests]]));
        rows.Add(new(texts["Running this system"], texts["Our own people"], texts["Names, mail addresses, roles, sign-ins, who changed what"], texts["Employment, § 26 BDSG, Art. 88 GDPR; security, Art. 6(1)(f) GDPR"], [], [periods[RetentionClass.SignIns]]));

        var controller = us.FirstOrDefault() is { } known ? await known.ReadAsync(cancellation) : Controller.Unknown;
        return new(controller, await db.ProcessingNotes.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? new(), rows);
    }

    /// <summary>A row for each purpose for which people can consent now, or have; with the channels that were named to them.</summary>
    private async Task<IEnumerable<ProcessingRow>> PurposesAsync(Texts texts, IReadOnlyList<string> told, string contacts, CancellationToken cancellation)
    {
        var wordings = await db.ConsentWordings.AsNoTracking().Where(its => its.RetiredAt == null).ToListAsync(cancellation);
        var used = await db.ConsentEvents.Where(its => its.Action == ConsentAction.Confirmed).Select(its => new { its.Purpose, its.Channel }).Distinct().ToListAsync(cancellation);
        return from purpose in Enum.GetValues<Purpose>()
               where purpose != Purpose.Contract
               let mine = wordings.Where(its => its.Purposes.Contains(purpose)).ToList()
               let channels = mine.SelectMany(its => its.Channels).Concat(used.Where(its => its.Purpose == purpose).Select(its => its.Channel)).Distinct().Order().Select(channel => texts.Of(channel)).ToList()
               where channels.Count > 0
               select new ProcessingRow(texts.Of(purpose), texts["People who consented"], $"{texts["Address or number, consent with its proof, what was sent and what they answered"]} ({string.Join(", ", channels)})",
                   texts["Consent, Art. 6(1)(a) GDPR"], [.. told, .. mine.Select(its => its.Partners).Where(partners => partners.Length > 0).Distinct()], [texts["until it is withdrawn; the proof three years longer"], contacts]);
    }
}

/// <summary>The record with all its parts, in one language.</summary>
public sealed record ProcessingRecord(Controller Controller, ProcessingNote Note, IReadOnlyList<ProcessingRow> Rows);

/// <summary>One processing activity in words of the reader.</summary>
/// <param name="Recipients">Who gets data; empty for nobody.</param>
public sealed record ProcessingRow(string Purpose, string People, string Data, string Ground, IReadOnlyList<string> Recipients, IReadOnlyList<string> Periods);

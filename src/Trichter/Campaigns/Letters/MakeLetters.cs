using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Mailings;
using Trichter.Customers;
using Trichter.Customers.Consent;
using Trichter.Customers.Consent.Check;
using Trichter.Ledger;
using Trichter.Platform.Documents;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Roles;
using Trichter.Timeline;

namespace Trichter.Campaigns.Letters;

/// <summary>
/// Makes the letters that were asked for: everybody of the segment is asked about in portions, one file is printed, and file, people and timeline are
/// saved at once. Whatever happens before leaves the letter waiting, so that it is made anew from the start.
/// </summary>
public sealed partial class MakeLetters(Db db, Me me, Change change, AskConsent ask, IDrawLetters draw, TimelineWriter timeline, ILogger<MakeLetters> logger)
{
    private const int Portion = 250;

    public async Task RunAsync(CancellationToken cancellation = default)
    {
        while (await db.Letters.AsNoTracking().Where(its => its.State == LetterState.Waiting && its.RetiredAt == null).OrderBy(its => its.Id).FirstOrDefaultAsync(cancellation) is { } next)
        {
            if (await db.Users.Where(user => user.Id == next.AskedBy).WithRules(db).SingleOrDefaultAsync(cancellation) is not { User.MaySignIn: true } eyes)
            {
                await FailAsync(next.Id, new Told("Whoever asked for them is no longer with us."), cancellation);
                continue;
            }

            me.SignedInAs(eyes);
            try
            {
                await MakeAsync(next.Id, cancellation);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogFailure(logger, next.Id, failure);
                await FailAsync(next.Id, new Told("The letters could not be made; the log of the server says why."), cancellation);
            }

            db.ChangeTracker.Clear();
            change.StartAnew();
        }
    }

    /// <summary>It goes back to its writer with the reason; the next ones have their turn.</summary>
    private async Task FailAsync(Guid id, Told why, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        me.ActAsProgram();
        (await db.Letters.SingleAsync(its => its.Id == id, cancellation)).Fail(why.Key);
        await db.SaveChangesAsync(cancellation);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The letters {Letter} could not be made.")]
    private static partial void LogFailure(ILogger logger, Guid letter, Exception failure);

    /// <summary>The letter to one person, or to an example.</summary>
    /// <returns>Null where it is not there, or not written in this language.</returns>
    public async Task<PdfResult?> ShowAsync(Guid id, string language, Guid? person, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (await db.Letters.AsNoTracking().SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation) is not { } letter || !letter.Languages.Contains(language)) return null;

        var known = person is { } wanted ? (await AddressedAsync(letter, [wanted], cancellation)).GetValueOrDefault(wanted) : null;
        var example = new Addressed(Addressee.Example, "Petry Baumaschinen", new Address(AddressKind.Main, "Am Strande 3", "18055", "Rostock", "DE"), language);
        return await draw.RunAsync([SheetOf(letter, known ?? example, LetterText.Of(letter, language), language)], letter.Name, cancellation);
    }

    /// <summary>Whoever is in the file and no longer allows it, or is gone: their letters are to be taken out of the pile.</summary>
    public async Task<IReadOnlyList<LetterRecipient>> WithdrawnAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (await db.Letters.AsNoTracking().SingleOrDefaultAsync(its => its.Id == id, cancellation) is not { } letter) return [];

        var gone = new List<LetterRecipient>();
        foreach (var portion in (await db.LetterRecipients.AsNoTracking().Where(its => its.LetterId == id && its.Position != null).OrderBy(its => its.Position).ToListAsync(cancellation)).Chunk(Portion))
        {
            var answers = await AnswersAsync(letter, [.. portion.Select(its => its.PersonId)], cancellation);
            gone.AddRange(portion.Where(its => answers.GetValueOrDefault(its.PersonId) is not ConsentAnswer.Allow));
        }

        return gone;
    }

    private async Task MakeAsync(Guid id, CancellationToken cancellation)
    {
        var letter = await db.Letters.SingleAsync(its => its.Id == id, cancellation);
        var (recipients, sheets) = await ChooseAsync(letter, cancellation);
        var printed = sheets.Count == 0 ? new PdfResult.Not(new Told("Nobody of the segment may get this letter.")) : await draw.RunAsync(sheets, letter.Name, cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.LetterRecipients.Where(its => its.LetterId == id).ExecuteDeleteAsync(cancellation);
        if (printed is PdfResult.Printed pdf)
        {
            letter.Finish(change.Now);
            db.LetterFiles.Add(new LetterFile { Id = id, Content = pdf.Content });
            timeline.Record(new LettersMade(letter.Id, letter.Name, sheets.Count));
        }
        else letter.Fail(((PdfResult.Not)printed).Why.Key);

        foreach (var portion in recipients.Where(its => letter.State == LetterState.Made || its.Position is null).Chunk(Portion))
        {
            db.LetterRecipients.AddRange(portion);
            foreach (var its in portion.Where(its => its.Position is not null)) timeline.Record(new LetterWritten(its.PersonId, letter.Id, letter.Name));
            await db.SaveChangesAsync(cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Everybody of the segment, in the order of the file; who is left out comes with the reason.</summary>
    private async Task<(IReadOnlyList<LetterRecipient> Recipients, IReadOnlyList<LetterSheet> Sheets)> ChooseAsync(Letter letter, CancellationToken cancellation)
    {
        var texts = letter.Languages.ToDictionary(language => language, language => LetterText.Of(letter, language));
        var (recipients, sheets) = (new List<LetterRecipient>(), new Dictionary<Guid, LetterSheet>());
        var members = await db.SegmentMembers.Where(its => its.SegmentId == letter.SegmentId).OrderBy(its => its.PersonId).Select(its => its.PersonId).ToListAsync(cancellation);
        foreach (var portion in members.Chunk(Portion))
        {
            var (known, answers) = (await AddressedAsync(letter, portion, cancellation), await AnswersAsync(letter, portion, cancellation));
            foreach (var id in portion)
            {
                var its = known.GetValueOrDefault(id);
                var recipient = new LetterRecipient
                {
                    LetterId = letter.Id,
                    PersonId = id,
                    At = change.Now,
                    Company = its?.Company ?? "",
                    Language = its?.Language ?? "",
                    Street = its?.Address?.Street ?? "",
                    PostalCode = its?.Address?.PostalCode ?? "",
                    City = its?.Address?.City ?? "",
                    Country = its?.Address?.Country ?? "",
                };
                recipients.Add(recipient);
                if (its is null) recipient.LeaveOut("", new Told("They are no longer there.").Key);
                else if (answers.GetValueOrDefault(id) is not ConsentAnswer.Allow) recipient.LeaveOut(answers.GetValueOrDefault(id)?.Rule ?? "R20", answers.GetValueOrDefault(id)?.WhyNot ?? new Told("They are no longer there.").Key);
                else if (recipient.Street.Length == 0 || recipient.City.Length == 0) recipient.LeaveOut("", new Told("No postal address").Key);
                else sheets[id] = SheetOf(letter, its, texts[its.Language], its.Language);
            }
        }

        var ordered = recipients.Where(its => its.Reason.Length == 0).OrderBy(its => its.PostalCode, StringComparer.Ordinal).ThenBy(its => its.City, StringComparer.Ordinal).ThenBy(its => its.Street, StringComparer.Ordinal).ThenBy(its => its.PersonId).ToList();
        foreach (var (its, index) in ordered.Take(Letter.Most).Select((its, index) => (its, index))) its.Position = index + 1;
        foreach (var its in ordered.Skip(Letter.Most)) its.LeaveOut("", new Told("More letters than one file takes; make a letter for them of a smaller segment.").Key);
        return (recipients, [.. ordered.Take(Letter.Most).Select(its => sheets[its.PersonId])]);
    }

    private async Task<Dictionary<Guid, ConsentAnswer>> AnswersAsync(Letter letter, IReadOnlyList<Guid> people, CancellationToken cancellation) =>
        (await ask.JudgeManyAsync([.. people.Select(id => new Asked(id))], new ContactPlan(letter.Purpose, ContactChannel.Post) { Campaign = letter.Id, Template = new MessageTraits { HasInformation = letter.HasInformation } }, cancellation)).ToDictionary(its => its.Person, its => its.Answer);

    private async Task<Dictionary<Guid, Addressed>> AddressedAsync(Letter letter, IReadOnlyList<Guid> ids, CancellationToken cancellation)
    {
        var written = letter.Languages.ToList();
        var people = await db.People.AsNoTracking().VisibleTo(me, db).Where(person => ids.Contains(person.Id)).ToListAsync(cancellation);
        var jobs = (await (from job in db.Employments.AsNoTracking()
                           join company in db.Companies.AsNoTracking().VisibleTo(me, db) on job.CompanyId equals company.Id
                           where ids.Contains(job.PersonId)
                           orderby job.Position
                           select new { job.PersonId, Company = company }).ToListAsync(cancellation)).ToLookup(its => its.PersonId, its => its.Company);
        return people.ToDictionary(person => person.Id, person =>
        {
            var company = jobs[person.Id].FirstOrDefault();
            return new Addressed(
                new Addressee(person.FirstName, person.LastName, person.Title, person.Salutation, company?.Name ?? ""), company?.Name ?? "", company?.MainAddress,
                written.Contains(person.Language) ? person.Language : written[0]);
        });
    }

    private static LetterSheet SheetOf(Letter letter, Addressed its, LetterText text, string language) => new(
        language, [its.Company, string.Join(' ', new[] { its.Person.Title, its.Person.FirstName, its.Person.LastName }.Where(part => part.Length > 0)), its.Address?.Street ?? "", $"{its.Address?.PostalCode} {its.Address?.City}".Trim()],
        its.Address?.Country ?? "", text.Fill(its.Person), letter.Signature, letter.Purpose.IsAdvertising());

    private sealed record Addressed(Addressee Person, string Company, Address? Address, string Language);
}

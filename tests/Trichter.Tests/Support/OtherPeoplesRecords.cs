using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Care.Installed;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Deals.Commitments;
using Trichter.Deals.Needs;
using Trichter.Deals.Obstacles;
using Trichter.Deals.Plan;
using Trichter.Deals.Stakeholders;
using Trichter.Leads.Proposals;
using Trichter.Leads.Questionnaires;
using Trichter.Leads.Questionnaires.Links;
using Trichter.Offers.Competitors;
using Trichter.Offers.Contracts;
using Trichter.Offers.Negotiation;
using Trichter.Offers.Objections;
using Trichter.Offers.Quotes;
using Trichter.Offers.Quotes.Edit;
using Trichter.Offers.Signals;
using Trichter.Offers.Trials;
using Trichter.Platform.Language;
using Trichter.Team.CustomFields;

namespace Trichter.Tests.Support;

/// <summary>A company, a person and a deal of one colleague, each field and each note with a word that nobody else uses.</summary>
internal static class OtherPeoplesRecords
{
    /// <param name="word">Lower case letters; it occurs in every text of the records.</param>
    /// <param name="at">A company of everybody where the person works and the deal lies too, so that its page could give them away.</param>
    public static async Task<Records> EnterAllAsync(this Desk desk, string word, string email, Guid? at = null)
    {
        foreach (var record in new[] { nameof(Company), nameof(Person), nameof(Deal) })
            await desk.DoAsync<KeepCustomFields, IReadOnlyDictionary<string, Told>>(verb => verb.AddAsync(new CustomFieldDraft(record, "", Localized.Same("Password of the day"), CustomFieldType.Text)));
        var company = await desk.DoAsync<SaveCompany, SaveResult<Company>>(verb => verb.CreateAsync(
            new Dictionary<string, string> { ["name"] = $"{word} Bau", ["city"] = $"{word}stadt", ["domain"] = $"{word}.example", ["industry"] = word, ["tags"] = word, ["phone"] = "+49 381 1", ["register_number"] = word, ["custom:password_of_the_day"] = word }, true), email);
        var companyId = Assert.IsType<SaveResult<Company>.Saved>(company).Record.Id;
        var person = await desk.DoAsync<SavePerson, SaveResult<Person>>(verb => verb.CreateAsync(
            new Dictionary<string, string> { ["first_name"] = word, ["last_name"] = $"{word}mann", ["emails"] = $"{word}@{word}.example", ["tags"] = word, ["title"] = word, ["custom:password_of_the_day"] = word }, at ?? companyId, word, true), email);
        var personId = Assert.IsType<SaveResult<Person>.Saved>(person).Record.Id;

        var deal = await desk.EnterAsync($"{word} Auftrag", $"{word} Bau", email: email);
        await desk.DoAsync<SaveInstalled, InstalledResult>(verb => verb.RunAsync(null, new InstalledForm { CompanyId = companyId, Name = $"{word} Bagger", Serial = word, Quantity = "1", Site = word, Note = word }), email);
        await desk.EnterGoneAsync(word, email);
        await desk.DoAsync<NoteActivity, Told?>(verb => verb.RunAsync(deal.Id, ActivityType.Note, $"{word} am Telefon", null), email);
        await desk.DoAsync<NoteActivity, Told?>(verb => verb.RunAsync(deal.Id, ActivityType.Call, $"{word} anrufen", desk.App.Clock.Now.AddDays(2)), email);
        await desk.DoAsync<RaiseObstacle, Told?>(verb => verb.RunAsync(deal.Id, $"{word} fehlt", ObstacleType.Budget, ObstacleSeverity.Critical, null, null), email);
        await desk.DoAsync<NoteCommitment, Told?>(verb => verb.RunAsync(deal.Id, new CommitmentDraft($"{word} zugesagt", CommitmentSide.Customer, CommitmentState.Asked, false, "", null)), email);
        await desk.DoAsync<NoteNeed, Told?>(verb => verb.RunAsync(deal.Id, new NeedDraft($"{word} gebraucht", NeedKind.Stated, NeedImportance.High, word)), email);
        await desk.DoAsync<NoteStakeholder, Told?>(verb => verb.RunAsync(deal.Id, new StakeholderDraft(personId, "", StakeholderRole.Decides, Influence.High, Stance.For, null, word)), email);
        await desk.DoAsync<NoteBuyingStep, Told?>(verb => verb.RunAsync(deal.Id, $"{word} beschließt", null), email);
        await desk.DoAsync<AnswerQuestions, AnswerResult>(verb => verb.RunAsync(deal.Id, "bant", new Answering(new Dictionary<string, string> { ["need"] = word }, [], AnswerSource.Call, Confidence.Low, word)), email);
        await desk.DoAsync<ShareQuestionnaire, ShareResult>(verb => verb.RunAsync(deal.Id, "bant", new Sharing(word, "de", 14)), email);
        await desk.ObjectAsync(deal.Id, word, email);
        await desk.OfferAsync(deal.Id, word, email);
        await desk.NegotiateAsync(deal.Id, word, email);
        await desk.DoAsync<ProposeLead, Told?>(verb => verb.RunAsync(deal.Id, word), email);

        var (dealId, change) = (deal.Id, await desk.App.InDbAsync(db => db.Ledger.Where(entry => entry.RecordId == deal.Id).OrderBy(entry => entry.Id).Select(entry => entry.ChangeId).FirstAsync()));
        await desk.App.InDbAsync(db => db.Deals.Where(its => its.Id == dealId).ExecuteUpdateAsync(set => set
            .SetProperty(its => its.ContactId, personId).SetProperty(its => its.CompanyId, its => at ?? its.CompanyId)));
        return new Records(dealId, companyId, personId, change);
    }

    private static async Task OfferAsync(this Desk desk, Guid deal, string word, string email)
    {
        var quote = (await desk.DoAsync<StartQuote, Quote?>(verb => verb.RunAsync(deal), email))!;
        var form = new QuoteForm
        {
            Seen = 0,
            Language = "de",
            Currency = "EUR",
            Title = $"{word} angeboten",
            Intro = word,
            PaymentDays = "14",
            ValidUntil = "2026-12-31",
            BuyerName = $"{word} Bau",
            BuyerContact = word,
            Lines = [new LineTyped { Name = $"{word} als Zeile", Text = word, Price = "1" }],
        };
        form.Seen = await desk.App.InDbAsync(db => db.QuoteVersions.Where(version => version.QuoteId == quote.Id).Select(version => version.Version).SingleAsync());
        Assert.IsType<QuoteSaved.Saved>(await desk.DoAsync<SaveQuote, QuoteSaved>(verb => verb.RunAsync(quote.Id, form), email));
        await desk.App.InDbAsync(async db =>
        {
            var version = await db.QuoteVersions.Where(its => its.QuoteId == quote.Id).Select(its => its.Id).SingleAsync();
            var contract = new Contract { DealId = deal, Number = $"{word}-1", QuoteVersionId = version, Language = "de", Title = word, Text = word, CreatedAt = desk.App.Clock.Now };
            db.Contracts.Add(contract);
            db.ContractSigners.Add(new ContractSigner { ContractId = contract.Id, DealId = deal, Side = CommitmentSide.Customer, Name = word });
            return await db.SaveChangesAsync();
        });
    }

    private static async Task NegotiateAsync(this Desk desk, Guid deal, string word, string email)
    {
        await desk.DoAsync<Negotiate, Told?>(verb => verb.PlanAsync(deal, new PlanDraft(NegotiationStrategy.Firm, word, word, word, word, word)), email);
        await desk.DoAsync<Negotiate, Told?>(verb => verb.RoundAsync(deal, new RoundDraft(DateOnly.FromDateTime(desk.App.Clock.Now), RoundChannel.Meeting, word, word, null, null, null)), email);
        await desk.DoAsync<Negotiate, Told?>(verb => verb.AskAsync(deal, CommitmentSide.Customer, $"{word} verlangt", 5), email);
        await desk.DoAsync<Negotiate, Told?>(verb => verb.CloseAsync(deal, DateOnly.FromDateTime(desk.App.Clock.Now), ClosingAnswer.NotYet, word), email);
        var kind = await desk.App.InDbAsync(db => db.ConcessionKinds.Select(its => its.Id).FirstAsync());
        await desk.DoAsync<GiveConcession, Told?>(verb => verb.OfferAsync(deal, new ConcessionDraft(kind, 1, null, null, false, word)), email);
    }

    private static async Task ObjectAsync(this Desk desk, Guid deal, string word, string email)
    {
        var kind = await desk.App.InDbAsync(db => db.ObjectionKinds.Select(its => its.Id).FirstAsync());
        var rival = new Competitor { Name = "Baltmaschinen " + deal };
        await desk.App.InDbAsync(db => { db.Competitors.Add(rival); return db.SaveChangesAsync(); });
        await desk.DoAsync<NoteObjection, Told?>(verb => verb.RunAsync(deal, new ObjectionDraft(kind, $"{word} ist zu teuer", word, ObjectionWeight.Heavy, new CompetitorOfferDraft(rival.Id, "1", "", word, null))), email);
        var objection = await desk.App.InDbAsync(db => db.Objections.Where(its => its.DealId == deal).Select(its => its.Id).SingleAsync());
        await desk.DoAsync<StartTrial, Told?>(verb => verb.RunAsync(deal, new TrialDraft($"{word} zur Probe", word, DateOnly.FromDateTime(desk.App.Clock.Now), 2)), email);
        await desk.DoAsync<NoteSignal, SignalResult>(verb => verb.RunAsync(deal, new SignalDraft(SignalKind.AskedPrice, word, word, null)), email);
        await desk.DoAsync<AnswerObjection, Told?>(verb => verb.RunAsync(deal, objection, new ReplyDraft("", AnswerTone.Rational, $"{word} gerechnet", null, ObjectionState.Resolved)), email);
    }

    private static async Task EnterGoneAsync(this Desk desk, string word, string email)
    {
        var gone = await desk.EnterAsync($"{word} von gestern", $"{word} Bau", email: email);
        await desk.App.InDbAsync(db => db.Deals.Where(its => its.Id == gone.Id).ExecuteUpdateAsync(set => set.SetProperty(its => its.DeletedAt, desk.App.Clock.Now)));
    }
}

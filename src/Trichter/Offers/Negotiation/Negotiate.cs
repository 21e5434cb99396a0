using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Offers.Negotiation;

/// <summary>Keeps the ledger of a negotiation: its plan, its rounds, what each side asks for, and the question for the decision.</summary>
public sealed class Negotiate(Db db, Me me, Change change, TimelineWriter timeline, FindDeal find, DealFigures figures)
{
    /// <returns>What is wrong, or null when it was laid down.</returns>
    public async Task<Told?> PlanAsync(Guid dealId, PlanDraft draft, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is null) return new Told("Nothing is here");
        if (new[] { draft.Target, draft.Limit, draft.Opening, draft.OurAlternative, draft.TheirAlternative }.Any(text => text.Length > NegotiationPlan.Longest)) return new Told("At most {0} characters.", NegotiationPlan.Longest);

        var plan = await db.NegotiationPlans.SingleOrDefaultAsync(its => its.DealId == dealId, cancellation);
        if (plan is null) db.NegotiationPlans.Add(plan = new NegotiationPlan { DealId = dealId });
        (plan.Strategy, plan.Target, plan.Limit, plan.Opening) = (draft.Strategy, draft.Target.Trim(), draft.Limit.Trim(), draft.Opening.Trim());
        (plan.OurAlternative, plan.TheirAlternative) = (draft.OurAlternative.Trim(), draft.TheirAlternative.Trim());
        timeline.Record(new NegotiationPlanned(dealId, plan.Strategy));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <returns>What is wrong, or null when it was noted.</returns>
    public async Task<Told?> RoundAsync(Guid dealId, RoundDraft draft, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is null) return new Told("Nothing is here");
        if (draft.HeldOn is not { } day) return new Told("Say when you talked.");
        if (day > (await find.NowAsync(cancellation)).Day) return new Told("A round that is still to come is an appointment: plan it.");
        if (draft.NextOn < day) return new Told("The end lies before the beginning.");
        if (draft.People.Length > NegotiationRound.LongestPeople) return new Told("At most {0} characters.", NegotiationRound.LongestPeople);
        if (draft.Note.Length > NegotiationRound.Longest) return new Told("At most {0} characters.", NegotiationRound.Longest);
        var named = new[] { draft.BeforeId, draft.AfterId }.OfType<Guid>().Distinct().ToList();
        if (await db.QuoteVersions.CountAsync(version => version.DealId == dealId && named.Contains(version.Id), cancellation) != named.Count) return new Told("This is not a quote of the deal.");

        db.NegotiationRounds.Add(new NegotiationRound
        {
            DealId = dealId,
            HeldOn = day,
            Channel = draft.Channel,
            People = draft.People.Trim(),
            Note = draft.Note.Trim(),
            BeforeId = draft.BeforeId,
            AfterId = draft.AfterId,
            NextOn = draft.NextOn,
            NotedBy = me.Id,
            NotedAt = change.Now,
        });
        timeline.Record(new RoundNoted(dealId, 1 + await db.NegotiationRounds.CountAsync(round => round.DealId == dealId, cancellation), draft.Channel, day, draft.Note.Trim()));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <returns>What is wrong, or null when it was noted.</returns>
    public async Task<Told?> AskAsync(Guid dealId, CommitmentSide side, string subject, int? importance, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is not { } deal) return new Told("Nothing is here");
        if (subject.Trim() is not { Length: > 0 and <= Ask.Longest } its) return new Told("Say in up to {0} characters what is asked for.", Ask.Longest);
        if (importance is not (>= 1 and <= Ask.MostImportant and var weight)) return new Told("How important it is goes from 1 to {0}.", Ask.MostImportant);

        db.Asks.Add(new Ask { DealId = dealId, Side = side, Subject = its, Importance = weight, NotedAt = change.Now });
        timeline.Record(new AskNoted(dealId, side, its, AskState.Open));
        await figures.RefreshAsync([deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <returns>What is wrong, or null when it was settled.</returns>
    public async Task<Told?> SettleAsync(Guid dealId, Guid askId, AskState? state, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is not { } deal) return new Told("Nothing is here");
        if (state is not { } how || !Enum.IsDefined(how) || await db.Asks.SingleOrDefaultAsync(its => its.Id == askId && its.DealId == dealId, cancellation) is not { } ask) return new Told("Nothing is here");

        ask.Settle(how, change.Now);
        timeline.Record(new AskNoted(dealId, ask.Side, ask.Subject, how));
        await figures.RefreshAsync([deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Notes that we asked for the decision. A yes is a commitment of the customer, by word of mouth, and on a condition where they named one.</summary>
    /// <returns>What is wrong, or null when it was noted.</returns>
    public async Task<Told?> CloseAsync(Guid dealId, DateOnly? askedOn, ClosingAnswer? answer, string words, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is not { } deal) return new Told("Nothing is here");
        if (askedOn is not { } day || day > (await find.NowAsync(cancellation)).Day) return new Told("Say when you asked.");
        if (answer is not { } said || !Enum.IsDefined(said)) return new Told("Say what they answered.");
        if (words.Length > ClosingQuestion.Longest) return new Told("At most {0} characters.", ClosingQuestion.Longest);
        if (said != ClosingAnswer.Yes && words.Trim().Length == 0) return new Told("Say in their words what is missing.");

        db.ClosingQuestions.Add(new ClosingQuestion { DealId = dealId, AskedOn = day, Answer = said, Words = words.Trim(), AskedBy = me.Id, NotedAt = change.Now });
        if (said is ClosingAnswer.Yes or ClosingAnswer.YesIf)
            db.Commitments.Add(new Commitment
            {
                DealId = dealId,
                Text = deal.Name,
                By = CommitmentSide.Customer,
                State = CommitmentState.Given,
                Verbal = true,
                Condition = said == ClosingAnswer.YesIf ? words.Trim() : "",
                AskedAt = change.Now,
            });
        timeline.Record(new AskedToClose(dealId, said, words.Trim()));
        await figures.RefreshAsync([deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return null;
    }
}

public sealed record PlanDraft(NegotiationStrategy Strategy, string Target, string Limit, string Opening, string OurAlternative, string TheirAlternative);

/// <param name="BeforeId">The version of a quote that was talked about.</param>
/// <param name="AfterId">The version that came of it.</param>
public sealed record RoundDraft(DateOnly? HeldOn, RoundChannel Channel, string People, string Note, Guid? BeforeId, Guid? AfterId, DateOnly? NextOn);

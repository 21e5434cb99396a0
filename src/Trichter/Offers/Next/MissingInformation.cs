using Trichter.Deals;
using Trichter.Deals.Needs;
using Trichter.Platform.Language;

namespace Trichter.Offers.Next;

/// <summary>What we do not know of a deal yet, or wait for from the customer.</summary>
public static class MissingInformation
{
    /// <param name="seesValue">The role may see what the deal is worth.</param>
    public static IReadOnlyList<Missing> Of(DealPicture picture, bool seesValue) =>
        [.. Asked(picture), .. Needs(picture), .. People(picture), .. Questions(picture), .. Plain(picture, seesValue)];

    private static IEnumerable<Missing> Asked(DealPicture picture) => picture.Commitments
        .Where(promise => promise is { By: CommitmentSide.Customer, State: CommitmentState.Asked, SettledAt: null })
        .Select(promise => new Missing(promise.Due is { } due ? new Told("Asked of the customer until {1}: {0}", promise.Text, due) : new Told("Asked of the customer: {0}", promise.Text), "#commitments"));

    private static IEnumerable<Missing> Needs(DealPicture picture)
    {
        if (picture.Needs.Count == 0) yield return new(new Told("No need is noted."), "#needs");
        else if (picture.Needs.Count(need => !need.IsConfirmed) is var open and > 0)
            yield return new(picture.Needs.Any(need => need is { IsConfirmed: false, Importance: NeedImportance.High })
                ? new Told("Needs that the customer has not confirmed: {0}, one of high importance among them.", open)
                : new Told("Needs that the customer has not confirmed: {0}.", open), "#needs");
    }

    private static IEnumerable<Missing> People(DealPicture picture)
    {
        if (!picture.Stakeholders.Any(its => its.Decides)) yield return new(new Told("Nobody is known who decides."), "#stakeholders");
    }

    private static IEnumerable<Missing> Questions(DealPicture picture)
    {
        foreach (var its in picture.Questionnaires)
        {
            var (name, address) = (its.Asked.Questionnaire.Name, $"/questionnaire/{its.Asked.Questionnaire.Key}");
            if (its.Judgement.Questions.Count - its.Judgement.Proven - its.Judgement.Stale is var open and > 0) yield return new(new Told("{0}: {1} of {2} questions have no answer that counts.", name, open, its.Judgement.Questions.Count), address);
            if (its.Judgement.Stale > 0) yield return new(new Told("{0}: answers that are out of date: {1}.", name, its.Judgement.Stale), address);
        }
    }

    private static IEnumerable<Missing> Plain(DealPicture picture, bool seesValue)
    {
        if (!picture.IsSomethingPlanned) yield return new(new Told("No next step is agreed"), "#compose");
        if (seesValue && picture.Deal.ValueMinor == 0) yield return new(new Told("What it is worth is not known."), "/edit");
        if (picture.Deal.ExpectedClose is null) yield return new(new Told("When they will buy is not known."), "/edit");
        else if (picture.Deal.ExpectedClose < picture.Today) yield return new(new Told("The day when they wanted to buy has passed: {0}", picture.Deal.ExpectedClose), "/edit");
        if (picture.Deal.ContactId is null) yield return new(new Told("No contact person is known."), "/edit");
    }
}

/// <param name="Where">The part of the deal's page, or the page below it, where it is filled in.</param>
public sealed record Missing(Told What, string Where);

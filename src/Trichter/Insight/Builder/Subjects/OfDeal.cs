using System.Linq.Expressions;
using Trichter.Deals;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.FigureAgreements;
using Trichter.Team.Lists;

namespace Trichter.Insight.Builder.Subjects;

/// <summary>A record with the deal that it belongs to.</summary>
internal sealed class OfDeal<T> where T : class
{
    public required T Its { get; init; }
    public required Deal Deal { get; init; }
}

/// <summary>What records of a deal can be asked by the deal alone: who owns it, where it came from.</summary>
internal sealed class AroundDeal(Db db, Me me, Surroundings around)
{
    /// <summary>The records with the deals that whoever asks may see.</summary>
    public IQueryable<OfDeal<T>> Seen<T>(IQueryable<T> records, Expression<Func<T, Guid?>> deal) where T : class =>
        records.Join(db.Deals.VisibleTo(me, db), deal, its => (Guid?)its.Id, (its, of) => new OfDeal<T> { Its = its, Deal = of });

    /// <param name="isOld">Which records are too old to name somebody.</param>
    public async Task<IEnumerable<Dimension<OfDeal<T>>>> DimensionsAsync<T>(Texts texts, Func<SeenFigures, Expression<Func<OfDeal<T>, bool>>> isOld, CancellationToken cancellation) where T : class
    {
        var people = await around.PeopleAsync(cancellation);
        return
        [
            .. people.Dimensions<OfDeal<T>>(texts, its => its.Deal.OwnerId, isOld(people.Seen)),
            Dimensions.Text<OfDeal<T>>(texts, "company", new("Company"), its => its.Deal.CompanyName),
            Dimensions.Text<OfDeal<T>>(texts, "source", new("Source"), its => its.Deal.Source),
            Dimensions.Text<OfDeal<T>>(texts, "product", new("Product"), its => its.Deal.Product),
            Dimensions.Choice<OfDeal<T>, Outcome>(texts, "outcome", new("Outcome"), its => its.Deal.Outcome),
        ];
    }

    public static readonly IReadOnlyList<FilterField> Fields =
    [
        new("owner", new Told("Owner"), FilterKind.Owner),
        new("company", new Told("Company"), FilterKind.Text),
        new("source", new Told("Source"), FilterKind.Text),
        new("product", new Told("Product"), FilterKind.Text),
        new("outcome", new Told("Outcome"), FilterKind.Choice) { Choices = FilterChoice.Of<Outcome>() },
    ];
}

/// <summary>Conditions about records of deals.</summary>
internal abstract class MatchOfDeal<T>(Db db, Me me, Texts texts, TimeProvider clock) : MatchPlain<OfDeal<T>>(db, me, texts, clock) where T : class
{
    protected override Expression<Func<OfDeal<T>, bool>> Rule(ListCondition condition) => Own(condition) ?? condition.Field.Key switch
    {
        "owner" => OnOwner(its => its.Deal.OwnerId, condition),
        "company" => OnText(its => its.Deal.CompanyName, condition),
        "source" => OnText(its => its.Deal.Source, condition),
        "product" => OnText(its => its.Deal.Product, condition),
        "outcome" => OnChoice(its => its.Deal.Outcome, condition),
        _ => Nothing,
    };

    /// <summary>The rule about the record itself; null for one about its deal.</summary>
    protected abstract Expression<Func<OfDeal<T>, bool>>? Own(ListCondition condition);
}

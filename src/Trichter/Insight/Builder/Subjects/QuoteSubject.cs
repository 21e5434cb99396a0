using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Offers.Quotes;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.FigureAgreements;
using Trichter.Team.Lists;
using Trichter.Team.Roles;

namespace Trichter.Insight.Builder.Subjects;

/// <summary>Quotes by their latest version.</summary>
internal sealed class QuoteSubject(Db db, Me me, Texts texts, AroundDeal around, Surroundings house, FindQuote find, MatchQuotes match, FiguresOfPeople figures) : Subject<OfDeal<QuoteVersion>>(texts, figures)
{
    public override string Key => "quotes";

    public override Told Title => new("Quotes, each by its latest version");

    public override bool IsSeen => me.May(Right.SeeDeals) && me.MaySee(DealFields.Value);

    protected override Expression<Func<OfDeal<QuoteVersion>, RecordLine>> Line => its => new RecordLine
    {
        Id = its.Its.QuoteId,
        Name = db.Quotes.Where(quote => quote.Id == its.Its.QuoteId).Select(quote => quote.Number).FirstOrDefault() ?? "",
        About = its.Deal.CompanyName,
    };

    protected override Task<IReadOnlyList<FilterField>> FieldsAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<FilterField>>(
    [
        new("state", new Told("State"), FilterKind.Choice) { Choices = FilterChoice.Of<QuoteState>() },
        new("sent", new Told("Sent"), FilterKind.Day),
        new("decided", new Told("Decided"), FilterKind.Day),
        new("net", new Told("Net"), FilterKind.Amount),
        .. AroundDeal.Fields,
    ]);

    protected override async Task<IReadOnlyList<Dimension<OfDeal<QuoteVersion>>>> DimensionsAsync(CancellationToken cancellation)
    {
        var zone = await house.ZoneAsync(cancellation);
        return
        [
            Dimensions.Choice<OfDeal<QuoteVersion>, QuoteState>(Texts, "state", new("State"), its => its.Its.State),
            .. Dimensions.Instants<OfDeal<QuoteVersion>>(Texts, "sent", new("Sent"), its => its.Its.SentAt, zone),
            .. Dimensions.Instants<OfDeal<QuoteVersion>>(Texts, "decided", new("Decided"), its => its.Its.DecidedAt, zone),
            .. await around.DimensionsAsync<QuoteVersion>(Texts, seen => its => its.Its.DecidedAt < seen.ByNameFrom, cancellation),
        ];
    }

    protected override Task<IReadOnlyList<Figure<OfDeal<QuoteVersion>>>> FiguresAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Figure<OfDeal<QuoteVersion>>>>(
    [
        new("net", Texts["Net"], its => its.Its.NetMinor, its => its.Its.Currency) { Steps = 100 },
        new("contract", Texts["Contract value"], its => its.Its.ContractMinor, its => its.Its.Currency) { Steps = 100 },
    ]);

    protected override Task<IQueryable<OfDeal<QuoteVersion>>> RecordsAsync(Question question, CancellationToken cancellation)
    {
        var latest = find.Visible(db.QuoteVersions.AsNoTracking()).Where(version => db.Quotes.Any(quote => quote.Id == version.QuoteId && quote.Latest == version.Number && quote.RetiredAt == null));
        return match.NarrowAsync(around.Seen(latest, version => version.DealId), question.Groups, cancellation);
    }

    protected override IQueryable<OfDeal<QuoteVersion>> InOrder(IQueryable<OfDeal<QuoteVersion>> records) => records.OrderByDescending(its => its.Its.CreatedAt).ThenByDescending(its => its.Its.Id);

    protected override string AddressOf(Guid id) => $"/quotes/{id}";
}

internal sealed class MatchQuotes(Db db, Me me, Texts texts, TimeProvider clock) : MatchOfDeal<QuoteVersion>(db, me, texts, clock)
{
    protected override Expression<Func<OfDeal<QuoteVersion>, bool>>? Own(ListCondition condition) => condition.Field.Key switch
    {
        "state" => OnChoice(its => its.Its.State, condition),
        "sent" => OnInstant(its => its.Its.SentAt, condition),
        "decided" => OnInstant(its => its.Its.DecidedAt, condition),
        "net" => OnAmount(its => its.Its.NetMinor, condition),
        _ => null,
    };
}

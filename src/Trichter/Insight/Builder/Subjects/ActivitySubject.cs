using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.FigureAgreements;
using Trichter.Team.Lists;

namespace Trichter.Insight.Builder.Subjects;

internal sealed class ActivitySubject(Db db, Me me, Texts texts, AroundDeal around, Surroundings house, MatchActivities match, FiguresOfPeople figures) : Subject<OfDeal<Activity>>(texts, figures)
{
    public override string Key => "activities";

    public override Told Title => new("Activities on deals");

    public override bool IsSeen => me.May(Right.SeeDeals);

    protected override Expression<Func<OfDeal<Activity>, RecordLine>> Line => its => new RecordLine { Id = its.Deal.Id, Name = its.Its.Text, About = its.Deal.Name };

    protected override Task<IReadOnlyList<FilterField>> FieldsAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<FilterField>>(
    [
        new("type", new Told("Kind"), FilterKind.Choice) { Choices = FilterChoice.Of<ActivityType>() },
        new("done", new Told("Done"), FilterKind.Day),
        new("planned", new Told("Planned for"), FilterKind.Day),
        new("by", new Told("Whose activity"), FilterKind.Owner),
        .. AroundDeal.Fields,
    ]);

    protected override async Task<IReadOnlyList<Dimension<OfDeal<Activity>>>> DimensionsAsync(CancellationToken cancellation)
    {
        var (zone, people) = (await house.ZoneAsync(cancellation), await house.PeopleAsync(cancellation));
        Func<SeenFigures, Expression<Func<OfDeal<Activity>, bool>>> isOld = seen => its => its.Its.DoneAt < seen.ByNameFrom;
        return
        [
            Dimensions.Choice<OfDeal<Activity>, ActivityType>(Texts, "type", new("Kind"), its => its.Its.Type),
            people.Person<OfDeal<Activity>>(Texts, "by", new("Whose activity"), its => its.Its.OwnerId, isOld(people.Seen)),
            Dimensions.Choice<OfDeal<Activity>, CallResult>(Texts, "result", new("How calls ended"), its => its.Its.Result),
            .. Dimensions.Instants<OfDeal<Activity>>(Texts, "done", new("Done"), its => its.Its.DoneAt, zone),
            .. Dimensions.Instants<OfDeal<Activity>>(Texts, "planned", new("Planned for"), its => its.Its.DueAt, zone),
            .. await around.DimensionsAsync(Texts, isOld, cancellation),
        ];
    }

    protected override Task<IReadOnlyList<Figure<OfDeal<Activity>>>> FiguresAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Figure<OfDeal<Activity>>>>(
        [new("minutes", Texts["Minutes"], its => its.Its.LengthMinutes)]);

    protected override Task<IQueryable<OfDeal<Activity>>> RecordsAsync(Question question, CancellationToken cancellation) =>
        match.NarrowAsync(around.Seen(db.Activities.AsNoTracking(), activity => activity.DealId), question.Groups, cancellation);

    protected override IQueryable<OfDeal<Activity>> InOrder(IQueryable<OfDeal<Activity>> records) => records.OrderByDescending(its => its.Its.CreatedAt).ThenByDescending(its => its.Its.Id);

    protected override string AddressOf(Guid id) => $"/deals/{id}";
}

internal sealed class MatchActivities(Db db, Me me, Texts texts, TimeProvider clock) : MatchOfDeal<Activity>(db, me, texts, clock)
{
    protected override Expression<Func<OfDeal<Activity>, bool>>? Own(ListCondition condition) => condition.Field.Key switch
    {
        "type" => OnChoice(its => its.Its.Type, condition),
        "done" => OnInstant(its => its.Its.DoneAt, condition),
        "planned" => OnInstant(its => its.Its.DueAt, condition),
        "by" => OnOwner(its => its.Its.OwnerId, condition),
        _ => null,
    };
}

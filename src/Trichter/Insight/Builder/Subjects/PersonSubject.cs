using System.Linq.Expressions;
using Trichter.Customers;
using Trichter.Customers.Lists;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.CustomFields;
using Trichter.Team.FigureAgreements;
using Trichter.Team.Lists;

namespace Trichter.Insight.Builder.Subjects;

internal sealed class PersonSubject(Db db, Me me, Texts texts, OwnFields own, PersonList list, Surroundings around, FiguresOfPeople figures) : Subject<Person>(texts, figures)
{
    public override string Key => "people";

    public override Told Title => new("People");

    public override bool IsSeen => me.May(Right.SeeCustomers);

    protected override Expression<Func<Person, RecordLine>> Line => person => new RecordLine { Id = person.Id, Name = person.FirstName + " " + person.LastName, About = person.Language };

    protected override Task<IReadOnlyList<FilterField>> FieldsAsync(CancellationToken cancellation) => list.FiltersAsync(cancellation);

    protected override async Task<IReadOnlyList<Dimension<Person>>> DimensionsAsync(CancellationToken cancellation) =>
    [
        Dimensions.Text<Person>(Texts, "language", new("Language"), person => person.Language),
        .. (await around.PeopleAsync(cancellation)).Dimensions<Person>(Texts, person => person.OwnerId),
        .. Dimensions.Instants<Person>(Texts, "created", new("Entered"), person => person.CreatedAt, await around.ZoneAsync(cancellation)),
        .. OwnDimensions.Of<Person>(db, Texts, await own.OfAsync(nameof(Person), cancellation)),
    ];

    protected override async Task<IReadOnlyList<Figure<Person>>> FiguresAsync(CancellationToken cancellation) => [.. OwnDimensions.Figures<Person>(db, Texts, await own.OfAsync(nameof(Person), cancellation))];

    protected override Task<IQueryable<Person>> RecordsAsync(Question question, CancellationToken cancellation) => list.FilteredAsync(new ListQuery { Groups = question.Groups }, cancellation);

    protected override IQueryable<Person> InOrder(IQueryable<Person> records) => records.OrderByDescending(person => person.CreatedAt).ThenByDescending(person => person.Id);

    protected override string AddressOf(Guid id) => $"/people/{id}";
}

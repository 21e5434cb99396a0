using System.Linq.Expressions;
using Trichter.Customers;
using Trichter.Customers.Lists;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.CustomFields;
using Trichter.Team.FigureAgreements;
using Trichter.Team.Lists;

namespace Trichter.Insight.Builder.Subjects;

internal sealed class CompanySubject(Db db, Me me, Texts texts, OwnFields own, CompanyList list, Surroundings around, FiguresOfPeople figures) : Subject<Company>(texts, figures)
{
    public override string Key => "companies";

    public override Told Title => new("Companies");

    public override bool IsSeen => me.May(Right.SeeCustomers);

    protected override Expression<Func<Company, RecordLine>> Line => company => new RecordLine { Id = company.Id, Name = company.Name, About = company.Industry };

    protected override Task<IReadOnlyList<FilterField>> FieldsAsync(CancellationToken cancellation) => list.FiltersAsync(cancellation);

    protected override async Task<IReadOnlyList<Dimension<Company>>> DimensionsAsync(CancellationToken cancellation) =>
    [
        Dimensions.Text<Company>(Texts, "industry", new("Industry"), company => company.Industry),
        .. (await around.PeopleAsync(cancellation)).Dimensions<Company>(Texts, company => company.OwnerId),
        Dimensions.Flag<Company>(Texts, "customer", new("Customer"), company => company.CustomerSince != null),
        .. Dimensions.Days<Company>(Texts, "customer-since", new("Customer since"), company => company.CustomerSince),
        .. Dimensions.Instants<Company>(Texts, "created", new("Entered"), company => company.CreatedAt, await around.ZoneAsync(cancellation)),
        .. OwnDimensions.Of<Company>(db, Texts, await own.OfAsync(nameof(Company), cancellation)),
    ];

    protected override async Task<IReadOnlyList<Figure<Company>>> FiguresAsync(CancellationToken cancellation) =>
    [
        new("employees", Texts["Employees"], company => company.Employees),
        .. OwnDimensions.Figures<Company>(db, Texts, await own.OfAsync(nameof(Company), cancellation)),
    ];

    protected override Task<IQueryable<Company>> RecordsAsync(Question question, CancellationToken cancellation) => list.FilteredAsync(new ListQuery { Groups = question.Groups }, cancellation);

    protected override IQueryable<Company> InOrder(IQueryable<Company> records) => records.OrderByDescending(company => company.CreatedAt).ThenByDescending(company => company.Id);

    protected override string AddressOf(Guid id) => $"/companies/{id}";
}

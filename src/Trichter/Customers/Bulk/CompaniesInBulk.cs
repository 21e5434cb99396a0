using Trichter.Customers.Lists;
using Trichter.Ledger;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Bulk;
using Trichter.Team.CustomFields;
using Trichter.Team.Lists;
using Trichter.Timeline;

namespace Trichter.Customers.Bulk;

/// <summary>Changes many companies of the list.</summary>
public sealed class CompaniesInBulk(Db db, Me me, Change change, TimelineWriter timeline, OwnFields own, Texts texts, CompanyList list) : BulkOf<Company>(db, me, change, timeline, own, texts)
{
    public override Right Right => Right.ChangeCustomers;

    public override BulkWords Words { get; } = new(new Told("Change {0} company|Change {0} companies").Key, new Told("{0} company changed|{0} companies changed").Key);

    protected override IReadOnlyList<FieldOf<Company>> Plain => CompanyFields.All;

    protected override IReadOnlyCollection<string> ForMany { get; } = ["legal_form", "postal_code", "city", "country", "employees", "industry"];

    public override Task<BulkPlace?> PlaceAsync(string within, CancellationToken cancellation = default) => Task.FromResult<BulkPlace?>(new(L["Companies"], "/companies", "/companies/"));

    public override async Task<string> TidyAsync(string query, CancellationToken cancellation = default) => (await QueryAsync(query, cancellation)).InAddress();

    protected override async Task<IQueryable<Company>> ListedAsync(string within, string query, CancellationToken cancellation) =>
        await list.FilteredAsync(await QueryAsync(query, cancellation), cancellation);

    protected override string NameOf(Company record) => record.Name;

    protected override void Give(Company record, Guid? owner) => record.OwnerId = owner;

    protected override void Delete(Company record, DateTime at) => record.DeletedAt = at;

    protected override Company Blank() => new() { Name = "" };

    protected override Happening ChangedOf(Company record, string field) => new CompanyChanged(record.Id);

    protected override Happening DeletedOf(Company record) => new CompanyDeleted(record.Id, record.Name);

    private async Task<ListQuery> QueryAsync(string query, CancellationToken cancellation) => ListQuery.Read(query, await list.FiltersAsync(cancellation));
}

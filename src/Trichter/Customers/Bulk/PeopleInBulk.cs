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

/// <summary>Changes many people of the list.</summary>
public sealed class PeopleInBulk(Db db, Me me, Change change, TimelineWriter timeline, OwnFields own, Texts texts, PersonList list) : BulkOf<Person>(db, me, change, timeline, own, texts)
{
    public override Right Right => Right.ChangeCustomers;

    public override BulkWords Words { get; } = new(new Told("Change {0} person|Change {0} people").Key, new Told("{0} person changed|{0} people changed").Key);

    protected override IReadOnlyList<FieldOf<Person>> Plain => PersonFields.All;

    protected override IReadOnlyCollection<string> ForMany { get; } = ["salutation", "language"];

    public override Task<BulkPlace?> PlaceAsync(string within, CancellationToken cancellation = default) => Task.FromResult<BulkPlace?>(new(L["People"], "/people", "/people/"));

    public override async Task<string> TidyAsync(string query, CancellationToken cancellation = default) => (await QueryAsync(query, cancellation)).InAddress();

    protected override async Task<IQueryable<Person>> ListedAsync(string within, string query, CancellationToken cancellation) =>
        await list.FilteredAsync(await QueryAsync(query, cancellation), cancellation);

    protected override string NameOf(Person record) => record.Name;

    protected override void Give(Person record, Guid? owner) => record.OwnerId = owner;

    protected override void Delete(Person record, DateTime at) => record.DeletedAt = at;

    protected override Person Blank() => new() { FirstName = "", LastName = "" };

    protected override Happening ChangedOf(Person record, string field) => new PersonChanged(record.Id);

    protected override Happening DeletedOf(Person record) => new PersonDeleted(record.Id, record.Name);

    private async Task<ListQuery> QueryAsync(string query, CancellationToken cancellation) => ListQuery.Read(query, await list.FiltersAsync(cancellation));
}

using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Deals.History;
using Trichter.Exchange.Columns;
using Trichter.Platform.Search;
using Trichter.Process;

namespace Trichter.Exchange.Import;

/// <summary>What the rows of a portion of deals refer to, found in a fixed number of queries.</summary>
internal sealed class DealsOfPortion(Db db, ProcessCatalogue catalogue, CompaniesByName companies, UsersByName users)
{
    private readonly Dictionary<string, Person> contacts = [];
    private readonly Dictionary<Guid, ProcessVersion> versions = [];
    private readonly Dictionary<Guid, StageWords> words = [];
    private readonly Dictionary<Guid, StageHistory> histories = [];
    private ILookup<Guid, StageTransition> rows = Array.Empty<StageTransition>().ToLookup(row => row.DealId);
    private List<CloseReason>? reasons;

    public CompaniesByName Companies => companies;
    public UsersByName Users => users;

    public async Task<Known<Deal>> LoadAsync(Portion portion, CancellationToken cancellation)
    {
        await companies.LoadAsync(portion.Rows.Select(row => row["company"]), cancellation);
        await users.LoadAsync(cancellation);
        await LoadContactsAsync(portion, cancellation);
        reasons ??= await db.CloseReasons.AsNoTracking().ToListAsync(cancellation);

        var known = new Known<Deal>(portion, (row, key) => row[key]);
        var deals = await FindAsync(known, portion.ProcessId, cancellation);
        foreach (var deal in deals)
        {
            known.Add("external_id", deal.ExternalId, deal);
            known.Add("name", deal.Name, deal);
            versions[deal.VersionId] = await catalogue.VersionAsync(deal.VersionId, cancellation);
        }

        histories.Clear();
        versions[portion.Plan.Version!.Id] = portion.Plan.Version;
        var ids = deals.Select(deal => deal.Id).ToList();
        rows = ids.Count == 0 ? rows : (await db.Transitions.Where(row => ids.Contains(row.DealId)).ToListAsync(cancellation)).ToLookup(row => row.DealId);
        return known;
    }

    public ProcessVersion VersionOf(Deal deal) => versions[deal.VersionId];

    public StageWords WordsOf(ProcessVersion version) =>
        words.TryGetValue(version.Id, out var known) ? known : words[version.Id] = new StageWords(version);

    public StageHistory Begin(Deal deal, ProcessVersion version, Guid? actor, DateTime now) =>
        histories[deal.Id] = new StageHistory(deal.Id, version, []) { Actor = actor, RecordedAt = now, Imported = true };

    public StageHistory HistoryOf(Deal deal, Guid? actor, DateTime now) =>
        histories.TryGetValue(deal.Id, out var known) ? known
        : histories[deal.Id] = new StageHistory(deal.Id, VersionOf(deal), rows[deal.Id]) { Actor = actor, RecordedAt = now, Imported = true };

    public Person? ContactOf(string emailOrName) => contacts.GetValueOrDefault(SearchEntry.Fold(emailOrName.Trim()));

    public void Remember(Person contact)
    {
        contacts.TryAdd(SearchEntry.Fold(contact.Name), contact);
        if (contact.MainEmail.Length > 0) contacts.TryAdd(SearchEntry.Fold(contact.MainEmail), contact);
    }

    public CloseReason? ReasonOf(string text, Outcome outcome) =>
        reasons!.Find(reason => reason.Outcome == outcome && reason.Name.Is(text));

    private async Task<List<Deal>> FindAsync(Known<Deal> known, Guid? process, CancellationToken cancellation)
    {
        var (ids, names) = (known.Wanted("external_id"), known.Wanted("name"));
        var found = new List<Deal>();
        if (ids.Count > 0)
            found.AddRange(await db.Deals.Where(d => d.ProcessId == process && d.ExternalId != "" && ids.Contains(d.ExternalId)).OrderBy(d => d.Id).ToListAsync(cancellation));
        if (names.Count > 0)
            found.AddRange(await db.Deals.Where(d => d.ProcessId == process && names.Contains(d.Name)).OrderBy(d => d.Id).ToListAsync(cancellation));
        return [.. found.Distinct()];
    }

    private async Task LoadContactsAsync(Portion portion, CancellationToken cancellation)
    {
        contacts.Clear();
        var wanted = portion.Rows.Select(row => row["contact"].Trim()).Where(text => text.Length > 0).Distinct().ToList();
        if (wanted.Count == 0) return;

        var emails = wanted.Where(text => text.Contains('@', StringComparison.Ordinal)).Select(text => text.ToLowerInvariant()).ToList();
        var names = wanted.Select(SearchEntry.Fold).ToList();
        foreach (var person in await db.People.Where(p => emails.Contains(p.MainEmail) || names.Contains(p.NameKey)).OrderBy(p => p.Id).ToListAsync(cancellation))
            Remember(person);
    }
}

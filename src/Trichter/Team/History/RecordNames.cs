using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Team.Members;

namespace Trichter.Team.History;

/// <summary>Names of records that ledger values point to. Modules add those that the search does not know.</summary>
public interface INameRecords
{
    Task AddAsync(IReadOnlyCollection<Guid> ids, IDictionary<Guid, string> names, CancellationToken cancellation);
}

/// <summary>Finds the names for everything that some ledger entries speak of, as far as I may see it.</summary>
public sealed class RecordNames(Db db, Me me, IEnumerable<SeenKind> kinds, IEnumerable<INameRecords> others)
{
    private const int Portion = 400;

    public async Task<IReadOnlyDictionary<Guid, string>> OfAsync(IEnumerable<LedgerEntry> entries, CancellationToken cancellation = default)
    {
        var ids = new HashSet<Guid>();
        foreach (var entry in entries)
        {
            ids.Add(entry.RecordId);
            ids.Add(entry.SubjectId);
            if (entry.By is { } by) ids.Add(by);
            foreach (var value in entry.Read().SelectMany(field => field.Value))
                if (value.ValueKind == JsonValueKind.String && value.TryGetGuid(out var id)) ids.Add(id);
        }

        var seen = kinds.Where(kind => me.May(kind.Needs)).Select(kind => kind.Kind).ToList();
        var names = new Dictionary<Guid, string>();
        foreach (var portion in ids.Chunk(Portion))
        {
            foreach (var found in await db.SearchEntries.Where(entry => portion.Contains(entry.Id)).VisibleTo(seen, me, db).Select(entry => new { entry.Id, entry.Title }).ToListAsync(cancellation))
                names[found.Id] = found.Title;
            foreach (var user in await db.Users.Where(user => portion.Contains(user.Id)).Select(user => new { user.Id, user.Name }).ToListAsync(cancellation))
                names[user.Id] = user.Name;
            foreach (var other in others)
                await other.AddAsync(portion, names, cancellation);
        }

        return names;
    }
}

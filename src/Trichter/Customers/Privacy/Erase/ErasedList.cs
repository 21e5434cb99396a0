using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Operation.Backups;
using Trichter.Platform.Storage;

namespace Trichter.Customers.Privacy.Erase;

/// <summary>
/// The ids of whom was erased, in a file beside the database: a backup from before knows nothing of it, so that it is replayed after every restore (R73).
/// Ids alone tell nobody who they were.
/// </summary>
internal sealed class ErasedList(DataDirectory data)
{
    private string Place => Path.Combine(data.Path, "erased.txt");

    public async Task AddAsync(Guid person, DateTime at, IEnumerable<string> cleared, CancellationToken cancellation)
    {
        data.Ensure();
        await File.AppendAllTextAsync(Place, $"{person} {at:O} {string.Join(' ', cleared)}\n", cancellation);
    }

    public async Task<IReadOnlyList<(Guid Person, IReadOnlySet<string> Cleared)>> ReadAsync(CancellationToken cancellation) => !File.Exists(Place) ? [] :
    [
        .. (await File.ReadAllLinesAsync(Place, cancellation)).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(parts => parts.Length > 1 && Guid.TryParse(parts[0], out _)).Select(parts => (Guid.Parse(parts[0]), (IReadOnlySet<string>)parts.Skip(2).ToHashSet())),
    ];
}

/// <summary>Erases again whom a backup brought back.</summary>
internal sealed class EraseAfterRestore(Db db, ErasedList list, ErasePerson erase) : IAfterRestore
{
    public async Task<string?> RunAsync(CancellationToken cancellation)
    {
        var again = 0;
        foreach (var (person, cleared) in await list.ReadAsync(cancellation))
        {
            if (await db.Erasures.AnyAsync(its => its.Id == person, cancellation) || !await db.People.IgnoreQueryFilters().AnyAsync(its => its.Id == person, cancellation)) continue;
            await erase.AgainAsync(person, cleared, cancellation);
            again++;
        }

        return again == 0 ? null : $"Erased again: {again} people.";
    }
}

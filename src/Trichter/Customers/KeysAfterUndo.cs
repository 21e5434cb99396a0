using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;

namespace Trichter.Customers;

/// <summary>Names that were taken back get their keys anew, so that duplicates are found by the name that holds.</summary>
internal sealed class KeysAfterUndo(Db db) : IAfterUndo
{
    private const int Portion = 400;

    public async Task RunAsync(IReadOnlyCollection<Guid> subjects, CancellationToken cancellation)
    {
        foreach (var portion in subjects.Chunk(Portion))
        {
            foreach (var company in await db.Companies.Where(company => portion.Contains(company.Id)).ToListAsync(cancellation)) company.RefreshNameKey();
            foreach (var person in await db.People.Where(person => portion.Contains(person.Id)).ToListAsync(cancellation)) person.RefreshKeys();
            await db.SaveChangesAsync(cancellation);
        }
    }
}

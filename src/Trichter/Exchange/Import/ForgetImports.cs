using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Privacy.Retention;

namespace Trichter.Exchange.Import;

/// <summary>Forgets the files that were uploaded and the rows that were refused; what was imported, how many and why not, stays.</summary>
internal sealed class ForgetImports(Db db, ImportFiles files) : IForget
{
    private const string NoCells = "[]";

    public RetentionClass Class => RetentionClass.Imports;

    public async Task<int> CountAsync(DateTime before, CancellationToken cancellation) => (await Old(before).AsNoTracking().ToListAsync(cancellation)).Count(files.Exists);

    public async Task<int> RunAsync(DateTime before, CancellationToken cancellation)
    {
        var (ids, gone) = (Old(before).Select(run => run.Id), 0);
        await db.ImportRefusals.Where(row => row.Cells != NoCells && ids.Contains(row.ImportId)).ExecuteUpdateAsync(set => set.SetProperty(row => row.Cells, NoCells), cancellation);
        foreach (var run in (await Old(before).AsNoTracking().ToListAsync(cancellation)).Where(files.Exists))
        {
            files.Remove(run);
            gone++;
        }

        return gone;
    }

    private IQueryable<ImportRun> Old(DateTime before) => db.Imports.Where(run => run.RequestedAt < before && run.State != ImportState.Waiting && run.State != ImportState.Running);
}

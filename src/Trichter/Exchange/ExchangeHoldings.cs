using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Customers.Privacy;
using Trichter.Exchange.Import;

namespace Trichter.Exchange;

/// <summary>Uploaded files in which a person stands. What was written of it stays; the file itself is needed no more.</summary>
internal sealed class ExchangeHoldings(Db db, ImportFiles files) : IHoldPersonalData
{
    public IEnumerable<HeldRows> Of(Person person) => [];

    public async Task<IReadOnlyList<Func<Task>>> FilesAsync(PersonTrace trace, CancellationToken cancellation)
    {
        var changed = await db.Ledger.Where(entry => entry.RecordId == trace.Person.Id).Select(entry => entry.ChangeId).Distinct().ToListAsync(cancellation);
        var removals = new List<Func<Task>>();
        foreach (var run in await db.Imports.AsNoTracking().Where(run => run.State != ImportState.Waiting && run.State != ImportState.Running).ToListAsync(cancellation))
        {
            if (!files.Exists(run) || !(changed.Contains(run.ChangeId) || await NamesAsync(run, trace, cancellation))) continue;
            removals.Add(() =>
            {
                files.Remove(run);
                return Task.CompletedTask;
            });
        }

        return removals;
    }

    private async Task<bool> NamesAsync(ImportRun run, PersonTrace trace, CancellationToken cancellation)
    {
        await using var file = files.Open(run);
        using var reader = new StreamReader(file, new System.Text.UTF8Encoding(false, throwOnInvalidBytes: false));
        while (await reader.ReadLineAsync(cancellation) is { } line)
            if (trace.Names(line)) return true;
        return false;
    }
}

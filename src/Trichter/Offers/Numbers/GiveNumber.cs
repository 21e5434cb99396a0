using Microsoft.EntityFrameworkCore;

namespace Trichter.Offers.Numbers;

/// <summary>
/// Gives documents their numbers, without gap and without a duplicate: the counter is a row that stays locked until the transaction ends,
/// so a document that does not come about takes its number back with it (O74).
/// </summary>
internal sealed class GiveNumber(Db db)
{
    /// <param name="on">The day of the document.</param>
    /// <exception cref="InvalidOperationException">No transaction is open: a number given outside one could be lost.</exception>
    public async Task<string> NextAsync(DocumentKind kind, DateOnly on, CancellationToken cancellation = default)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("A number is given only within a transaction.");

        var pattern = await db.NumberRanges.Where(range => range.Kind == kind).Select(range => range.Pattern).SingleOrDefaultAsync(cancellation) ?? NumberRange.Usual(kind);
        return NumberRange.Write(pattern, on, await NextAsync(kind.ToString(), NumberRange.PeriodOf(pattern, on), cancellation));
    }

    /// <summary>1, 2, 3 … under a name of its own, as free of gaps as the numbers of documents.</summary>
    public Task<long> CountAsync(string name, CancellationToken cancellation = default) => NextAsync(name, "", cancellation);

    private async Task<long> NextAsync(string name, string period, CancellationToken cancellation) => (await db.Database.SqlQuery<long>(
        $"insert into number_counters (kind, period, last_number) values ({name}, {period}, 1) on conflict (kind, period) do update set last_number = number_counters.last_number + 1 returning last_number")
        .ToListAsync(cancellation))[0];
}

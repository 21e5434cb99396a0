using Microsoft.EntityFrameworkCore;
using Trichter.Ledger.Sealing;
using Trichter.Tests.Support;

namespace Trichter.Tests.Ledger;

/// <summary>Whoever changes the ledger afterwards is found out.</summary>
public sealed class SealTests : IAsyncLifetime
{
    private Desk desk = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync(withSampleData: true);
        await SealAsync();
        await desk.EnterAsync("Two excavators");
        await SealAsync();
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task An_untouched_ledger_holds_and_every_entry_is_sealed()
    {
        Assert.Empty(await BrokenAsync());
        Assert.Equal(0, await desk.App.InDbAsync(db => db.Ledger.CountAsync(entry => entry.Seal == null)));
        Assert.Equal(await desk.App.InDbAsync(db => db.Ledger.CountAsync()), await desk.App.InDbAsync(db => db.Seals.SumAsync(seal => seal.Entries)));
    }

    [Theory]
    [InlineData("update ledger set fields = '{}' where id = (select id from ledger where seal = 1 order by id limit 1)", 1)]
    [InlineData("delete from ledger where seal = 2", 2)]
    [InlineData("update ledger set seal = 2 where seal = 1", 1, 2)]
    [InlineData("delete from seals where number = 1", 1, 2)]
    public async Task Changing_removing_or_moving_entries_breaks_their_seal(string sql, params int[] broken)
    {
        await desk.App.InDbAsync(db => db.Database.ExecuteSqlRawAsync(sql.Replace("{}", "{{}}", StringComparison.Ordinal)));
        Assert.Equal(broken.Select(number => (long)number), await BrokenAsync());
    }

    private Task SealAsync() => desk.App.WithAsync<SealLedger, bool>(async ledger =>
    {
        await ledger.RunAsync();
        return true;
    });

    private Task<IReadOnlyList<long>> BrokenAsync() => desk.App.WithAsync<SealLedger, IReadOnlyList<long>>(ledger => ledger.BrokenAsync());
}

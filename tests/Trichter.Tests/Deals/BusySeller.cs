using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Deals.Close;
using Trichter.Deals.Move;
using Trichter.Deals.Record;
using Trichter.Ledger;
using Trichter.Process;
using Trichter.Tests.Support;

namespace Trichter.Tests.Deals;

/// <summary>Does whatever can be done to deals, by dice that fall the same way each time: enters, moves, closes, reopens, deletes, revalues, takes back.</summary>
internal sealed class BusySeller(Desk desk, int seed)
{
    private readonly Random dice = new(seed);
    private IReadOnlyList<Stage>? stages;

    public async Task ChangeAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            var deals = await desk.App.InDbAsync(db => db.Deals.OrderBy(deal => deal.Id).Select(deal => deal.Id).ToListAsync());
            await ChangeAsync(deals.Count == 0 ? null : deals[dice.Next(deals.Count)], dice.Next(9));
        }
    }

    private async Task ChangeAsync(Guid? chosen, int what)
    {
        if (chosen is not { } deal || what is 0 or 1)
        {
            await desk.EnterAsync($"Deal {dice.Next()}", $"Company {dice.Next(40)}");
            return;
        }

        stages ??= (await desk.VersionAsync()).Stages;
        switch (what)
        {
            case 2 or 3:
                await desk.DoAsync<MoveDeal, MoveResult>(verb => verb.RunAsync(deal, stages[dice.Next(stages.Count)].Id, [], "Hurry"));
                break;
            case 4:
                await desk.DoAsync<CloseDeal, CloseResult>(verb => verb.RunAsync(deal, new Closing(dice.Next(2) == 0 ? Outcome.Won : Outcome.Disqualified, null, "", null, "")));
                break;
            case 5:
                await desk.DoAsync<CloseDeal, bool>(verb => verb.ReopenAsync(deal));
                break;
            case 6:
                await desk.DoAsync<ChangeDeal, bool>(verb => verb.DeleteAsync(deal));
                break;
            case 7:
                await desk.DoAsync<ChangeDeal, SaveResult<Deal>>(verb => verb.RunAsync(
                    deal, new Dictionary<string, string>(), new Dictionary<string, string> { ["value"] = $"{dice.Next(9999)}.50" }, null));
                break;
            default:
                var last = await desk.App.InDbAsync(db => db.Changes.OrderByDescending(change => change.Id).Select(change => change.Id).FirstAsync());
                await desk.DoAsync<UndoChange, UndoResult>(undo => undo.RunAsync(last, _ => true));
                break;
        }
    }
}

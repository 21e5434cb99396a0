using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Deals.Close;
using Trichter.Deals.Move;
using Trichter.Deals.Record;
using Trichter.Ledger;
using Trichter.Tests.Support;

namespace Trichter.Tests.Deals;

/// <summary>Does whatever can be done to deals, by dice that fall the same way each time: enters, moves, closes, reopens, deletes, revalues, takes back.</summary>
internal sealed class BusySeller(Desk desk, int seed)
{
    private readonly Random dice = new(seed);

    public async Task ChangeAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            var deals = await desk.App.InDbAsync(db => db.Deals.AsNoTracking().OrderBy(deal => deal.Id).ToListAsync());
            await ChangeAsync(deals[dice.Next(deals.Count)], dice.Next(9));
        }
    }

    private async Task ChangeAsync(Deal deal, int what)
    {
        var stages = (await desk.VersionAsync()).Stages;
        switch (what)
        {
            case 0 or 1:
                await desk.EnterAsync($"Deal {dice.Next()}");
                break;
            case 2 or 3:
                await desk.DoAsync<MoveDeal, MoveResult>(verb => verb.RunAsync(deal.Id, stages[dice.Next(stages.Count)].Id, [], "Hurry"));
                break;
            case 4:
                await desk.DoAsync<CloseDeal, CloseResult>(verb => verb.RunAsync(deal.Id, new Closing(dice.Next(2) == 0 ? Outcome.Won : Outcome.Disqualified, null, "", null, "")));
                break;
            case 5:
                await desk.DoAsync<CloseDeal, bool>(verb => verb.ReopenAsync(deal.Id));
                break;
            case 6:
                await desk.DoAsync<ChangeDeal, bool>(verb => verb.DeleteAsync(deal.Id));
                break;
            case 7:
                await desk.DoAsync<ChangeDeal, SaveResult<Deal>>(verb => verb.RunAsync(
                    deal.Id, new Dictionary<string, string>(), new Dictionary<string, string> { ["value"] = $"{dice.Next(9999)}.50" }, null));
                break;
            default:
                var last = await desk.App.InDbAsync(db => db.Changes.OrderByDescending(change => change.Id).Select(change => change.Id).FirstAsync());
                await desk.DoAsync<UndoChange, UndoResult>(undo => undo.RunAsync(last, _ => true));
                break;
        }
    }
}

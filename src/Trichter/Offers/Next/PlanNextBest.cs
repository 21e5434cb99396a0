using Trichter.Activities;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Platform.Calendar;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Offers.Next;

/// <summary>Plans one of the things that are proposed on a deal, within working hours.</summary>
public sealed class PlanNextBest(Db db, Me me, Change change, Texts texts, FindDeal find, Judge judge, NoteActivity note)
{
    private const int NowMinutes = 15;
    private const int SoonMinutes = 120;
    private const int MorningMinutes = 60;

    /// <returns>When it is planned, UTC; null when it is not proposed any more.</returns>
    public async Task<DateTime?> RunAsync(Guid dealId, string key, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is not { } deal) return null;

        var picture = await new PictureReader(db, me, texts, judge).OfAsync(await judge.EvidenceOfAsync(deal, cancellation), change.Now, cancellation);
        if (NextBest.Of(picture, Planned(picture, texts)).FirstOrDefault(action => action.Key == key) is not { } action) return null;

        var due = await DueAsync(action.When, cancellation);
        return await note.RunAsync(dealId, action.Type, texts[action.What], due, cancellation: cancellation) is null ? due : null;
    }

    /// <summary>What is planned already in these words.</summary>
    internal static Func<Told, bool> Planned(DealPicture picture, Texts texts)
    {
        var planned = picture.Activities.Where(activity => activity.IsPlanned).Select(activity => activity.Text).ToHashSet();
        return what => planned.Contains(texts[what]);
    }

    private async Task<DateTime> DueAsync(When when, CancellationToken cancellation)
    {
        var calendar = await WorkingCalendar.OfAsync(db, cancellation);
        var due = when switch
        {
            When.Now => calendar.After(change.Now, NowMinutes),
            When.Soon => calendar.After(change.Now, SoonMinutes),
            _ => calendar.After(calendar.NextDay(change.Now), MorningMinutes),
        };
        return due ?? change.Now.AddDays(1);
    }
}

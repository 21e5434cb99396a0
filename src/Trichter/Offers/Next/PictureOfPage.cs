using Trichter.Deals.Evidence;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team;

namespace Trichter.Offers.Next;

/// <summary>The picture of the deal that a page shows, read once for all parts that look at it.</summary>
public sealed class PictureOfPage([FromKeyedServices(Part.Own)] Db db, Me me, Texts texts, Judge judge, TimeProvider clock)
{
    private Task<DealPicture>? reading;

    /// <param name="evidence">Of the deal of the page; the same for each part.</param>
    public Task<DealPicture> OfAsync(DealEvidence evidence) => reading ??= new PictureReader(db, me, texts, judge).OfAsync(evidence, clock.GetUtcNow().UtcDateTime);
}

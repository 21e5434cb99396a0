using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Privacy;
using Trichter.Platform.Language;

namespace Trichter.Campaigns.Audiences;

/// <summary>The advertising platforms that got hashed addresses.</summary>
internal sealed class AudienceRecipients(Db db, Texts texts) : IKnowRecipients
{
    public Task<IReadOnlyList<Recipient>> AllAsync(CancellationToken cancellation) => OfAsync(db.Set<AudienceExport>(), cancellation);

    public Task<IReadOnlyList<Recipient>> OfAsync(Guid person, CancellationToken cancellation) =>
        OfAsync(db.Set<AudienceExport>().Where(its => db.Set<AudienceMember>().Any(member => member.ExportId == its.Id && member.PersonId == person)), cancellation);

    private async Task<IReadOnlyList<Recipient>> OfAsync(IQueryable<AudienceExport> exports, CancellationToken cancellation) =>
        [.. (await exports.Select(its => its.Platform).Distinct().ToListAsync(cancellation)).Order().Select(platform => new Recipient(texts.Of(platform), ""))];
}

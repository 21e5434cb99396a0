using Microsoft.EntityFrameworkCore;
using Trichter.Team.CustomFields;

namespace Trichter.Deals.Evidence;

/// <summary>The fields that the workspace added to deals, as evidence; whoever looks, a criterion is met or not.</summary>
internal sealed record OwnFieldFacts(IReadOnlyDictionary<string, CustomField> ByName)
{
    /// <param name="name">"custom:weight".</param>
    /// <returns>The value in canonical form; null where the name is none of theirs.</returns>
    public string? Of(Deal deal, string name) => ByName.GetValueOrDefault(name)?.Of(deal);
}

internal sealed class OwnFieldSource(Db db) : IEvidenceSource
{
    public async Task AddAsync(IReadOnlyDictionary<Guid, DealEvidence> evidence, CancellationToken cancellation)
    {
        var asking = evidence.Values.Where(AsksForOne).ToList();
        if (asking.Count == 0) return;

        var facts = new OwnFieldFacts(await db.CustomFields.AsNoTracking().Where(field => field.Record == nameof(Deal) && field.RetiredAt == null).ToDictionaryAsync(field => field.Name, cancellation));
        foreach (var its in asking) its.Add(facts);
    }

    private static bool AsksForOne(DealEvidence evidence) =>
        evidence.Version.Stages.Any(stage => stage.Criteria.Any(criterion => criterion.Parameter("field")?.StartsWith(CustomField.Prefix, StringComparison.Ordinal) == true));
}

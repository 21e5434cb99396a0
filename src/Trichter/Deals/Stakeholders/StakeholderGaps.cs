using Trichter.Platform.Language;

namespace Trichter.Deals.Stakeholders;

/// <summary>What is missing among the people of a deal: each a sentence that says what to do next.</summary>
public static class StakeholderGaps
{
    public static IReadOnlyList<Told> Of(IReadOnlyCollection<Stakeholder> all, Func<Stakeholder, string> nameOf)
    {
        var gaps = new List<Told>();
        var deciders = all.Where(its => its.Decides).ToList();

        if (deciders.Count == 0) gaps.Add(new Told("Nobody is known who decides."));
        gaps.AddRange(deciders.Where(its => !its.IsMet).Select(its => new Told("{0} decides, and nobody has spoken with them.", nameOf(its))));
        gaps.AddRange(all.Where(its => its is { Influence: Influence.High, Stance: Stance.Against }).Select(its => new Told("{0} has high influence and is against us.", nameOf(its))));
        gaps.AddRange(all.Where(its => its is { Influence: Influence.High, Stance: Stance.Unknown, IsMet: true }).Select(its => new Told("{0} has high influence; where they stand is unknown.", nameOf(its))));
        if (all.Count > 0 && !all.Any(its => its.Stance == Stance.For)) gaps.Add(new Told("Nobody is known who is for us."));
        return gaps;
    }
}

using Microsoft.EntityFrameworkCore;
using Trichter.Offers.Amounts;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Offers.Quotes.Decide.Code;

/// <summary>Says above which value a code by e-mail is asked for.</summary>
internal sealed class SaveAcceptanceRules(Db db, Me me, TimelineWriter timeline, Texts texts)
{
    /// <param name="limit">Empty for no code.</param>
    /// <returns>What is wrong, or null when it was saved.</returns>
    public async Task<Told?> RunAsync(string limit, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        var above = Micros.Read(limit.Trim(), texts.Culture);
        if (limit.Trim().Length > 0 && above is not >= 0) return new Told("This is not an amount of money.");

        var rules = await db.AcceptanceRules.SingleOrDefaultAsync(cancellation);
        if (rules is null) db.AcceptanceRules.Add(rules = new AcceptanceRules());
        rules.CodeAboveMinor = Round.ToMinorOrNull(above);
        timeline.Record(new AcceptanceRulesSaved(rules.Id, rules.CodeAboveMinor is not null));
        await db.SaveChangesAsync(cancellation);
        return null;
    }
}

public sealed record AcceptanceRulesSaved(Guid SubjectId, bool AsksForCode) : Happening(SubjectId)
{
    public override Told Told => AsksForCode ? new("set above which value a quote is accepted with a code by e-mail") : new("quotes are accepted without a code by e-mail");

    public override string Icon => "shield-check";
}

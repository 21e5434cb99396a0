using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Offers.Amounts;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Offers.Quotes.Approve;

/// <summary>Adds a rule, or puts one out of use. A rule is not changed: what was approved under it keeps its sense.</summary>
internal sealed class SaveApprovalRules(Db db, Me me, Change change, TimelineWriter timeline, Texts texts)
{
    private const int Most = 50;

    /// <returns>What is wrong, or null when it was added.</returns>
    public async Task<Told?> AddAsync(ApprovalMeasure measure, string threshold, Role role, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        if (!Enum.IsDefined(measure) || !Enum.IsDefined(role)) return new Told("Choose one of the list.");
        if (Micros.Read(threshold, texts.Culture) is not { } limit || limit < 0) return new Told("A number of zero or more, with at most six decimals.");
        if (await db.ApprovalRules.CountAsync(rule => rule.RetiredAt == null, cancellation) >= Most) return new Told("At most {0} rules.", Most);

        var rule = new ApprovalRule { Measure = measure, Threshold = limit, Role = role };
        db.ApprovalRules.Add(rule);
        timeline.Record(new ApprovalRuleChanged(rule.Id, measure, Retired: false));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    public async Task<bool> RetireAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        if (await db.ApprovalRules.SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation) is not { } rule) return false;

        rule.Retire(change.Now);
        timeline.Record(new ApprovalRuleChanged(rule.Id, rule.Measure, Retired: true));
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}

public sealed record ApprovalRuleChanged(Guid SubjectId, ApprovalMeasure Measure, bool Retired) : Happening(SubjectId)
{
    public override Told Told => Retired ? new("took a rule for approvals out of use: {0}", Measure) : new("added a rule for approvals: {0}", Measure);

    public override string Icon => "checks";
}

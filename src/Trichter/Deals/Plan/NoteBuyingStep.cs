using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Deals.Plan;

/// <summary>Notes the steps of the customer's buying process, and that they are done.</summary>
public sealed class NoteBuyingStep(Db db, Change change, TimelineWriter timeline, FindDeal find)
{
    /// <returns>What is wrong, or null when it was noted.</returns>
    public async Task<Told?> RunAsync(Guid dealId, string text, DateOnly? due, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is null) return new Told("Nothing is here");
        if (text.Trim() is not { Length: > 0 and <= BuyingStep.Longest } said) return new Told("Say in up to {0} characters what the customer does.", BuyingStep.Longest);

        db.BuyingSteps.Add(new BuyingStep { DealId = dealId, Text = said, Due = due, NotedAt = change.Now });
        timeline.Record(new BuyingStepNoted(dealId, said, due));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Done today, or open again.</summary>
    public async Task<bool> SwitchAsync(Guid dealId, Guid stepId, CancellationToken cancellation = default)
    {
        if (await FindAsync(dealId, stepId, cancellation) is not { } step) return false;

        var today = (await find.NowAsync(cancellation)).Day;
        step.DoneOn = step.DoneOn is null ? today : null;
        timeline.Record(new BuyingStepDone(dealId, step.Text, step.DoneOn is null));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    public async Task<bool> RemoveAsync(Guid dealId, Guid stepId, CancellationToken cancellation = default)
    {
        if (await FindAsync(dealId, stepId, cancellation) is not { } step) return false;

        db.BuyingSteps.Remove(step);
        timeline.Record(new BuyingStepRemoved(dealId, step.Text));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private async Task<BuyingStep?> FindAsync(Guid dealId, Guid stepId, CancellationToken cancellation) =>
        await find.ForChangeAsync(dealId, cancellation) is null ? null
            : await db.BuyingSteps.SingleOrDefaultAsync(step => step.Id == stepId && step.DealId == dealId, cancellation);
}

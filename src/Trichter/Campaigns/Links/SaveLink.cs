using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Workspaces;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Campaigns.Links;

/// <summary>Makes short addresses that count, and retires them.</summary>
public sealed class SaveLink(Db db, Me me, Change change, TimelineWriter timeline, KnownLinks known, Here here)
{
    /// <summary>Makes a short address; it leads to the same place for as long as it is not retired.</summary>
    public async Task<Fault?> RunAsync(LinkDraft draft, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        var code = draft.Code.Trim().ToLowerInvariant();
        if (!ShortAddress.IsOne(code)) return new("Code", new Told("Letters, digits and hyphens, 2 to 60 of them."));
        if (await db.TrackedLinks.AnyAsync(its => its.Code == code, cancellation)) return new("Code", new Told("This short address is taken."));
        if (draft.Target.Length > TrackedLink.LongestTarget || !Uri.TryCreate(draft.Target.Trim(), UriKind.Absolute, out var target) || target.Scheme is not ("http" or "https"))
            return new("Target", new Told("An address that begins with https://"));
        if (draft.Tags.Any(tag => tag.Length > 100)) return new("Source", new Told("At most {0} characters.", 100));

        var link = new TrackedLink
        {
            Code = code,
            Target = draft.Target.Trim(),
            Source = draft.Source.Trim(),
            Medium = draft.Medium.Trim(),
            Campaign = draft.Campaign.Trim(),
            Content = draft.Content.Trim(),
            Term = draft.Term.Trim(),
            CreatedBy = me.Id,
            CreatedAt = change.Now,
        };
        db.TrackedLinks.Add(link);
        timeline.Record(new LinkMade(link.Id, code));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    public async Task<bool> RetireAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (await db.TrackedLinks.SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation) is not { } link) return false;
        link.Retire(change.Now);
        timeline.Record(new LinkRetired(id, link.Code));
        await db.SaveChangesAsync(cancellation);
        known.Forget(here.Place, link.Code);
        return true;
    }
}

public sealed record LinkDraft(string Code, string Target, string Source, string Medium, string Campaign, string Content, string Term)
{
    internal IEnumerable<string> Tags => [Source, Medium, Campaign, Content, Term];
}

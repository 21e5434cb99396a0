using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Offers.Quotes.Document;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Notifications;
using Trichter.Timeline;

namespace Trichter.Offers.Quotes.Approve;

/// <summary>Who has to agree before a quote is sent, who has, and asking them. Nobody approves what they asked for themselves, unless they are alone in the workspace.</summary>
internal sealed class Approvals(Db db, Me me, Change change, TimelineWriter timeline, FindQuote find, Notify notify)
{
    /// <summary>The rules that the present content breaks and that nobody has approved for it.</summary>
    public async Task<IReadOnlyList<NeededApproval>> MissingAsync(OpenQuote open, CancellationToken cancellation = default)
    {
        var rules = await db.ApprovalRules.AsNoTracking().Where(rule => rule.RetiredAt == null).ToListAsync(cancellation);
        var asked = rules.Select(rule => (Rule: rule, Why: rule.Asks(open.Version, open.Lines))).Where(its => its.Why is not null).ToList();
        if (asked.Count == 0) return [];

        var hash = QuoteContent.HashOf(open.Quote.Number, open.Version, open.Lines);
        var granted = await db.QuoteApprovals.AsNoTracking().Where(approval => approval.VersionId == open.Version.Id && approval.Hash == hash).ToListAsync(cancellation);
        return [.. asked.Where(its => !granted.Exists(approval => approval.RuleId == its.Rule.Id && approval.Granted == true))
            .Select(its => new NeededApproval(its.Rule, its.Why!, granted.Find(approval => approval.RuleId == its.Rule.Id && approval.IsOpen)))];
    }

    /// <returns>What is wrong, or null when it was asked.</returns>
    public async Task<Told?> AskAsync(Guid quoteId, string note, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(quoteId, cancellation) is not { Version.State: QuoteState.Draft } open) return new Told("Nothing is here");
        if (note.Trim().Length > QuoteApproval.Longest) return new Told("At most {0} characters.", QuoteApproval.Longest);
        var missing = await MissingAsync(open, cancellation);
        if (missing.Count == 0) return new Told("Nobody has to approve this.");

        var hash = QuoteContent.HashOf(open.Quote.Number, open.Version, open.Lines);
        foreach (var needed in missing.Where(its => its.Asked is null))
            db.QuoteApprovals.Add(new QuoteApproval
            {
                VersionId = open.Version.Id,
                DealId = open.Deal.Id,
                RuleId = needed.Rule.Id,
                Sentence = needed.Why.Key,
                Data = [.. needed.Why.Data.Select(data => Convert.ToString(data, System.Globalization.CultureInfo.InvariantCulture) ?? "")],
                Hash = hash,
                AskedBy = me.Id,
                AskedAt = change.Now,
                Note = note.Trim(),
            });
        open.Version.State = QuoteState.InApproval;
        foreach (var approver in await ApproversAsync([.. missing.Select(its => its.Rule.Role)], cancellation))
            await notify.TellAsync(approver.Id, NotificationKind.Given, new Told("{0} asks you to approve the quote {1}", me.Name, open.Quote.Number), $"/quotes/{open.Quote.Id}", $"approve/{open.Version.Id}/{hash}", cancellation);
        timeline.Record(new QuoteApprovalAsked(open.Deal.Id, open.Quote.Number, open.Version.Number, note.Trim()));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <returns>What is wrong, or null when it was decided.</returns>
    public async Task<Told?> DecideAsync(Guid quoteId, Guid approvalId, bool granted, string answer, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(quoteId, cancellation) is not { Version.State: QuoteState.InApproval } open) return new Told("Nothing is here");
        if (await db.QuoteApprovals.SingleOrDefaultAsync(its => its.Id == approvalId && its.VersionId == open.Version.Id && its.DecidedAt == null, cancellation) is not { } approval) return new Told("Nothing is here");
        var role = await db.ApprovalRules.Where(rule => rule.Id == approval.RuleId).Select(rule => rule.Role).SingleAsync(cancellation);
        if (!MayDecide(role)) return new Told("Your role does not approve this.");
        if (approval.AskedBy == me.Id && await db.Users.AnyAsync(user => user.Id != me.Id && user.DisabledAt == null, cancellation)) return new Told("Nobody approves what they asked for themselves.");
        if (answer.Trim().Length > QuoteApproval.Longest) return new Told("At most {0} characters.", QuoteApproval.Longest);
        if (!granted && answer.Trim().Length == 0) return new Told("Say why not, so that it can be changed.");
        if (approval.Hash != QuoteContent.HashOf(open.Quote.Number, open.Version, open.Lines)) return new Told("The quote was changed since it was asked. Approval has to be asked anew.");

        approval.Decide(granted, me.Id, change.Now, answer.Trim());
        var others = await db.QuoteApprovals.Where(its => its.VersionId == open.Version.Id && its.Id != approval.Id && its.Hash == approval.Hash && its.DecidedAt == null).AnyAsync(cancellation);
        if (!granted) open.Version.State = QuoteState.Draft;
        else if (!others) open.Version.State = QuoteState.Approved;
        if (approval.AskedBy is { } asker && asker != me.Id)
            await notify.TellAsync(asker, NotificationKind.Answer, granted ? new Told("{0} approved the quote {1}", me.Name, open.Quote.Number) : new Told("{0} did not approve the quote {1}", me.Name, open.Quote.Number),
                $"/quotes/{open.Quote.Id}", $"approved/{approval.Id}", cancellation);
        timeline.Record(new QuoteApprovalDecided(open.Deal.Id, open.Quote.Number, open.Version.Number, granted, answer.Trim()));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>The owner of the workspace may approve everything.</summary>
    public bool MayDecide(Role role) => me.User.Role == role || me.User.Role == Role.Owner;

    private Task<List<User>> ApproversAsync(List<Role> roles, CancellationToken cancellation) =>
        db.Users.AsNoTracking().Where(user => user.DisabledAt == null && user.Id != me.Id && (roles.Contains(user.Role) || user.Role == Role.Owner)).OrderBy(user => user.Name).Take(50).ToListAsync(cancellation);
}

/// <param name="Asked">The open request for it; null when nobody has been asked.</param>
internal sealed record NeededApproval(ApprovalRule Rule, Told Why, QuoteApproval? Asked);

public sealed record QuoteApprovalAsked(Guid DealId, string Number, int Version, string Note) : Happening(DealId)
{
    public override Told Told => new("asked for approval of the quote {0}, version {1}", Number, Version);

    public override string Icon => "hourglass-high";

    public override string? Quote => Note.Length == 0 ? null : Note;
}

public sealed record QuoteApprovalDecided(Guid DealId, string Number, int Version, bool Granted, string Answer) : Happening(DealId)
{
    public override Told Told => Granted ? new("approved the quote {0}, version {1}", Number, Version) : new("did not approve the quote {0}, version {1}", Number, Version);

    public override string Icon => Granted ? "checks" : "circle-x";

    public override string? Quote => Answer.Length == 0 ? null : Answer;

    public override bool IsImportant => true;
}

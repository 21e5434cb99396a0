using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Customers.Consent;
using Trichter.Customers.Consent.Check;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Roles;
using Trichter.Timeline;

namespace Trichter.Campaigns.Audiences;

/// <summary>Makes a list of hashed addresses of a segment: of those alone whose own consent to that is there, each asked for (table of section 3, last row).</summary>
public sealed class MakeAudience(Db db, Me me, Change change, TimelineWriter timeline, AskConsent ask)
{
    private const int Portion = 1000;
    private static readonly ContactPlan Plan = new(Purpose.AdAudience, ContactChannel.AdPlatform);

    /// <returns>Null when there is no such segment, or the role may not see addresses.</returns>
    public async Task<AudienceExport?> RunAsync(Guid segment, AdPlatform platform, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (!me.MaySee(ProtectedCustomerFields.Emails) || !await db.Segments.AnyAsync(its => its.Id == segment && its.RetiredAt == null, cancellation)) return null;

        var members = new Dictionary<Guid, (string Email, string Phone)>();
        var gaps = new Dictionary<(string Rule, string Why), int>();
        var ids = await db.SegmentMembers.Where(its => its.SegmentId == segment).OrderBy(its => its.PersonId).Select(its => its.PersonId).ToListAsync(cancellation);
        foreach (var portion in ids.Chunk(Portion))
        {
            var people = await db.People.AsNoTracking().VisibleTo(me, db).Where(person => portion.Contains(person.Id)).ToListAsync(cancellation);
            var answers = (await ask.JudgeManyAsync([.. people.SelectMany(AskedOf)], Plan, cancellation)).ToLookup(judged => judged.Person);
            foreach (var person in people)
            {
                var allowed = answers[person.Id].Where(judged => judged.Answer is ConsentAnswer.Allow).ToList();
                var (email, phone) = (allowed.Find(judged => judged.Point.IsMail), platform != AdPlatform.LinkedIn && me.MaySee(ProtectedCustomerFields.Phones) ? allowed.Find(judged => !judged.Point.IsMail) : null);
                if (email is not null || phone is not null)
                    members[person.Id] = (email is null ? "" : AudienceHash.OfEmail(email.Point.Value, platform), phone is null ? "" : AudienceHash.OfPhone(phone.Point.Value, platform));
                else
                {
                    var gap = GapOf(answers[person.Id].FirstOrDefault()?.Answer);
                    gaps[gap] = gaps.GetValueOrDefault(gap) + 1;
                }
            }

            if (portion.Length > people.Count) gaps[("", Gone)] = gaps.GetValueOrDefault(("", Gone)) + portion.Length - people.Count;
        }

        var export = new AudienceExport { SegmentId = segment, Platform = platform, MadeBy = me.User.Id, MadeAt = change.Now, People = members.Count, LeftOut = [.. gaps.OrderByDescending(gap => gap.Value).Select(gap => new AudienceGap(gap.Key.Rule, gap.Key.Why, gap.Value))] };
        db.AudienceExports.Add(export);
        db.AudienceMembers.AddRange(members.Select(its => new AudienceMember { ExportId = export.Id, PersonId = its.Key, EmailHash = its.Value.Email, PhoneHash = its.Value.Phone }));
        timeline.Record(new AudienceMade(export.Id, await db.Segments.Where(its => its.Id == segment).Select(its => its.Name).SingleAsync(cancellation), platform, members.Count));
        await db.SaveChangesAsync(cancellation);
        return export;
    }

    /// <summary>Whoever is in the list and no longer allows it, was erased or is gone: to be taken out on the platform.</summary>
    public async Task<IReadOnlyList<AudienceMember>> WithdrawnAsync(Guid export, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        var withdrawn = new List<AudienceMember>();
        foreach (var portion in (await db.AudienceMembers.AsNoTracking().Where(its => its.ExportId == export && its.RemovedAt == null).OrderBy(its => its.PersonId).ToListAsync(cancellation)).Chunk(Portion))
        {
            var ids = portion.Select(its => its.PersonId).ToList();
            var people = await db.People.AsNoTracking().Where(person => ids.Contains(person.Id)).ToListAsync(cancellation);
            var allowed = (await ask.JudgeManyAsync([.. people.SelectMany(AskedOf)], Plan, cancellation)).Where(judged => judged.Answer is ConsentAnswer.Allow).ToLookup(judged => judged.Person);
            withdrawn.AddRange(portion.Where(its => (its.EmailHash.Length > 0 && !allowed[its.PersonId].Any(judged => judged.Point.IsMail)) || (its.PhoneHash.Length > 0 && !allowed[its.PersonId].Any(judged => !judged.Point.IsMail))));
        }

        return withdrawn;
    }

    /// <summary>They were taken out on the platform: their hashes go from here, too.</summary>
    public async Task<int> RemovedAsync(Guid export, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        var ids = (await WithdrawnAsync(export, cancellation)).Select(its => its.Id).ToList();
        var gone = 0;
        foreach (var portion in ids.Chunk(Portion))
            gone += await db.AudienceMembers.Where(its => portion.Contains(its.Id)).ExecuteUpdateAsync(set => set.SetProperty(its => its.RemovedAt, change.Now).SetProperty(its => its.EmailHash, "").SetProperty(its => its.PhoneHash, ""), cancellation);
        return gone;
    }

    private static string Gone => new Told("They are no longer there, or not yours to see.").Key;

    private static IEnumerable<Asked> AskedOf(Person person)
    {
        if (person.MainEmail.Length > 0) yield return new(person.Id, person.MainEmail);
        if (person.Phones.Count > 0) yield return new(person.Id, person.Phones[0]);
    }

    private static (string Rule, string Why) GapOf(ConsentAnswer? answer) => answer?.WhyNot is { } why ? (answer.Rule, why) : ("", new Told("They have neither address nor number.").Key);
}

public sealed record AudienceMade(Guid ExportId, string Segment, AdPlatform Platform, int People) : Happening(ExportId)
{
    public override Told Told => new("made an audience for {1} of the segment {0}, {2} in it", Segment, Platform, People);

    public override string Icon => "speakerphone";

    public override bool IsImportant => true;
}

using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Customers.Lists;
using Trichter.Ledger;
using Trichter.Team;
using Trichter.Team.Lists;
using Trichter.Team.Roles;

namespace Trichter.Campaigns.Segments;

/// <summary>
/// Keeps segments up to date from what the ledger says has changed: only people who were touched since the last round are looked at, however large
/// the segment is. Conditions that time alone makes true are looked at once a day for everybody.
/// </summary>
public sealed class FollowSegments(Db db, Me me, Change change, PersonList list)
{
    private const int Portion = 1000;
    private static readonly string[] Followed = [nameof(Person), nameof(Employment), nameof(Company)];

    public async Task RunAsync(CancellationToken cancellation = default)
    {
        var newest = await db.Seals.OrderByDescending(seal => seal.Number).Select(seal => (long?)seal.Number).FirstOrDefaultAsync(cancellation) ?? 0;
        var yesterday = change.Now.AddDays(-1);
        var due = await db.Segments.Where(its => its.RetiredAt == null && (its.IsStale || (its.Kind == SegmentKind.Dynamic && its.Seal < newest))).OrderBy(its => its.Id).ToListAsync(cancellation);
        foreach (var segment in due)
        {
            if (await db.Users.Where(user => user.Id == segment.OwnerId).WithRules(db).SingleOrDefaultAsync(cancellation) is not { } eyes) continue;

            me.SignedInAs(eyes);
            var isWhole = segment.IsStale || (DependsOnTime(segment) && segment.FollowedAt < yesterday);
            await (isWhole ? FillAsync(segment, cancellation) : FollowAsync(segment, newest, cancellation));
            (segment.IsStale, segment.Seal, segment.FollowedAt) = (false, newest, change.Now);
            if (isWhole || segment.RowsRead > 0) segment.Members = await db.SegmentMembers.CountAsync(its => its.SegmentId == segment.Id, cancellation);
            await db.SaveChangesAsync(cancellation);
        }
    }

    private static bool DependsOnTime(Segment segment) => segment.Query.Contains("~within~", StringComparison.Ordinal) || segment.Query.Contains("%7Ewithin%7E", StringComparison.OrdinalIgnoreCase);

    private async Task<IQueryable<Guid>> FittingAsync(Segment segment, CancellationToken cancellation) =>
        (await list.FilteredAsync(ListQuery.Read(segment.Query, await list.FiltersAsync(cancellation)), cancellation)).Select(person => person.Id);

    /// <summary>Everybody: two statements in the database, no person is read.</summary>
    private async Task FillAsync(Segment segment, CancellationToken cancellation)
    {
        var fitting = await FittingAsync(segment, cancellation);
        await db.SegmentMembers.Where(its => its.SegmentId == segment.Id && !fitting.Contains(its.PersonId)).ExecuteDeleteAsync(cancellation);
        segment.RowsRead = 0;
        for (var last = Guid.Empty; ;)
        {
            var after = last;
            var missing = await fitting.Where(id => id > after && !db.SegmentMembers.Any(its => its.SegmentId == segment.Id && its.PersonId == id)).OrderBy(id => id).Take(Portion * 10).ToListAsync(cancellation);
            if (missing.Count == 0) return;
            await AddAsync(segment, missing, cancellation);
            (last, segment.RowsRead) = (missing[^1], segment.RowsRead + missing.Count);
        }
    }

    /// <summary>Only whom the ledger names since the last round: people, their jobs, and who works for a company that changed.</summary>
    private async Task FollowAsync(Segment segment, long newest, CancellationToken cancellation)
    {
        var from = segment.Seal;
        var touched = db.Ledger.Where(entry => entry.Seal > from && entry.Seal <= newest && Followed.Contains(entry.Record));
        var people = await touched.Select(entry => entry.SubjectId)
            .Union(db.Employments.Where(job => touched.Any(entry => entry.SubjectId == job.CompanyId)).Select(job => job.PersonId)).OrderBy(id => id).ToListAsync(cancellation);
        segment.RowsRead = people.Count;

        var fitting = await FittingAsync(segment, cancellation);
        foreach (var some in people.Chunk(Portion))
        {
            var fits = (await fitting.Where(id => some.Contains(id)).ToListAsync(cancellation)).ToHashSet();
            var members = (await db.SegmentMembers.Where(its => its.SegmentId == segment.Id && some.Contains(its.PersonId)).Select(its => its.PersonId).ToListAsync(cancellation)).ToHashSet();
            var gone = members.Except(fits).ToList();
            await db.SegmentMembers.Where(its => its.SegmentId == segment.Id && gone.Contains(its.PersonId)).ExecuteDeleteAsync(cancellation);
            await AddAsync(segment, [.. fits.Except(members)], cancellation);
        }
    }

    private async Task AddAsync(Segment segment, IReadOnlyCollection<Guid> people, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var added = people.Select(id => new SegmentMember { SegmentId = segment.Id, PersonId = id, Since = change.Now }).ToList();
        db.SegmentMembers.AddRange(added);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        foreach (var member in added) db.Entry(member).State = EntityState.Detached;
    }
}

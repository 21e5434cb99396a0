using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;

namespace Trichter.Team.Bulk;

/// <summary>Begins to change many records, once what is asked for makes sense.</summary>
public sealed class StartBulk(Db db, Me me, Change change)
{
    private const int LongestReason = 1000;

    /// <exception cref="NotAllowedException">The role may not change such records.</exception>
    public async Task<BulkStart> RunAsync(IBulkSubject subject, BulkWish wish, CancellationToken cancellation = default)
    {
        me.Must(subject.Right);
        var value = wish.What == BulkKind.Field ? await subject.CanonicalAsync(wish.Field, wish.Value, cancellation) : wish.Value.Trim();
        if (await FaultAsync(subject, wish with { Value = value }, cancellation) is { } fault) return new BulkStart.Refused(fault);

        var run = new BulkRun
        {
            Record = subject.Record,
            Within = wish.Within,
            What = wish.What,
            Field = wish.Field,
            Value = value,
            Reason = wish.Reason.Trim(),
            Query = wish.Query,
            Chosen = [.. wish.Chosen],
            RequestedBy = me.User.Id,
            RequestedAt = change.Now,
            Total = wish.Chosen.Count > 0 ? wish.Chosen.Count : (await subject.MeantAsync(wish.Within, wish.Query, [], cancellation)).Count,
        };
        if (run.Total == 0) return new BulkStart.Refused(new Told("Choose at least one row."));

        db.BulkRuns.Add(run);
        await db.SaveChangesAsync(cancellation);
        return new BulkStart.Started(run);
    }

    private async Task<Told?> FaultAsync(IBulkSubject subject, BulkWish wish, CancellationToken cancellation) => wish.What switch
    {
        _ when wish.Reason.Length > LongestReason => new Told("At most {0} characters.", LongestReason),
        BulkKind.Field => await subject.FaultOfFieldAsync(wish.Field, wish.Value, cancellation),
        BulkKind.Owner when wish.Value.Length > 0 && (!Guid.TryParse(wish.Value, out var owner) || !await db.Users.AnyAsync(user => user.Id == owner && user.DisabledAt == null, cancellation)) => new Told("Choose a colleague."),
        BulkKind.AddTag or BulkKind.RemoveTag when wish.Value.Length is 0 or > 60 || wish.Value.Contains(';', StringComparison.Ordinal) => new Told("A tag has up to {0} characters and no semicolon.", 60),
        BulkKind.AddTag or BulkKind.RemoveTag when me.AccessTo(subject.Record, "tags") != FieldAccess.Visible => new Told("Your role may not change this field."),
        BulkKind.Stage when (await subject.StagesAsync(wish.Within, cancellation)).All(stage => stage.Key != wish.Value) => new Told("Choose a stage."),
        _ => null,
    };
}

/// <summary>What somebody wants done to many records.</summary>
/// <param name="Within">The part of them whose list it is; empty where there are no parts.</param>
/// <param name="Query">The address of the list, without its page.</param>
/// <param name="Chosen">These of it; empty for all that it finds.</param>
/// <param name="Field">The key of the field; empty where none is set.</param>
/// <param name="Value">As typed.</param>
/// <param name="Reason">Why a stage may be entered without what it asks for.</param>
public sealed record BulkWish(string Within, string Query, IReadOnlyCollection<Guid> Chosen, BulkKind What, string Field, string Value, string Reason = "");

public abstract record BulkStart
{
    public sealed record Started(BulkRun Run) : BulkStart;

    public sealed record Refused(Told Why) : BulkStart;
}

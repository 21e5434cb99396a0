using Microsoft.EntityFrameworkCore;
using Trichter.Deals.List;
using Trichter.Ledger;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Process;
using Trichter.Team;
using Trichter.Team.Roles;

namespace Trichter.Deals.Bulk;

/// <summary>Begins to change many deals, once what is asked for makes sense.</summary>
public sealed class StartBulk(Db db, Me me, Change change, ProcessCatalogue catalogue, DealListReader reader, DealFilterFields filters)
{
    private const int LongestReason = 1000;

    /// <param name="query">The address of the list, without its page.</param>
    /// <param name="chosen">These deals of it; empty for all that it finds.</param>
    /// <param name="value">As typed.</param>
    /// <exception cref="NotAllowedException">The role may not change deals.</exception>
    public async Task<BulkStart> RunAsync(
        SalesProcess process, string query, IReadOnlyCollection<Guid> chosen, BulkKind what, string value, string reason, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeDeals);
        if (await FaultAsync(process, what, value, reason, cancellation) is { } fault) return new BulkStart.Refused(fault);

        var run = new BulkRun
        {
            ProcessId = process.Id,
            What = what,
            Value = value.Trim(),
            Reason = reason.Trim(),
            Query = query,
            Chosen = [.. chosen],
            RequestedBy = me.User.Id,
            RequestedAt = change.Now,
            Total = chosen.Count > 0 ? chosen.Count : await CountAsync(process, query, cancellation),
        };
        if (run.Total == 0) return new BulkStart.Refused(new Told("Choose at least one deal."));

        db.BulkRuns.Add(run);
        await db.SaveChangesAsync(cancellation);
        return new BulkStart.Started(run);
    }

    public Task<IQueryable<Deal>> MeantAsync(DealFilter filter) => reader.FilteredAsync(filter);

    public async Task<int> CountAsync(SalesProcess process, string query, CancellationToken cancellation = default) =>
        (await reader.FiguresAsync(DealListQuery.Read(query, await filters.AllAsync(cancellation)).For(process, await catalogue.CurrentAsync(process, cancellation), await catalogue.StageKeysAsync(process.Id, cancellation)), true, cancellation)).Count;

    private async Task<Told?> FaultAsync(SalesProcess process, BulkKind what, string value, string reason, CancellationToken cancellation)
    {
        if (reason.Length > LongestReason) return new Told("At most {0} characters.", LongestReason);
        if (BulkFields.Of(what, me) is { } field)
        {
            if (field.Access != FieldAccess.Visible) return new Told("Your role may not change this field.");
            return field.Write(new Deal { Name = "", ProcessId = process.Id, VersionId = process.CurrentVersionId, Currency = "EUR" }, value);
        }

        return what switch
        {
            BulkKind.Owner when value.Length > 0 && (!Guid.TryParse(value, out var owner) || !await db.Users.AnyAsync(user => user.Id == owner && user.DisabledAt == null, cancellation)) => new Told("Choose a colleague."),
            BulkKind.AddTag or BulkKind.RemoveTag when value.Trim().Length is 0 or > 60 || value.Contains(';', StringComparison.Ordinal) => new Told("A tag has up to {0} characters and no semicolon.", 60),
            BulkKind.Stage when (await catalogue.CurrentAsync(process, cancellation)).StageWithKey(value) is null => new Told("Choose a stage."),
            _ => null,
        };
    }
}

public abstract record BulkStart
{
    public sealed record Started(BulkRun Run) : BulkStart;

    public sealed record Refused(Told Why) : BulkStart;
}

/// <summary>The plain fields among what can be changed of many deals.</summary>
internal static class BulkFields
{
    public static FieldOf<Deal>? Of(BulkKind what, Me me) => KeyOf(what) is { } key ? me.Fields(DealFields.All).FirstOrDefault(field => field.Key == key) : null;

    private static string? KeyOf(BulkKind what) => what switch
    {
        BulkKind.Source => "source",
        BulkKind.Product => "product",
        BulkKind.ExpectedClose => "expected_close",
        _ => null,
    };
}

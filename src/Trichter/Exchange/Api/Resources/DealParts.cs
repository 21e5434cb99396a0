using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Exchange.Api.Answers;
using Trichter.Exchange.Api.Requests;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Exchange.Api.Resources;

/// <summary>What the records of a deal have in common over the API: they are listed and read with the deal, and a verb answers for what is wrong.</summary>
internal sealed class DealParts(Db db, FindDeal find, Problems problems)
{
    /// <summary>One page of those of a deal.</summary>
    /// <param name="rows">Of every deal.</param>
    public async Task<Answer> PageAsync<T>(Guid deal, ListQuery list, IQueryable<T> rows, Sort<T> sort, Func<T, JsonObject> write, CancellationToken cancellation) where T : class, IPartOf =>
        await find.VisibleAsync(deal, cancellation) is null ? problems.NotFound() : await list.PageAsync(rows, [sort], row => ValueTask.FromResult(write(row)), problems, cancellation);

    /// <summary>One of a deal that I may see; null for none.</summary>
    public async Task<T?> FindAsync<T>(Guid deal, IQueryable<T> found, CancellationToken cancellation) where T : class, IPartOf =>
        await find.VisibleAsync(deal, cancellation) is null ? null : await found.AsNoTracking().SingleOrDefaultAsync(cancellation);

    public async Task<Answer> ReadAsync<T>(Guid deal, HttpContext http, IQueryable<T> found, Func<T, JsonObject> write, CancellationToken cancellation) where T : class, IPartOf =>
        await FindAsync(deal, found, cancellation) is { } its ? its is IVersioned { Version: var version } ? Reading.Of(http, RecordTag.Of(version), () => write(its)) : Answer.Of(write(its)) : problems.NotFound();

    /// <summary>What a verb has just entered.</summary>
    public Answer Created<T>(Told? fault, string address, Func<T, JsonObject> write) where T : class, IRecorded, IPartOf
    {
        if (fault is not null) return problems.Refused(fault);
        var its = db.Set<T>().Local.MaxBy(one => one.Id)!;
        return Answer.Created(write(its), $"{ApiPath.Root}/deals/{its.PartOf}/{address}/{its.Id}", its is IVersioned { Version: var version } ? RecordTag.Of(version) : null);
    }

    /// <summary>A record as a verb has left it.</summary>
    public async Task<Answer> ChangedAsync<T>(Told? fault, IQueryable<T> found, Func<T, JsonObject> write, CancellationToken cancellation) where T : class, IPartOf
    {
        if (fault is not null) return problems.Refused(fault);
        return await found.AsNoTracking().SingleOrDefaultAsync(cancellation) is { } its ? Answer.Of(write(its), its is IVersioned { Version: var version } ? RecordTag.Of(version) : null) : problems.NotFound();
    }

    public Answer Removed(bool removed) => removed ? Answer.Empty() : problems.NotFound();

    /// <summary>Whether the caller read another version than the one there is.</summary>
    public static bool IsStale(HttpContext http, IVersioned its) => RecordTag.IsStale(http, RecordTag.Of(its.Version));
}

/// <summary>Values of a request that keep what there is where nothing was sent.</summary>
internal static class BodyWords
{
    public static T Word<T>(this RequestBody body, string name, T usual) where T : struct, Enum
    {
        if (body.Text(name) is not { Length: > 0 } text) return usual;
        if (Words.Read<T>(text) is { } word) return word;
        body.Fault(name, new Told("One of: {0}.", string.Join(", ", Enum.GetValues<T>().Select(Words.Of))));
        return usual;
    }

    public static string TextOr(this RequestBody body, string name, string known) => body.Has(name) ? body.Text(name) ?? "" : known;

    public static DateOnly? DayOr(this RequestBody body, string name, DateOnly? known) => body.Has(name) ? body.Day(name) : known;
}

using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Trichter.Exchange.Api.Answers;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Roles;

namespace Trichter.Exchange.Api.Requests;

/// <summary>What the address of a list asks for: filters, order, how many, and where to go on. An unknown filter does not fit.</summary>
internal sealed class ListQuery
{
    public const int Most = 200;
    private const int Usual = 50;

    private readonly HttpRequest request;
    private readonly HashSet<string> asked = [];
    private readonly int limit = Usual;
    private readonly string sort;
    private readonly string cursor;

    private ListQuery(HttpRequest request)
    {
        this.request = request;
        (sort, cursor) = (Text("sort") ?? "", Text("cursor") ?? "");
        if (Text("limit") is { } text && !(int.TryParse(text, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= Most))
            Faults["limit"] = new Told("From 1 to {0}.", Most);
    }

    public Dictionary<string, Told> Faults { get; } = [];

    public static ValueTask<ListQuery> BindAsync(HttpContext http) => ValueTask.FromResult(new ListQuery(http.Request));

    public string? Text(string name)
    {
        asked.Add(name);
        return request.Query[name].ToString().Replace("\0", "", StringComparison.Ordinal).Trim() is { Length: > 0 } text ? text : null;
    }

    public Guid? Id(string name)
    {
        if (Text(name) is not { } text) return null;
        if (Guid.TryParse(text, out var id)) return id;
        Faults[name] = new Told("This is not an id.");
        return null;
    }

    public DateOnly? Day(string name)
    {
        if (Text(name) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        Faults[name] = new Told("This is not a date.");
        return null;
    }

    /// <summary>Nobody filters or sorts by what they may not read.</summary>
    public void Refuse(string parameter, ProtectedField field, Me me)
    {
        if (Text(parameter) is not null && !me.MaySee(field)) Faults[parameter] = new Told("This field is hidden for your role.");
    }

    /// <summary>True when the list is to be in this order, whichever way round; an empty name is the first order offered.</summary>
    public bool IsSortedBy(string key) => sort.TrimStart('-') == key;

    /// <summary>One page, and the address of the next one, or what does not fit.</summary>
    /// <param name="sorts">The orders offered; the first is the usual one.</param>
    /// <param name="before">Is told of the page before its rows are written, to read at once what belongs to them.</param>
    public async Task<Answer> PageAsync<T>(
        IQueryable<T> rows, IReadOnlyList<Sort<T>> sorts, Func<T, ValueTask<JsonObject>> write, Problems problems, CancellationToken cancellation, Func<List<T>, Task>? before = null) where T : class
    {
        var order = sort.Length == 0 ? sorts[0] : sorts.FirstOrDefault(its => IsSortedBy(its.Key));
        if (order is null) Faults["sort"] = new Told("Lists are sorted by {0}.", string.Join(", ", sorts.Select(its => its.Key)));
        foreach (var name in request.Query.Keys.Where(name => !asked.Contains(name))) Faults[name] = new Told("There is no such filter.");

        var after = cursor.Length == 0 ? null : Cursor.Read(cursor);
        if (cursor.Length > 0 && after?.Sort != sort) Faults["cursor"] = new Told("This cursor is not of this list.");
        if (Faults.Count > 0) return problems.Faulty(Faults);
        if (order!.Apply(rows, sort.StartsWith('-'), after) is not { } sorted) return problems.Faulty("cursor", new Told("This cursor is not of this list."));

        var found = await sorted.AsNoTracking().Take(limit + 1).ToListAsync(cancellation);
        var page = found.Take(limit).ToList();
        if (before is not null) await before(page);
        var items = new JsonArray();
        foreach (var row in page) items.Add(await write(row));

        return Answer.Of(new JsonObject
        {
            ["items"] = items,
            ["next"] = found.Count > limit ? AddressAfter(order.CursorOf(page[^1], sort)) : null,
        });
    }

    private string AddressAfter(Cursor last)
    {
        var parameters = request.Query.Where(its => its.Key != "cursor").Select(its => KeyValuePair.Create(its.Key, (string?)its.Value.ToString()));
        return QueryHelpers.AddQueryString(request.Path, parameters.Append(KeyValuePair.Create("cursor", (string?)last.ToString())));
    }
}

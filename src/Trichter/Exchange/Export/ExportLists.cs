using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Customers.Lists;
using Trichter.Deals;
using Trichter.Deals.List;
using Trichter.Platform.Documents;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Process;
using Trichter.Team;
using Trichter.Team.CustomFields;
using Trichter.Team.Lists;
using Trichter.Timeline;

namespace Trichter.Exchange.Export;

/// <summary>A list as it is seen (its filter, order and columns) as a text table that spreadsheets open: separated by semicolons where commas stand in numbers.</summary>
internal static class ExportLists
{
    private const int Portion = 1_000;

    public static void MapListExports(this IEndpointRouteBuilder routes)
    {
        var lists = routes.MapGroup("").RequireAuthorization(new AllowedByAttribute(Right.Export));
        lists.MapGet("/deals/export/{key}", DealsAsync);
        lists.MapGet("/companies/export", CompaniesAsync);
        lists.MapGet("/people/export", PeopleAsync);
    }

    private static async Task<IResult> DealsAsync(
        string key, HttpContext http, Db db, ProcessCatalogue catalogue, DealFilterFields filters, DealListReader reader, DealColumns columns, Exporting exporting, Texts texts, CancellationToken cancellation)
    {
        if (await catalogue.FindAsync(key, cancellation) is not { } process) return Results.NotFound();

        var version = await catalogue.CurrentAsync(process, cancellation);
        var keys = await catalogue.StageKeysAsync(process.Id, cancellation);
        var query = DealListQuery.Read(http.Request.QueryString.Value, await filters.AllAsync(cancellation));
        var sort = query.Sort is { Length: > 1 } asked && (reader.Offers(asked) || asked.Contains(CustomField.Prefix, StringComparison.Ordinal)) ? asked : "-created";
        var drawing = new DealColumns.Drawing(
            await db.Users.AsNoTracking().ToDictionaryAsync(user => user.Id, user => user.Name, cancellation),
            deal => keys.GetValueOrDefault(deal.StageId) is { } stage ? version.StageWithKey(stage) is { } its ? texts[its.Name] : stage : "");
        var ids = await reader.IdsAsync(query.For(process, version, keys), sort, cancellation);
        return await exporting.RunAsync<Deal>(process.Key, ids, async portion => (await columns.AllAsync(portion, drawing, cancellation)).Chosen(query), cancellation);
    }

    private static async Task<IResult> CompaniesAsync(HttpContext http, Db db, CompanyList list, Exporting exporting, CancellationToken cancellation)
    {
        var query = ListQuery.Read(http.Request.QueryString.Value, await list.FiltersAsync(cancellation));
        var users = await db.Users.AsNoTracking().ToDictionaryAsync(user => user.Id, user => user.Name, cancellation);
        var ids = await (await list.SortedAsync(query, cancellation)).Select(its => its.Id).ToListAsync(cancellation);
        return await exporting.RunAsync<Company>("companies", ids, async portion => (await list.ColumnsAsync(portion, users, null, cancellation)).Chosen(query), cancellation);
    }

    private static async Task<IResult> PeopleAsync(HttpContext http, Db db, PersonList list, Exporting exporting, CancellationToken cancellation)
    {
        var query = ListQuery.Read(http.Request.QueryString.Value, await list.FiltersAsync(cancellation));
        var users = await db.Users.AsNoTracking().ToDictionaryAsync(user => user.Id, user => user.Name, cancellation);
        var ids = await (await list.SortedAsync(query, cancellation)).Select(its => its.Id).ToListAsync(cancellation);
        return await exporting.RunAsync<Person>("people", ids, async portion => (await list.ColumnsAsync(portion, users, null, cancellation)).Chosen(query), cancellation);
    }

    /// <summary>Writes the rows and notes in the timeline who took how many away.</summary>
    internal sealed class Exporting(Db db, Me me, Texts texts, TimelineWriter timeline)
    {
        public async Task<IResult> RunAsync<T>(string name, IReadOnlyList<Guid> ids, Func<IReadOnlyList<T>, Task<IReadOnlyList<ListColumn<T>>>> columnsOf, CancellationToken cancellation) where T : class, IHasCustomFields
        {
            me.Must(Right.Export);
            timeline.Record(new ListExported(me.User.Id, name, ids.Count));
            await db.SaveChangesAsync(cancellation);

            var separator = texts.Culture.NumberFormat.NumberDecimalSeparator == "," ? ';' : ',';
            return Results.Stream(async body =>
            {
                await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
                var csv = new CsvTable(writer, separator);
                await csv.WriteAsync([.. (await columnsOf([])).Select(column => column.Label)]);
                foreach (var portion in ids.Chunk(Portion))
                {
                    var rows = await db.Set<T>().AsNoTracking().Where(record => portion.Contains(record.Id)).ToDictionaryAsync(record => record.Id, cancellation);
                    var columns = await columnsOf([.. rows.Values]);
                    foreach (var row in portion.Select(id => rows.GetValueOrDefault(id)).OfType<T>()) await csv.WriteAsync([.. columns.Select(column => (column.Export ?? column.Text)(row))]);
                }
            }, "text/csv; charset=utf-8", $"{name}.csv");
        }
    }
}

/// <summary>Somebody took a list away as a file.</summary>
public sealed record ListExported(Guid UserId, string Name, int Rows) : Happening(UserId)
{
    public override Told Told => new("downloaded the list {0} with {1} rows", Name, Rows);

    public override string Icon => "download";
}

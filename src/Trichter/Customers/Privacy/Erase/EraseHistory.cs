using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Trichter.Ledger.Sealing;
using Trichter.Platform.Storage;
using Trichter.Timeline;

namespace Trichter.Customers.Privacy.Erase;

/// <summary>Takes a person's values out of the ledger and the timeline: who did what when stays, what stood there goes (R72, R74).</summary>
public sealed class EraseHistory(Db db, EraseFromLedger ledger)
{
    private const int Portion = 400, ShortestText = 6;

    /// <summary>Of the person's own row: who answers for them and since when they are known says nothing about them.</summary>
    private static readonly HashSet<string> Stays = [nameof(Person.OwnerId), nameof(Person.CreatedAt), nameof(Person.DeletedAt)];

    internal async Task RunAsync(PersonTrace trace, ErasedRows gone, CancellationToken cancellation)
    {
        var texts = gone.Texts.Where(text => text.Length >= ShortestText).Distinct().ToList();
        var needles = trace.Needles.Concat(texts.SelectMany(PersonTrace.Forms)).ToList();
        await LedgerAsync(trace, gone, texts, needles, cancellation);
        await TimelineAsync(trace, texts, needles, cancellation);
    }

    private async Task LedgerAsync(PersonTrace trace, ErasedRows gone, List<string> texts, List<string> needles, CancellationToken cancellation)
    {
        var type = db.Model.FindEntityType(typeof(Trichter.Ledger.LedgerEntry))!;
        var ids = await db.Ledger.Where(entry => entry.SubjectId == trace.Person.Id || entry.RecordId == trace.Person.Id).Select(entry => entry.Id).ToListAsync(cancellation);
        foreach (var portion in gone.Rows.Keys.Select(row => row.Id).Distinct().Chunk(Portion))
            ids.AddRange(await db.Ledger.Where(entry => portion.Contains(entry.RecordId)).Select(entry => entry.Id).ToListAsync(cancellation));
        foreach (var portion in needles.Chunk(50)) ids.AddRange((await Sql.FindAsync(db, type, "fields", portion, trace.Both, cancellation)).Select(row => row.Id));

        var kinds = db.Model.GetEntityTypes().ToLookup(its => its.ClrType.Name);
        foreach (var portion in ids.Distinct().Chunk(Portion))
        {
            var erase = new Dictionary<Guid, IReadOnlySet<string>>();
            foreach (var entry in await db.Ledger.AsNoTracking().Where(entry => portion.Contains(entry.Id)).ToListAsync(cancellation))
            {
                var known = gone.Rows.TryGetValue((entry.Record, entry.RecordId), out var row);
                var fields = entry.Read().Where(field => Goes(entry, field.Key, field.Value)).Select(field => field.Key).ToHashSet();
                if (fields.Count > 0) erase[entry.Id] = fields;

                bool Goes(Trichter.Ledger.LedgerEntry its, string field, JsonElement[] values)
                {
                    if (its.Record == nameof(Person) && its.RecordId == trace.Person.Id) return !Stays.Contains(field);
                    if ((known && row.All) || its.SubjectId == trace.Person.Id) return !field.EndsWith("Id", StringComparison.Ordinal);
                    var column = kinds[its.Record].FirstOrDefault()?.FindProperty(field)?.GetColumnName() ?? "";
                    var table = kinds[its.Record].FirstOrDefault()?.GetTableName() ?? "";
                    if (known && (row.Columns?.Contains(column) ?? PersonalData.Of(table, column)?.IsPersonal() == true)) return true;
                    return values.Any(value => Mentions(trace, texts, value.ToString()) && value.ToString() is var text && !(Guid.TryParse(text, out _)));
                }
            }

            await ledger.RunAsync(erase, cancellation);
        }
    }

    private async Task TimelineAsync(PersonTrace trace, List<string> texts, List<string> needles, CancellationToken cancellation)
    {
        var type = db.Model.FindEntityType(typeof(TimelineEntry))!;
        var ids = await db.Timeline.Where(entry => entry.SubjectId == trace.Person.Id).Select(entry => entry.Id).ToListAsync(cancellation);
        foreach (var portion in needles.Chunk(50)) ids.AddRange((await Sql.FindAsync(db, type, "data", portion, trace.Both, cancellation)).Select(row => row.Id));

        foreach (var portion in ids.Distinct().Chunk(Portion))
            foreach (var entry in await db.Timeline.AsNoTracking().Where(entry => portion.Contains(entry.Id)).ToListAsync(cancellation))
            {
                var (data, its) = (JsonNode.Parse(entry.Data)!.AsObject(), entry.Read().GetType());
                foreach (var member in data.ToList())
                {
                    var clr = its.GetProperties().FirstOrDefault(property => property.Name.Equals(member.Key, StringComparison.OrdinalIgnoreCase))?.PropertyType;
                    var all = entry.SubjectId == trace.Person.Id && (clr == typeof(string) || clr?.IsAssignableTo(typeof(IEnumerable<string>)) == true);
                    data[member.Key] = Without(member.Value, text => text.Length > 0 && !Guid.TryParse(text, out _) && (all || Mentions(trace, texts, text)));
                }

                await Sql.SetAsync(db, type, new Dictionary<string, string> { ["data"] = data.ToJsonString(AsJson.Options) }, [entry.Id], cancellation);
            }
    }

    private static bool Mentions(PersonTrace trace, List<string> texts, string value) =>
        trace.Names(value) || texts.Exists(text => value.Contains(text, StringComparison.Ordinal) || PersonTrace.Forms(text).Any(form => value.Contains(form, StringComparison.Ordinal)));

    private static JsonNode? Without(JsonNode? node, Func<string, bool> goes)
    {
        switch (node)
        {
            case JsonValue value when value.TryGetValue<string>(out var text):
                return goes(text) ? JsonValue.Create(Trichter.Ledger.Erased.Word) : JsonValue.Create(text);
            case JsonArray array:
                return new JsonArray([.. array.Select(item => Without(item, goes))]);
            case JsonObject its:
                return new JsonObject(its.Select(member => KeyValuePair.Create(member.Key, Without(member.Value, goes))));
            default:
                return node?.DeepClone();
        }
    }
}

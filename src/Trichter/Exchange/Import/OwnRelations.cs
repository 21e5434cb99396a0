using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.CustomFields;

namespace Trichter.Exchange.Import;

/// <summary>Finds the records that custom fields of rows point to, by name or id. A row whose name nobody has, or several have, is refused.</summary>
internal sealed class OwnRelations(Db db, Me me, IEnumerable<RelationTarget> targets)
{
    public async Task FindAsync(Portion portion, CancellationToken cancellation)
    {
        foreach (var field in portion.Plan.Own.Values.Where(field => field.Type == CustomFieldType.Relation))
            if (targets.FirstOrDefault(its => its.Key == field.Target) is { } target)
                await FindAsync(portion, field, target, cancellation);
    }

    private async Task FindAsync(Portion portion, CustomField field, RelationTarget target, CancellationToken cancellation)
    {
        var rows = portion.Rows.Where(row => row.Custom.ContainsKey(field.Key)).ToList();
        var names = rows.Select(row => row.Custom[field.Key]).Distinct().ToList();
        if (names.Count == 0) return;

        var ids = names.Select(FormValues.Id).OfType<Guid>().ToList();
        var found = await target.Seen(db, me).Where(record => names.Contains(record.Name) || ids.Contains(record.Id)).AsNoTracking().ToListAsync(cancellation);
        var (byName, known) = (found.ToLookup(record => record.Name), found.Select(record => record.Id).ToHashSet());
        foreach (var row in rows)
        {
            var text = row.Custom[field.Key];
            if (FormValues.Id(text) is { } id && known.Contains(id)) row.Custom[field.Key] = id.ToString();
            else if (byName[text].Take(2).ToList() is [var only]) row.Custom[field.Key] = only.Id.ToString();
            else row.Fault ??= new RowFault(field.Name, new Told("Nothing is called {0} here, or several are.", text));
        }
    }
}

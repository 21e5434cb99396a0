using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Trichter.Customers.Privacy.Erase;

/// <summary>Empties what only mentions a person: copies of mails and messages without being asked, notes about others where somebody ticked them (R73, R75).</summary>
public sealed class EraseTexts(Db db, PlanErasure plan)
{
    private const int ShortestText = 6;

    internal async Task RunAsync(PersonTrace trace, ErasurePlan its, IReadOnlySet<string> clear, ErasedRows gone, CancellationToken cancellation)
    {
        foreach (var group in its.Mentions.Where(mention => clear.Contains(mention.Key)).GroupBy(mention => (mention.Table, mention.Column)))
            await ClearAsync(trace, group.Key.Table, group.Key.Column, [.. group], gone, cancellation);

        var again = gone.Texts.Where(text => text.Length >= ShortestText).SelectMany(PersonTrace.Forms).Distinct().ToList();
        foreach (var (type, property, held) in PlanErasure.Columns(db))
        {
            if (held == DataClass.Words)
            {
                foreach (var portion in again.Chunk(50))
                    if (await Sql.FindAsync(db, type, property.GetColumnName(), portion, null, cancellation) is { Count: > 0 } repeated) await SetAsync(type, property, held, repeated.Select(row => row.Id), gone, cancellation);
                continue;
            }

            var rows = await Sql.FindAsync(db, type, property.GetColumnName(), trace, orHint: false, cancellation);
            foreach (var portion in again.Chunk(50))
                if (held is DataClass.Copy or DataClass.Gone) rows.AddRange(await Sql.FindAsync(db, type, property.GetColumnName(), portion, null, cancellation));
            if (rows.Count > 0) await EmptyAsync(type, property, held, [.. rows.Select(row => row.Id).Distinct()], gone, cancellation);
        }

        await SearchAsync(trace, gone, cancellation);
    }

    private async Task EmptyAsync(IEntityType type, IProperty property, DataClass held, List<Guid> ids, ErasedRows gone, CancellationToken cancellation)
    {
        if (held == DataClass.Document)
        {
            var stay = (await plan.KeptAsync(type.GetTableName()!, ids, cancellation)).Select(document => document.Id).ToHashSet();
            ids.RemoveAll(stay.Contains);
        }

        if (held == DataClass.Gone)
        {
            await Sql.DeleteAsync(db, type, ids, cancellation);
            return;
        }

        // A mail that has not gone yet must not go any more; neither may a copy keep the part in which the name does not stand.
        if (held == DataClass.Copy)
        {
            var copies = Sql.PersonalColumns(type).Where(column => column.Held == DataClass.Copy).ToDictionary(column => column.Property.GetColumnName(), column => Sql.Empty(column.Property, column.Held));
            await Sql.SetAsync(db, type, copies, ids, cancellation);
            if (type.ClrType == typeof(Platform.Mail.OutgoingMail))
                await db.OutgoingMails.Where(mail => ids.Contains(mail.Id) && mail.State == Platform.Mail.MailState.Waiting).ExecuteUpdateAsync(set => set.SetProperty(mail => mail.State, Platform.Mail.MailState.Failed), cancellation);
            await db.MailAttachments.Where(file => type.ClrType == typeof(Platform.Mail.OutgoingMail) && ids.Contains(file.MailId)).ExecuteDeleteAsync(cancellation);
            return;
        }

        await SetAsync(type, property, held, ids, gone, cancellation);
    }

    private async Task SetAsync(IEntityType type, IProperty property, DataClass held, IEnumerable<Guid> ids, ErasedRows gone, CancellationToken cancellation)
    {
        var all = ids.ToList();
        await Sql.SetAsync(db, type, new Dictionary<string, string> { [property.GetColumnName()] = Sql.Empty(property, held) }, all, cancellation);
        gone.Add(type.ClrType.Name, all, all: false, new HashSet<string> { property.GetColumnName() });
    }

    private async Task ClearAsync(PersonTrace trace, string table, string column, List<Mention> mentions, ErasedRows gone, CancellationToken cancellation)
    {
        var type = db.Model.GetEntityTypes().Single(its => its.GetTableName() == table);
        var property = type.GetProperties().Single(its => its.GetColumnName() == column);
        if (!Sql.IsJson(property))
        {
            gone.Texts.AddRange(mentions.Select(mention => mention.Text));
            await SetAsync(type, property, DataClass.Words, mentions.Select(mention => mention.RowId), gone, cancellation);
        }
        else
            foreach (var mention in mentions)
                await Sql.SetAsync(db, type, new Dictionary<string, string> { [column] = trace.Without(mention.Text) }, [mention.RowId], cancellation);

        // What can be filtered by and found follows the record.
        if (column == "custom")
            foreach (var mention in mentions)
                foreach (var value in await db.CustomValues.AsNoTracking().Where(its => its.RecordId == mention.RowId && its.Text != null).ToListAsync(cancellation))
                    if (trace.Names(value.Text!))
                        await db.CustomValues.Where(its => its.RecordId == mention.RowId && its.FieldId == value.FieldId && its.Text == value.Text).ExecuteUpdateAsync(set => set.SetProperty(its => its.Text, Ledger.Erased.Word), cancellation);
    }

    private async Task SearchAsync(PersonTrace trace, ErasedRows gone, CancellationToken cancellation)
    {
        var type = db.Model.FindEntityType(typeof(Platform.Search.SearchEntry))!;
        var folded = trace.Needles.Concat(gone.Texts.Where(text => text.Length >= ShortestText)).Select(Platform.Search.SearchEntry.Fold).Distinct().ToList();
        var found = new List<TextRow>();
        foreach (var portion in folded.Chunk(50)) found.AddRange(await Sql.FindAsync(db, type, "text", portion, null, cancellation));
        foreach (var id in found.Select(row => row.Id).Where(id => id != trace.Person.Id).Distinct())
        {
            var entry = await db.SearchEntries.AsNoTracking().SingleAsync(its => its.Id == id, cancellation);
            string Left(string text) => gone.Texts.Where(cleared => cleared.Length >= ShortestText).Aggregate(trace.Without(text), (left, cleared) => left.Replace(cleared, "", StringComparison.OrdinalIgnoreCase));
            string LeftFolded(string text) => folded.Aggregate(text, (left, needle) => left.Replace(needle, "", StringComparison.Ordinal));
            await Sql.SetAsync(db, type, new Dictionary<string, string> { ["title"] = Left(entry.Title), ["detail"] = Left(entry.Detail), ["text"] = LeftFolded(entry.Text) }, [id], cancellation);
        }
    }
}

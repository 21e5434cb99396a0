using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;
using Trichter.Ledger;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Customers.Privacy.Erase;

/// <summary>
/// Erases a person (Article 17) in one transaction that nobody can take back: rows that belong to them, copies in which they stand, their values in the
/// ledger and on the timeline, and the notes somebody ticked. What law tells us to keep stays unaltered; their row stays without content (R71 to R77).
/// </summary>
internal sealed class ErasePerson(
    Db db, Me me, WholeSight sight, Change change, TimelineWriter timeline, PlanErasure plan, EraseTexts texts, EraseHistory history, ContactKeys keys, WriteConsent consent, ErasedList list, IEnumerable<IHoldPersonalData> holders)
{
    /// <param name="clear">Keys of the <see cref="Mention"/>s to be cleared.</param>
    public async Task<ErasureResult> RunAsync(Guid person, IReadOnlySet<string> clear, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        if (!sight.IsMine || !await db.People.IgnoreQueryFilters().AnyAsync(its => its.Id == person, cancellation) || await db.Erasures.AnyAsync(its => its.Id == person, cancellation))
            return new ErasureResult.NotThere();
        if (await db.LegalHolds.Where(its => its.PersonId == person && its.EndedAt == null).Select(its => its.Why).FirstOrDefaultAsync(cancellation) is { } why)
            return new ErasureResult.Held(why);

        return await AgainAsync(person, clear, cancellation);
    }

    /// <summary>Without asking who orders it: for the jobs, and after a backup was brought back.</summary>
    /// <param name="clear">Null for every text that names them beyond doubt.</param>
    /// <param name="run">That of the retention job.</param>
    internal async Task<ErasureResult> AgainAsync(Guid person, IReadOnlySet<string>? clear, CancellationToken cancellation, Guid? run = null)
    {
        var cleared = new HashSet<string>(clear ?? new HashSet<string>());
        var (rows, kept, files) = (0, new HashSet<Guid>(), new List<Func<Task>>());
        var everybody = await plan.WithMergedAsync(person, cancellation);
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellation))
        {
            foreach (var its in everybody)
            {
                var trace = PersonTrace.Of(its);
                foreach (var holder in holders) files.AddRange(await holder.FilesAsync(trace, cancellation));
                var erasure = await OneAsync(trace, clear, cleared, run, cancellation);
                rows += erasure.RowsErased;
                kept.UnionWith(erasure.Kept.Select(document => document.Id));
            }

            // Before the commit: who stands on the list and was not erased after all is erased on a restore, which they asked for; the other way round nobody would know.
            foreach (var its in everybody) await list.AddAsync(its.Id, change.Now, cleared, cancellation);
            await transaction.CommitAsync(cancellation);
        }

        foreach (var file in files) await file();
        return new ErasureResult.Erased(rows, kept.Count);
    }

    private async Task<Erasure> OneAsync(PersonTrace trace, IReadOnlySet<string>? chosen, HashSet<string> cleared, Guid? run, CancellationToken cancellation)
    {
        var person = trace.Person;
        await SuppressAsync(person, cancellation);
        var its = await plan.OfAsync(trace, cancellation);
        var clear = chosen ?? its.Mentions.Where(mention => mention.IsSure).Select(mention => mention.Key).ToHashSet();
        cleared.UnionWith(clear);
        var gone = new ErasedRows();
        foreach (var rows in (await plan.RowsOfAsync(person, cancellation)).Where(rows => rows.Fate != Fate.Keep)) await EmptyAsync(rows, gone, cancellation);
        await texts.RunAsync(trace, its, clear, gone, cancellation);
        await history.RunAsync(trace, gone, cancellation);
        await EmptyPersonAsync(person.Id, cancellation);

        var erasure = new Erasure
        {
            Id = person.Id,
            At = change.Now,
            By = change.By,
            RowsErased = its.Erased.Values.Sum() + its.Mentions.Count(mention => clear.Contains(mention.Key)),
            RetentionRunId = run,
            MentionsLeft = its.Mentions.Count(mention => !clear.Contains(mention.Key)),
            Kept = [.. its.Documents],
            FinishOn = its.LastDuty?.AddDays(1),
        };
        if (erasure.Kept.Count == 0) erasure.FinishedAt = change.Now;
        db.Erasures.Add(erasure);
        timeline.Record(new PersonErased(person.Id));
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
        return erasure;
    }

    /// <summary>Whoever is imported again later is not written to (R23, R82).</summary>
    private async Task SuppressAsync(Person person, CancellationToken cancellation)
    {
        await keys.LoadAsync(cancellation);
        foreach (var point in person.Emails.Select(address => ContactPoint.Of(ContactChannel.Email, address)).Concat(person.Phones.Select(number => ContactPoint.Of(ContactChannel.Phone, number))))
            await consent.SuppressAsync(keys.Of(point), null, null, SuppressionReason.Erased, cancellation);
        await db.SaveChangesAsync(cancellation);
    }

    private async Task EmptyAsync(HeldRows rows, ErasedRows gone, CancellationToken cancellation)
    {
        var (type, ids) = (rows.TypeIn(db), await rows.IdsAsync(db, cancellation));
        gone.Add(type.ClrType.Name, ids, rows.Fate == Fate.Delete, rows.Only);
        if (rows.Fate == Fate.Delete)
        {
            await rows.DeleteAsync(cancellation);
            return;
        }

        var columns = Sql.PersonalColumns(type).Where(column => rows.Only?.Contains(column.Property.GetColumnName()) != false).ToList();
        foreach (var column in columns.Where(column => column.Held == DataClass.Words && !Sql.IsJson(column.Property)))
            gone.Texts.AddRange(await Sql.TextsAsync(db, type, column.Property.GetColumnName(), ids, cancellation));
        await Sql.SetAsync(db, type, columns.ToDictionary(column => column.Property.GetColumnName(), column => Sql.Empty(column.Property, column.Held)), ids, cancellation);
    }

    private async Task EmptyPersonAsync(Guid id, CancellationToken cancellation)
    {
        var type = db.Model.FindEntityType(typeof(Person))!;
        var columns = Sql.PersonalColumns(type).ToDictionary(column => column.Property.GetColumnName(), column => Sql.IsJson(column.Property) ? Sql.Empty(column.Property, column.Held) : "");
        columns["last_name"] = Erased.Word;
        columns["salutation"] = nameof(Salutation.None);
        columns["language"] = "";
        await Sql.SetAsync(db, type, columns, [id], cancellation);

        // This one change the ledger keeps, so that past days know that they were there (R72).
        db.ChangeTracker.Clear();
        if (await db.People.SingleOrDefaultAsync(its => its.Id == id, cancellation) is { } known)
        {
            known.DeletedAt = change.Now;
            await db.SaveChangesAsync(cancellation);
        }

        await db.SearchEntries.Where(its => its.Id == id).ExecuteDeleteAsync(cancellation);
        await db.CustomValues.Where(its => its.RecordId == id).ExecuteDeleteAsync(cancellation);
    }
}

/// <summary>What was emptied in tables, so that its history follows.</summary>
internal sealed class ErasedRows
{
    /// <summary>Kind of record and id → whether all of it goes, and else which columns; null for all personal ones.</summary>
    public Dictionary<(string Record, Guid Id), (bool All, IReadOnlySet<string>? Columns)> Rows { get; } = [];

    /// <summary>Whole texts that were cleared; where they stand again, they go too.</summary>
    public List<string> Texts { get; } = [];

    public void Add(string record, IEnumerable<Guid> ids, bool all, IReadOnlySet<string>? columns)
    {
        foreach (var id in ids)
            Rows[(record, id)] = Rows.TryGetValue((record, id), out var known)
                ? (known.All || all, known.Columns is null || columns is null ? null : known.Columns.Union(columns).ToHashSet())
                : (all, columns);
    }
}

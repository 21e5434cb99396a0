using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Billing.Bank;

/// <summary>Reads a file of the bank, keeps each credit once, and settles at once what is certain.</summary>
internal sealed class TakeBankFile(Db db, Me me, Change change, SettleBankLine settle)
{
    private const int Portion = 500;

    public async Task<BankFileResult> RunAsync(string name, byte[] bytes, CancellationToken cancellation = default)
    {
        me.Must(Right.Bill);
        if (bytes.Length == 0) return new BankFileResult.Faulty(new Told("Choose a file."));
        if (bytes.Length > BankFile.LargestFile) return new BankFileResult.Faulty(new Told("The file is larger than {0} MB.", BankFile.LargestFile / 1024 / 1024));

        name = BankValues.Short(name, 200);
        var content = BankValues.Decode(bytes).Replace("\0", "", StringComparison.Ordinal);
        if (content.TrimStart().StartsWith('<'))
            return ReadCamt.Read(bytes) is { } camt ? await KeepAsync(New(name, ""), camt, cancellation) : new BankFileResult.Faulty(new Told("This is neither a CAMT.053 or CAMT.054 nor a table."));
        if (BankTable.Of(content) is not { } table) return new BankFileResult.Faulty(new Told("This is neither a CAMT.053 or CAMT.054 nor a table."));

        var header = BankValues.Short(string.Join('|', table.Header), 2000);
        var file = New(name, header);
        file.Columns = await db.BankFiles.Where(its => its.Header == header && its.ReadAt != null).OrderByDescending(its => its.SentAt).Select(its => its.Columns).FirstOrDefaultAsync(cancellation) ?? BankColumns.Guess(table.Header);
        if (file.Columns.IsEnough) return await KeepAsync(file, table.Read(file.Columns, await CurrencyAsync(cancellation)), cancellation);

        file.Content = content;
        db.BankFiles.Add(file);
        await db.SaveChangesAsync(cancellation);
        return new BankFileResult.Asks(file);
    }

    /// <summary>Reads a table with the columns that somebody has chosen.</summary>
    public async Task<BankFileResult> RunAsync(Guid fileId, BankColumns columns, CancellationToken cancellation = default)
    {
        me.Must(Right.Bill);
        if (await db.BankFiles.SingleOrDefaultAsync(its => its.Id == fileId && its.ReadAt == null, cancellation) is not { } file || BankTable.Of(file.Content) is not { } table) return new BankFileResult.Faulty(new Told("Nothing is here"));
        if (!columns.IsEnough) return new BankFileResult.Faulty(new Told("Say at least where day, amount and words stand."));

        file.Columns = columns;
        return await KeepAsync(file, table.Read(columns, await CurrencyAsync(cancellation)), cancellation);
    }

    private BankFile New(string name, string header) => new() { Name = name, Header = header, SentAt = change.Now, SentBy = me.Id };

    private Task<string> CurrencyAsync(CancellationToken cancellation) => db.Workspaces.Select(workspace => workspace.Currency).SingleAsync(cancellation);

    private async Task<BankFileResult> KeepAsync(BankFile file, BankRead read, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await settle.WaitForTurnAsync(cancellation);
        var lines = BankLine.Of(file.Id, read.Rows).DistinctBy(line => line.Key).ToList();
        var known = new HashSet<string>();
        foreach (var keys in lines.Select(line => line.Key).Chunk(Portion)) known.UnionWith(await db.BankLines.Where(line => keys.Contains(line.Key)).Select(line => line.Key).ToListAsync(cancellation));
        var added = lines.FindAll(line => !known.Contains(line.Key));
        file.Took(added.Count, lines.Count - added.Count, read, change.Now);
        if (db.Entry(file).State == EntityState.Detached) db.BankFiles.Add(file);
        db.BankLines.AddRange(added);
        await db.SaveChangesAsync(cancellation);
        var settled = await settle.SettleCertainAsync(added, cancellation);
        await transaction.CommitAsync(cancellation);
        return new BankFileResult.Taken(file, settled);
    }
}

internal abstract record BankFileResult
{
    /// <param name="Settled">How many lines were settled at once.</param>
    public sealed record Taken(BankFile File, int Settled) : BankFileResult;

    /// <summary>Its columns have names that nobody knows; they have to be chosen.</summary>
    public sealed record Asks(BankFile File) : BankFileResult;

    public sealed record Faulty(Told Why) : BankFileResult;
}

using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Customers.Numbers;
using Trichter.Deals;
using Trichter.Offers.Amounts;
using Trichter.Offers.Documents;
using Trichter.Offers.Products;
using Trichter.Offers.Quotes;
using Trichter.Offers.Quotes.Edit;
using Trichter.Orders.Edit;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team;

namespace Trichter.Orders.Incoming;

/// <summary>Lays an order that came as a file beside what we know, among what whoever asks may see: the customer by VAT number or name, our products by number or GTIN, prices by the accepted quote or the list that holds.</summary>
internal sealed class MatchOrder(Db db, Me me, OrderTerms terms, WriteOrderLines write, IEnumerable<IOrderBlock> blocks, Texts texts)
{
    private const int MostDeals = 50;

    /// <param name="companyId">Chosen by a person; null for who the file names.</param>
    /// <param name="dealId">Chosen by a person; null for the one that is certain.</param>
    public async Task<OrderMatch> RunAsync(TheirOrder theirs, Guid? companyId, Guid? dealId, CancellationToken cancellation = default)
    {
        if (await CustomerAsync(theirs, companyId, cancellation) is not { } company)
            return new OrderMatch(theirs, null, [], null, null, null, [], [new Told("We know no customer {0} with the VAT number {1}.", theirs.BuyerName, theirs.BuyerVat.Length > 0 ? theirs.BuyerVat : "–")]);

        var deals = await db.Deals.VisibleTo(me, db).Where(deal => deal.CompanyId == company.Id && (deal.Outcome == Outcome.Open || deal.Outcome == Outcome.Won)).OrderByDescending(deal => deal.Id).Take(MostDeals).ToListAsync(cancellation);
        var quote = await QuoteAsync(theirs, deals, dealId, cancellation);
        var open = deals.FindAll(deal => deal.Outcome == Outcome.Open);
        var deal = deals.Find(its => its.Id == (dealId ?? quote?.DealId)) ?? (dealId is null && quote is null && open.Count == 1 ? open[0] : null);
        var differences = new List<Told>();
        if (theirs.Quote.Length > 0 && quote is null) differences.Add(new Told("They name the quote {0}; no accepted quote of theirs with this number waits for an order.", theirs.Quote));
        foreach (var block in blocks) differences.AddRange(await block.OfAsync(company.Id, cancellation));
        if (deal is null) return new OrderMatch(theirs, company, deals, null, null, null, [], [.. differences, new Told("It is not certain which deal it belongs to. Choose one.")]);

        var head = quote ?? await terms.OfAsync(deal, theirs.IssuedOn, cancellation);
        var rows = quote is not null ? await ByQuoteAsync(theirs, quote, differences, cancellation) : await ByListAsync(theirs, head, company, differences, cancellation);
        differences.InsertRange(0, rows.SelectMany(row => row.Differences));
        if (head.Currency != theirs.Currency) differences.Insert(0, new Told("They order in {0}, we offer in {1}.", theirs.Currency, head.Currency));
        else if (differences.Count == 0 && theirs.Net is { } net && Math.Abs(net - Round.ToMajor(ContractTotals.Of(head, [.. rows.SelectMany(row => row.Ours)]).Once.Net)) >= 0.01m)
            differences.Add(new Told("They count {0} without tax for the whole, we {1}.", DocumentMoney.Of(Round.ToMinor(net), theirs.Currency, texts), DocumentMoney.Of(ContractTotals.Of(head, [.. rows.SelectMany(row => row.Ours)]).Once.Net, head.Currency, texts)));
        return new OrderMatch(theirs, company, deals, deal, quote, head, rows, differences);
    }

    /// <summary>One company with the VAT number, else one with exactly the name; of two like that neither is certain.</summary>
    private async Task<Company?> CustomerAsync(TheirOrder theirs, Guid? companyId, CancellationToken cancellation)
    {
        var seen = db.Companies.VisibleTo(me, db);
        if (companyId is not null) return await seen.SingleOrDefaultAsync(company => company.Id == companyId, cancellation);
        var (vat, name) = (VatNumber.Check(theirs.BuyerVat).Normalised, theirs.BuyerName);
        var found = vat.Length == 0 ? [] : await seen.Where(company => company.VatNumber == vat).Take(2).ToListAsync(cancellation);
        if (found.Count == 0 && vat.Length == 0 && name.Length > 0) found = await seen.Where(company => company.Name == name).Take(2).ToListAsync(cancellation);
        return found.Count == 1 ? found[0] : null;
    }

    /// <summary>The accepted quote that waits for its order: the one they name, or the only one there is.</summary>
    private async Task<QuoteVersion?> QuoteAsync(TheirOrder theirs, List<Deal> deals, Guid? dealId, CancellationToken cancellation)
    {
        var ids = deals.Where(deal => dealId is null || deal.Id == dealId).Select(deal => deal.Id).ToList();
        var waiting = await db.QuoteVersions.AsNoTracking()
            .Where(version => ids.Contains(version.DealId) && version.State == QuoteState.Accepted && !db.Orders.Any(order => order.QuoteVersionId == version.Id && order.State != OrderState.Cancelled))
            .Join(db.Quotes, version => version.QuoteId, quote => quote.Id, (version, quote) => new { version, quote.Number }).Take(MostDeals).ToListAsync(cancellation);
        if (theirs.Quote.Length > 0) waiting = waiting.FindAll(its => its.Number == theirs.Quote);
        return waiting.Count == 1 ? waiting[0].version : null;
    }

    private async Task<List<MatchedLine>> ByQuoteAsync(TheirOrder theirs, QuoteVersion quote, List<Told> differences, CancellationToken cancellation)
    {
        var all = await db.QuoteLines.AsNoTracking().Where(line => line.VersionId == quote.Id).OrderBy(line => line.Position).ToListAsync(cancellation);
        var left = QuoteTotals.Counted(all, quote.Chosen).ToList();
        var gtins = await GtinsAsync(left, cancellation);
        var rows = new List<MatchedLine>();
        foreach (var line in theirs.Lines)
        {
            var ours = left.Find(its => Names(line, its, gtins) && its.Quantity == line.Quantity) ?? left.Find(its => Names(line, its, gtins));
            if (ours is not null) left.Remove(ours);
            List<QuoteLine> matched = ours is null ? [] : [ours];
            var differing = CompareLine.Of(line, matched, ours?.Quantity, quote.Currency, texts);
            if (ours is not null) ours.Quantity = line.Quantity;
            rows.Add(new MatchedLine(line, matched, differing));
        }

        differences.AddRange(left.Select(missing => new Told("{0}: it is in the quote, but not in the order.", missing.Article.Length > 0 ? missing.Article : missing.Name)));
        return rows;
    }

    private async Task<List<MatchedLine>> ByListAsync(TheirOrder theirs, QuoteVersion head, Company company, List<Told> differences, CancellationToken cancellation)
    {
        var products = await ProductsAsync(theirs, cancellation);
        var asked = theirs.Lines.Select(line => (Theirs: line, Key: Ids.New(), Product: products(line))).ToList();
        var typed = asked.Where(row => row.Product is not null).Select(row => new LineTyped { Key = row.Key, Article = row.Product!.Key, Quantity = Micros.Write(row.Theirs.Quantity, texts.Culture) }).ToList();
        var written = await write.RunAsync(head, typed, company.Id, theirs.IssuedOn, [], cancellation: cancellation);
        differences.AddRange(written.Notes.Where(note => note.Stops).Select(note => note.Words));

        // A price in bands makes several lines of one; the first of them keeps the key.
        var (ours, known, key) = (new List<(Guid Key, QuoteLine Line)>(), asked.Select(row => row.Key).ToHashSet(), Guid.Empty);
        foreach (var line in written.Lines) ours.Add((key = known.Contains(line.Key) ? line.Key : key, line));
        var byKey = ours.ToLookup(its => its.Key, its => its.Line);
        return asked.ConvertAll(row => new MatchedLine(row.Theirs, [.. byKey[row.Key]], CompareLine.Of(row.Theirs, [.. byKey[row.Key]], null, head.Currency, texts)));
    }

    /// <summary>The one product that a line names by our number, else by its GTIN; null where none or several fit.</summary>
    private async Task<Func<TheirLine, Product?>> ProductsAsync(TheirOrder theirs, CancellationToken cancellation)
    {
        var articles = theirs.Lines.Where(line => line.Article.Length > 0).Select(line => line.Article.ToUpperInvariant()).Distinct().ToList();
        var gtins = theirs.Lines.Where(line => line.Article.Length == 0 && line.Gtin.Length > 0).Select(line => line.Gtin).Distinct().ToList();
        var found = await db.Products.AsNoTracking().Where(its => articles.Contains(its.Key) || gtins.Contains(its.Gtin)).SoldOn(theirs.IssuedOn).ToListAsync(cancellation);
        return line =>
        {
            var fitting = line.Article.Length > 0 ? found.FindAll(its => string.Equals(its.Key, line.Article, StringComparison.OrdinalIgnoreCase)) : line.Gtin.Length > 0 ? found.FindAll(its => its.Gtin == line.Gtin) : [];
            return fitting.Count == 1 ? fitting[0] : null;
        };
    }

    private async Task<Dictionary<Guid, string>> GtinsAsync(List<QuoteLine> lines, CancellationToken cancellation)
    {
        var ids = lines.Select(line => line.ProductId).OfType<Guid>().ToList();
        return await db.Products.Where(product => ids.Contains(product.Id) && product.Gtin != "").ToDictionaryAsync(product => product.Id, product => product.Gtin, cancellation);
    }

    private static bool Names(TheirLine theirs, QuoteLine ours, Dictionary<Guid, string> gtins) =>
        theirs.Article.Length > 0 ? string.Equals(theirs.Article, ours.Article, StringComparison.OrdinalIgnoreCase)
        : theirs.Gtin.Length > 0 && ours.ProductId is { } product ? gtins.GetValueOrDefault(product) == theirs.Gtin
        : string.Equals(theirs.Name, ours.Name, StringComparison.OrdinalIgnoreCase);
}

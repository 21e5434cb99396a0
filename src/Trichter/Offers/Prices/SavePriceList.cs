using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Offers.Amounts;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Offers.Prices;

/// <summary>Writes a price list with all its prices, or puts one out of use.</summary>
internal sealed class SavePriceList(Db db, Me me, Change change, TimelineWriter timeline, Texts texts)
{
    /// <param name="id">Null for a new one.</param>
    public async Task<PriceListResult> RunAsync(Guid? id, PriceListForm form, CancellationToken cancellation = default)
    {
        me.Must(Right.EditProducts);
        var list = id is null ? null : await db.PriceLists.SingleOrDefaultAsync(its => its.Id == id, cancellation);
        if (id is not null && list is null) return new PriceListResult.NotFound();

        var faults = form.Faults(texts.Culture);
        var company = form.Audience is PriceAudience.Customer or PriceAudience.Contract ? await CompanyAsync(form.For, list?.CompanyId, cancellation) : null;
        if (form.Audience is PriceAudience.Customer or PriceAudience.Contract && company is null) faults.TryAdd("for", new Told("No company of this name. Enter it first."));
        var process = form.Process.Length == 0 ? null : await db.Processes.Where(its => its.Key == form.Process).Select(its => (Guid?)its.Id).SingleOrDefaultAsync(cancellation);
        if (form.Process.Length > 0 && process is null) faults["process"] = new Told("Choose another process.");
        var products = await ProductsAsync(form, faults, cancellation);
        if (faults.Count > 0) return new PriceListResult.Faulty(faults);
        if (list is not null && list.Version != form.Seen) return new PriceListResult.ChangedMeanwhile(list.Version);

        if (list is null) db.PriceLists.Add(list = new PriceList { Name = "", Currency = "" });
        (list.Name, list.Currency, list.IsGross, list.Audience) = (form.Name, form.Currency, form.IsGross, form.Audience);
        (list.ValidFrom, list.ValidTo) = (FormValues.Day(form.ValidFrom), FormValues.Day(form.ValidTo));
        (list.CompanyId, list.AudienceKey) = (company, company is null && form.Audience != PriceAudience.All ? form.For : "");
        list.ProcessId = process;
        list.Priority = int.Parse(form.Priority, CultureInfo.InvariantCulture);
        await WriteRowsAsync(list, form, products, cancellation);
        timeline.Record(new PriceListSaved(list.Id, list.Name, form.Rows.Count));
        await db.SaveChangesAsync(cancellation);
        return new PriceListResult.Saved(list);
    }

    /// <summary>Puts it out of use, or back into use. Documents keep the prices they took from it.</summary>
    public async Task<bool> RetireAsync(Guid id, bool back, CancellationToken cancellation = default)
    {
        me.Must(Right.EditProducts);
        if (await db.PriceLists.SingleOrDefaultAsync(its => its.Id == id, cancellation) is not { } list || back == (list.RetiredAt is null)) return false;

        list.RetiredAt = back ? null : change.Now;
        timeline.Record(new PriceListRetired(list.Id, list.Name, back));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private async Task WriteRowsAsync(PriceList list, PriceListForm form, Dictionary<string, Guid> products, CancellationToken cancellation)
    {
        var known = await db.PriceRows.Where(row => row.ListId == list.Id).ToDictionaryAsync(row => row.Id, cancellation);
        foreach (var typed in form.Rows)
        {
            var product = products[typed.Product.ToUpperInvariant()];
            if (typed.Id is not { } id || !known.Remove(id, out var row) || row.ProductId != product)
            {
                if (typed.Id is { } other && await db.PriceRows.FindAsync([other], cancellation) is { } moved && moved.ListId == list.Id) db.PriceRows.Remove(moved);
                db.PriceRows.Add(row = new PriceRow { ListId = list.Id, ProductId = product });
            }

            (row.FromQuantity, row.Price, row.Basis, row.Tiers) = (Micros.Read(typed.From, texts.Culture)!.Value, Micros.Read(typed.Price, texts.Culture)!.Value, Micros.Read(typed.Basis, texts.Culture)!.Value, typed.Tiers);
        }

        db.PriceRows.RemoveRange(known.Values);
    }

    private async Task<Dictionary<string, Guid>> ProductsAsync(PriceListForm form, Dictionary<string, Told> faults, CancellationToken cancellation)
    {
        var keys = form.Rows.Select(row => row.Product.ToUpperInvariant()).Distinct().ToList();
        var products = await db.Products.Where(product => keys.Contains(product.Key)).ToDictionaryAsync(product => product.Key, product => product.Id, cancellation);
        foreach (var (row, index) in form.Rows.Select((row, index) => (row, index)))
            if (!products.ContainsKey(row.Product.ToUpperInvariant())) faults[$"row-{index}-product"] = new Told("No product has this number.");
        return products;
    }

    /// <summary>The one it is for already comes first, since several may have the same name.</summary>
    private Task<Guid?> CompanyAsync(string name, Guid? known, CancellationToken cancellation) =>
        db.Companies.VisibleTo(me, db).Where(company => company.Name == name).OrderByDescending(company => company.Id == known).ThenBy(company => company.Id)
            .Select(company => (Guid?)company.Id).FirstOrDefaultAsync(cancellation);
}

internal abstract record PriceListResult
{
    public sealed record Saved(PriceList List) : PriceListResult;

    /// <param name="Faults">Field of the form → what is wrong with it.</param>
    public sealed record Faulty(IReadOnlyDictionary<string, Told> Faults) : PriceListResult;

    /// <param name="Now">The present version.</param>
    public sealed record ChangedMeanwhile(int Now) : PriceListResult;

    public sealed record NotFound : PriceListResult;
}

public sealed record PriceListSaved(Guid ListId, string Name, int Prices) : Happening(ListId)
{
    public override Told Told => new("saved the price list {0} with {1} prices", Name, Prices);

    public override string Icon => "tag";
}

public sealed record PriceListRetired(Guid ListId, string Name, bool BroughtBack) : Happening(ListId)
{
    public override Told Told => BroughtBack ? new("brought the price list {0} back", Name) : new("retired the price list {0}", Name);

    public override string Icon => "history";
}

using Trichter.Offers.Amounts;
using Trichter.Offers.Documents;
using Trichter.Platform.Language;

namespace Trichter.Offers.Quotes;

/// <summary>What changed from one version to another, line by line, by the lines' lasting keys (O41).</summary>
internal static class QuoteDifference
{
    public static IReadOnlyList<DifferenceRow> Of(QuoteVersion before, IReadOnlyList<QuoteLine> old, QuoteVersion after, IReadOnlyList<QuoteLine> now, bool inside, Texts texts)
    {
        var rows = new List<DifferenceRow>();
        var (from, to) = (old.ToDictionary(line => line.Key), now.ToDictionary(line => line.Key));
        foreach (var line in now)
        {
            if (!from.TryGetValue(line.Key, out var was)) rows.Add(new(texts["added"], NameOf(line, texts), "", Short(line, texts)));
            else rows.AddRange(Fields(texts, inside).Where(field => field.Read(was) != field.Read(line)).Select(field => new DifferenceRow(texts["changed"], $"{NameOf(line, texts)}: {texts[field.Label]}", field.Read(was), field.Read(line))));
        }

        rows.AddRange(old.Where(line => !to.ContainsKey(line.Key)).Select(line => new DifferenceRow(texts["removed"], NameOf(line, texts), Short(line, texts), "")));
        var (stayedBefore, stayedAfter) = (old.Where(line => to.ContainsKey(line.Key)).Select(line => line.Key).ToList(), now.Where(line => from.ContainsKey(line.Key)).Select(line => line.Key).ToList());
        foreach (var key in Moved(stayedBefore, stayedAfter))
            rows.Add(new(texts["moved"], NameOf(to[key], texts), texts["line {0}", from[key].Position + 1], texts["line {0}", to[key].Position + 1]));

        rows.AddRange(Head(texts, inside).Where(field => field.Read(before) != field.Read(after)).Select(field => new DifferenceRow(texts["changed"], texts[field.Label], field.Read(before), field.Read(after))));
        return rows;
    }

    /// <summary>Lines outside of the longest run that kept its order: moving one line tells of that one, not of all below it.</summary>
    private static IEnumerable<Guid> Moved(List<Guid> before, List<Guid> after)
    {
        var place = before.Select((key, index) => (key, index)).ToDictionary(its => its.key, its => its.index);
        var order = after.ConvertAll(key => place[key]);
        var (best, previous) = (new int[order.Count], new int[order.Count]);
        for (var i = 0; i < order.Count; i++)
        {
            (best[i], previous[i]) = (1, -1);
            for (var j = 0; j < i; j++)
                if (order[j] < order[i] && best[j] + 1 > best[i]) (best[i], previous[i]) = (best[j] + 1, j);
        }

        var kept = new HashSet<int>();
        if (best.Length > 0)
            for (var at = Array.IndexOf(best, best.Max()); at >= 0; at = previous[at]) kept.Add(at);
        return after.Where((_, index) => !kept.Contains(index));
    }

    private static IEnumerable<(string Label, Func<QuoteLine, string> Read)> Fields(Texts texts, bool inside)
    {
        yield return (new Told("Kind").Key, line => texts.Of(line.Kind));
        yield return (new Told("Product").Key, line => line.Article);
        yield return (new Told("Words").Key, line => line.Name);
        yield return (new Told("Further words").Key, line => line.Text);
        yield return (new Told("Quantity").Key, line => line.IsPriced ? Products.Units.Amount(line.Quantity, line.Unit, texts) : "");
        yield return (new Told("Price").Key, line => line.Price is { } price ? Micros.Write(price, texts.Culture) + (line.Basis == 1 ? "" : " / " + Micros.Write(line.Basis, texts.Culture)) : "");
        yield return (new Told("Discount %").Key, line => Micros.Write(line.Discount, texts.Culture));
        yield return (new Told("VAT").Key, line => line.IsPriced ? Vat.VatWords.Of(line.Vat, texts) : "");
        yield return (new Told("Charged").Key, line => line.IsPriced ? texts.Of(line.Interval) : "");
        yield return (new Told("Periods at least").Key, line => line.Term?.ToString(texts.Culture) ?? "");
        if (inside) yield return (new Told("Cost").Key, line => line.Cost is { } cost ? Micros.Write(cost, texts.Culture) : "");
    }

    private static IEnumerable<(string Label, Func<QuoteVersion, string> Read)> Head(Texts texts, bool inside)
    {
        yield return (new Told("Title").Key, version => version.Title);
        yield return (new Told("Words before the lines").Key, version => version.Intro);
        yield return (new Told("What you have of it").Key, version => version.Arguments);
        yield return (new Told("Scope of work").Key, version => version.Scope);
        yield return (new Told("Words after the lines").Key, version => version.Terms);
        yield return (new Told("Delivery").Key, version => version.DeliveryTerms);
        yield return (new Told("Days to pay").Key, version => version.PaymentDays.ToString(texts.Culture));
        yield return (new Told("Early payment discount, %").Key, version => version.SkontoPercent is { } percent ? $"{Micros.Write(percent, texts.Culture)} ({version.SkontoDays})" : "");
        yield return (new Told("Good until").Key, version => texts.Date(version.ValidUntil));
        yield return (new Told("Is it binding?").Key, version => version.IsBinding ? texts["binding"] : texts["subject to change"]);
        yield return (new Told("Discount on the whole, %").Key, version => version.DiscountPercent is { } off ? Micros.Write(off, texts.Culture) : "");
        yield return (new Told("Freight, net").Key, version => DocumentMoney.Of(version.FreightMinor, version.Currency, texts));
        yield return (new Told("Net amount").Key, version => DocumentMoney.Of(version.NetMinor, version.Currency, texts));
        yield return (new Told("Total amount").Key, version => DocumentMoney.Of(version.GrossMinor, version.Currency, texts));
        yield return (new Told("Value of the contract, net").Key, version => DocumentMoney.Of(version.ContractMinor, version.Currency, texts));
        if (inside) yield return (new Told("Margin").Key, version => version.Margin is { } margin ? $"{margin.ToString("N2", texts.Culture)} %" : texts["n/a"]);
    }

    private static string NameOf(QuoteLine line, Texts texts) => line.Name.Length > 0 ? line.Name : line.Kind == LineKind.Subtotal ? texts["Subtotal"] : line.Text;

    private static string Short(QuoteLine line, Texts texts) =>
        line.IsPriced ? $"{Micros.Write(line.Quantity, texts.Culture)} × {(line.Price is { } price ? Micros.Write(price, texts.Culture) : "–")}" : texts.Of(line.Kind);
}

internal sealed record DifferenceRow(string How, string What, string Before, string After);

using Microsoft.EntityFrameworkCore;
using Trichter.Offers.Amounts;
using Trichter.Offers.Products;
using Trichter.Offers.Quotes;
using Trichter.Offers.Quotes.Edit;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team;

namespace Trichter.Offers.Configure;

/// <summary>
/// Puts a choice into a quote: a main line for the product, a line for each option that has a price or is a product, and all choices as words in the main line.
/// Changing it again keeps what was typed in lines that stay. A choice that breaks a rule is not put in (O7).
/// </summary>
internal sealed class ConfigureLine(Db db, Me me, FindQuote find, SaveQuote save, Texts texts)
{
    /// <param name="lineKey">The main line to change; null for a new one.</param>
    public async Task<ConfigureResult> RunAsync(Guid quoteId, Guid productId, Guid? lineKey, IReadOnlySet<string> chosen, string quantity, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(quoteId, cancellation) is not { } open) return new ConfigureResult.NotFound();
        if (await db.Products.AsNoTracking().SingleOrDefaultAsync(its => its.Id == productId, cancellation) is not { } product) return new ConfigureResult.NotFound();
        if (await db.Configurators.AsNoTracking().SingleOrDefaultAsync(its => its.ProductId == productId, cancellation) is not { Published.IsEmpty: false } configurator) return new ConfigureResult.NotFound();

        var known = lineKey is null ? null : await db.LineConfigurations.SingleOrDefaultAsync(its => its.QuoteId == quoteId && its.LineKey == lineKey, cancellation);
        var main = known is null ? null : open.Lines.Find(line => line.Key == known.LineKey);
        if (lineKey is not null && main is null) return new ConfigureResult.NotFound();
        if (main is not null && main.Kind != LineKind.Normal) return new ConfigureResult.Faulty([new Told("Only a normal line is configured.")]);
        if (Micros.Read(quantity, texts.Culture) is not { } count || count <= 0) return new ConfigureResult.Faulty([new Told("A quantity above zero.")]);

        var set = configurator.Published;
        if (set.Broken(chosen) is { Count: > 0 } broken) return new ConfigureResult.Faulty([.. broken.Select(its => its.Why)]);

        if (known is null) db.LineConfigurations.Add(known = new LineConfiguration { QuoteId = quoteId, DealId = open.Deal.Id, ProductId = productId, LineKey = Ids.New() });
        var words = WordsOf(set, chosen, open.Version.Language);
        var form = QuoteForm.Of(open.Version, open.Lines, texts.Culture);
        if (!me.May(Right.SeeMargins)) form.Lines = form.Lines.ConvertAll(line => line with { Cost = null });
        Put(form.Lines, known, product, set, chosen, count, words, open.Version.Language);
        (known.Edition, known.Words) = (configurator.Edition, words);
        return await save.RunAsync(quoteId, form, cancellation) switch
        {
            QuoteSaved.Saved => new ConfigureResult.Done(known.LineKey),
            QuoteSaved.Faulty wrong => new ConfigureResult.Faulty([.. wrong.Faults.Values]),
            QuoteSaved.NotFound => new ConfigureResult.NotFound(),
            _ => new ConfigureResult.Faulty([new Told("The quote was sent or changed meanwhile. Look at it again.")]),
        };
    }

    private void Put(List<LineTyped> lines, LineConfiguration known, Product product, ChoiceSet set, IReadOnlySet<string> chosen, decimal count, string words, string language)
    {
        var at = lines.FindIndex(line => line.Key == known.LineKey);
        var main = at >= 0 ? lines[at] : new LineTyped { Key = known.LineKey, Article = product.Key, Name = product.Name.In(language), Text = product.Text.In(language) };
        main = main with { Quantity = Micros.Write(count, texts.Culture), Text = known.Words.Length > 0 && main.Text.Contains(known.Words, StringComparison.Ordinal) ? main.Text.Replace(known.Words, words, StringComparison.Ordinal) : main.Text.Length == 0 ? words : $"{main.Text}\n{words}" };

        var before = known.Chosen.Where(option => option.LineKey is not null).ToDictionary(option => option.Key, option => option.LineKey!.Value);
        var kept = before.ToDictionary(its => its.Key, its => lines.Find(line => line.Key == its.Value));
        lines.RemoveAll(line => line.Key is { } key && before.ContainsValue(key));
        if (at < 0) lines.Add(main);
        else lines[at = lines.FindIndex(line => line.Key == known.LineKey)] = main;
        at = at < 0 ? lines.Count - 1 : at;

        known.Chosen = [];
        foreach (var option in set.Options.Where(option => chosen.Contains(option.Key)))
        {
            var line = option.Price is null && option.Article.Length == 0 ? null : Line(option, product, kept.GetValueOrDefault(option.Key), main, count, language);
            if (line is not null) lines.Insert(++at, line);
            known.Chosen.Add(new(option.Key, line?.Key));
        }
    }

    /// <summary>Prices are never below zero: what takes off has a quantity below zero (O20).</summary>
    private LineTyped Line(ChoiceOption option, Product product, LineTyped? kept, LineTyped main, decimal count, string language)
    {
        var quantity = Micros.Write(option.Price < 0 ? -count : count, texts.Culture);
        return kept is not null ? kept with { Quantity = quantity } : new LineTyped
        {
            Key = Ids.New(),
            Article = option.Article,
            Name = option.Name.In(language),
            Quantity = quantity,
            Unit = option.Article.Length == 0 ? product.Unit : "",
            Price = option.Price is { } price ? Micros.Write(Math.Abs(price), texts.Culture) : "",
            Tax = option.Article.Length == 0 ? product.TaxClass : null,
            Interval = option.Article.Length == 0 ? main.Interval ?? product.Interval : null,
            Term = option.Article.Length > 0 ? "" : main.Term.Length > 0 ? main.Term : product.MinimumTerm?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "",
            Cost = option.Cost is { } cost ? Micros.Write(cost, texts.Culture) : "",
        };
    }

    /// <summary>A row for each group: "Engine: diesel; …", in the language of the quote.</summary>
    private static string WordsOf(ChoiceSet set, IReadOnlySet<string> chosen, string language) => string.Join('\n', set.Groups
        .Select(group => (group.Name, Taken: group.Options.Where(option => chosen.Contains(option.Key)).Select(option => option.Name.In(language)).ToList())).Where(row => row.Taken.Count > 0)
        .Select(row => $"{row.Name.In(language)}: {string.Join(", ", row.Taken)}"));
}

internal abstract record ConfigureResult
{
    public sealed record Done(Guid LineKey) : ConfigureResult;

    /// <param name="Why">Every rule that the choice breaks, with both its sides, or what else does not fit.</param>
    public sealed record Faulty(IReadOnlyList<Told> Why) : ConfigureResult;

    public sealed record NotFound : ConfigureResult;
}

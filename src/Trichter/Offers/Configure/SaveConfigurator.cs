using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Offers.Products;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Offers.Configure;

/// <summary>Keeps the draft of what can be chosen with a product, and sets it into force when it has a valid choice (O7).</summary>
internal sealed class SaveConfigurator(Db db, Me me, Change change, TimelineWriter timeline, Texts texts)
{
    /// <param name="publish">Set it into force as well.</param>
    /// <returns>What is wrong, by field of the form; empty when it was saved, and published where that was asked.</returns>
    public async Task<IReadOnlyDictionary<string, Told>> RunAsync(Guid productId, ConfiguratorTyped typed, bool publish, CancellationToken cancellation = default)
    {
        me.Must(Right.EditProducts);
        var faults = new Dictionary<string, Told>();
        if (await db.Products.SingleOrDefaultAsync(its => its.Id == productId, cancellation) is not { } product) return new Dictionary<string, Told> { ["publish"] = new("Nothing is here") };

        var its = await db.Configurators.SingleOrDefaultAsync(one => one.ProductId == productId, cancellation);
        var set = typed.Write(its?.Draft ?? ChoiceSet.Empty, texts.Culture, faults);
        await ArticlesAsync(typed, product, faults, cancellation);
        if (faults.Count > 0) return faults;

        if (its is null) db.Configurators.Add(its = new Configurator { ProductId = productId });
        its.Draft = set;
        if (publish && Against(set) is { } why) return new Dictionary<string, Told> { ["publish"] = why };
        if (publish) its.Publish(change.Now, me.Id);
        timeline.Record(publish ? new ConfiguratorPublished(productId, product.Key, its.Edition, set.Options.Count()) : new ConfiguratorSaved(productId, product.Key));
        await db.SaveChangesAsync(cancellation);
        return faults;
    }

    /// <returns>False when none is published.</returns>
    public async Task<bool> WithdrawAsync(Guid productId, CancellationToken cancellation = default)
    {
        me.Must(Right.EditProducts);
        if (await db.Configurators.SingleOrDefaultAsync(one => one.ProductId == productId, cancellation) is not { Published.IsEmpty: false } its) return false;

        its.Withdraw();
        timeline.Record(new ConfiguratorWithdrawn(productId, await db.Products.Where(product => product.Id == productId).Select(product => product.Key).SingleAsync(cancellation)));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private static Told? Against(ChoiceSet set) => set.IsEmpty ? new Told("There is nothing to choose yet.") : FindValidChoice.In(set) switch
    {
        ValidChoice.None => new Told("Not published: no choice keeps all rules at once."),
        ValidChoice.Undecided => new Told("Not published: after {0} steps of trying, no choice was found that keeps all rules. Make the rules simpler.", FindValidChoice.MostSteps),
        _ => null,
    };

    private async Task ArticlesAsync(ConfiguratorTyped typed, Product product, Dictionary<string, Told> faults, CancellationToken cancellation)
    {
        var articles = typed.Options.Select(option => option.Article).Where(article => article.Length > 0).Distinct().ToList();
        var known = await db.Products.Where(its => articles.Contains(its.Key) && its.Bundle == BundlePricing.None && its.Id != product.Id).Select(its => its.Key).ToListAsync(cancellation);
        foreach (var (option, row) in typed.Options.Select((option, row) => (option, row)))
            if (option.Article.Length > 0 && !known.Contains(option.Article)) faults.TryAdd($"option-{row}-article", new Told("No product that is no bundle has the number {0}.", option.Article));
    }
}

public sealed record ConfiguratorSaved(Guid ProductId, string Key) : Happening(ProductId)
{
    public override Told Told => new("changed the draft of what can be chosen with {0}", Key);

    public override string Icon => "adjustments-horizontal";
}

public sealed record ConfiguratorPublished(Guid ProductId, string Key, int Edition, int Options) : Happening(ProductId)
{
    public override Told Told => new("published what can be chosen with {0}: edition {1}, {2} options", Key, Edition, Options);

    public override string Icon => "adjustments-horizontal";

    public override bool IsImportant => true;
}

public sealed record ConfiguratorWithdrawn(Guid ProductId, string Key) : Happening(ProductId)
{
    public override Told Told => new("withdrew what can be chosen with {0}", Key);

    public override string Icon => "adjustments-horizontal";
}

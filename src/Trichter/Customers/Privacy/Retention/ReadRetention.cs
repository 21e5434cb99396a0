using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;

namespace Trichter.Customers.Privacy.Retention;

/// <summary>What holds for each class: what somebody set, else the usual.</summary>
public sealed class ReadRetention(Db db, Change change, IEnumerable<IKnowController> us)
{
    public async Task<IReadOnlyList<Retained>> AllAsync(CancellationToken cancellation = default)
    {
        var country = await CountryAsync(cancellation);
        var rules = await db.RetentionRules.AsNoTracking().ToDictionaryAsync(rule => rule.Class, cancellation);
        return [.. Enum.GetValues<RetentionClass>().Select(its => Of(its, country, rules.GetValueOrDefault(its)))];
    }

    public async Task<Retained> OfAsync(RetentionClass its, CancellationToken cancellation = default) =>
        Of(its, await CountryAsync(cancellation), await db.RetentionRules.AsNoTracking().SingleOrDefaultAsync(rule => rule.Class == its, cancellation));

    private Retained Of(RetentionClass its, string country, RetentionRule? rule)
    {
        var term = RetentionTerm.Of(its, country);
        return new(its, term, Math.Clamp(rule?.Length ?? term.Usual, term.Least, term.Most), rule, DateOnly.FromDateTime(change.Now));
    }

    private async Task<string> CountryAsync(CancellationToken cancellation) => us.FirstOrDefault() is { } known ? (await known.ReadAsync(cancellation)).Country : "";
}

/// <summary>A class with what holds for it today.</summary>
public sealed record Retained(RetentionClass Class, RetentionTerm Term, int Length, RetentionRule? Rule, DateOnly Today)
{
    /// <summary>As of a day on which somebody approved it, else of today.</summary>
    public DateOnly Before(DateOnly? asOf = null) => Term.DueBefore(Class, Length, asOf ?? Today);
}

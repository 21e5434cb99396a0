using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team.CustomFields;

namespace Trichter.Insight.Builder;

/// <summary>Asks for counts and sums by two dimensions at once.</summary>
internal static class Crossing
{
    private const int MostNumbers = 300_000;

    public static async Task<List<Part>> CountAsync<T, TRow, TColumn>(
        IQueryable<T> records, Dimension<T, TRow> rows, Dimension<T, TColumn> columns, Figure<T> figure, CancellationToken cancellation) where T : class
    {
        var found = Paired(records, rows, columns, figure).GroupBy(pair => new { pair.Row, pair.Column, pair.Unit }).Select(group => new
        {
            group.Key.Row,
            group.Key.Column,
            group.Key.Unit,
            Count = group.Count(),
            Known = group.Count(pair => pair.Number != null),
            Sum = group.Sum(pair => pair.Number),
            Least = group.Min(pair => pair.Number),
            Most = group.Max(pair => pair.Number),
        });
        var parts = (await AllAsync(found, cancellation)).Select(one => new Part(rows.GroupOf(one.Row), columns.GroupOf(one.Column), one.Unit, one.Count, one.Known, one.Sum ?? 0, one.Least, one.Most));
        return [.. parts.GroupBy(part => (part.Row, part.Column, part.Unit)).Select(Part.Together)];
    }

    /// <summary>With each number and how often it stands there. A cell reads no more than there are different numbers in it.</summary>
    /// <exception cref="CannotAskException">There are too many of them.</exception>
    public static async Task<List<Part>> NumbersAsync<T, TRow, TColumn>(
        IQueryable<T> records, Dimension<T, TRow> rows, Dimension<T, TColumn> columns, Figure<T> figure, CancellationToken cancellation) where T : class
    {
        var found = Paired(records, rows, columns, figure).GroupBy(pair => new { pair.Row, pair.Column, pair.Unit, pair.Number }).Select(group => new { group.Key.Row, group.Key.Column, group.Key.Unit, group.Key.Number, Count = group.Count() });
        var all = await AllAsync(found.Take(MostNumbers + 1), cancellation);
        if (all.Count > MostNumbers) throw new CannotAskException("Measure", new Told("A median of so many different numbers is not made; narrow it by conditions."));

        return [.. all.GroupBy(one => (Row: rows.GroupOf(one.Row), Column: columns.GroupOf(one.Column), one.Unit)).Select(cell =>
        {
            var known = cell.Where(one => one.Number is not null).ToList();
            return new Part(cell.Key.Row, cell.Key.Column, cell.Key.Unit, cell.Sum(one => one.Count), known.Sum(one => one.Count), known.Sum(one => one.Number!.Value * one.Count), known.Min(one => one.Number), known.Max(one => one.Number))
            {
                Numbers = known.ConvertAll(one => (one.Number!.Value, one.Count)),
            };
        })];
    }

    /// <summary>Records of a past day lie in memory.</summary>
    private static async Task<List<TOne>> AllAsync<TOne>(IQueryable<TOne> found, CancellationToken cancellation) =>
        found is IAsyncEnumerable<TOne> ? await found.ToListAsync(cancellation) : [.. found];

    private static IQueryable<Pair<TRow, TColumn>> Paired<T, TRow, TColumn>(IQueryable<T> records, Dimension<T, TRow> rows, Dimension<T, TColumn> columns, Figure<T> figure) where T : class
    {
        var all = records.Select(record => new Wide<T> { Record = record });
        all = With(all, rows.Beside, (its, value) => new Wide<T> { Record = its.Record, Row = value });
        all = With(all, columns.Beside, (its, value) => new Wide<T> { Record = its.Record, Row = its.Row, Column = value });
        all = With(all, figure.Beside, (its, value) => new Wide<T> { Record = its.Record, Row = its.Row, Column = its.Column, Number = value });

        var pair = typeof(Pair<TRow, TColumn>);
        var row = Either<T, TRow>(rows.Of, its => its.Row, rows.Beside);
        return all.Select(Expression.Lambda<Func<Wide<T>, Pair<TRow, TColumn>>>(
            Expression.MemberInit(
                Expression.New(pair),
                Expression.Bind(pair.GetProperty(nameof(Pair<,>.Row))!, row.Body),
                Expression.Bind(pair.GetProperty(nameof(Pair<,>.Column))!, Either(columns.Of, its => its.Column, columns.Beside).Of(row.Parameters[0])),
                Expression.Bind(pair.GetProperty(nameof(Pair<,>.Unit))!, figure.Unit is { } unit ? OfRecord(unit).Of(row.Parameters[0]) : Expression.Constant("")),
                Expression.Bind(pair.GetProperty(nameof(Pair<,>.Number))!, Either(figure.Number, its => its.Number, figure.Beside).Of(row.Parameters[0]))),
            row.Parameters));
    }

    private static IQueryable<Wide<T>> With<T, TKey>(IQueryable<Wide<T>> all, Beside<T, TKey>? beside, Expression<Func<Wide<T>, CustomValue?, Wide<T>>> taking) where T : class =>
        beside is null ? all : all.LeftJoin(beside.Values, OfRecord(beside.Record), value => value.RecordId, taking);

    private static Expression<Func<Wide<T>, TKey>> Either<T, TKey>(Expression<Func<T, TKey>> of, Expression<Func<Wide<T>, CustomValue?>> value, Beside<T, TKey>? beside) where T : class =>
        beside is null ? OfRecord(of) : value.Then(beside.Of);

    private static Expression<Func<Wide<T>, TOut>> OfRecord<T, TOut>(Expression<Func<T, TOut>> of) where T : class => ((Expression<Func<Wide<T>, T>>)(its => its.Record)).Then(of);

    /// <summary>A record with what lies beside it, as far as the question asks for it.</summary>
    private sealed class Wide<T>
    {
        public required T Record { get; init; }
        public CustomValue? Row { get; init; }
        public CustomValue? Column { get; init; }
        public CustomValue? Number { get; init; }
    }

    private sealed class Pair<TRow, TColumn>
    {
        public TRow Row { get; init; } = default!;
        public TColumn Column { get; init; } = default!;
        public string Unit { get; init; } = "";
        public long? Number { get; init; }
    }
}

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;
using Trichter.Team.FigureAgreements;
using Trichter.Team.Lists;

namespace Trichter.Insight.Builder;

/// <summary>One kind of record: what it is put together by, what is summed up, and which records there are.</summary>
internal abstract class Subject<T>(Texts texts, FiguresOfPeople people) : ISubject where T : class
{
    public const int PerPage = 50;

    public abstract string Key { get; }
    public abstract Told Title { get; }
    public virtual bool KnowsThePast => false;
    public virtual bool IsSeen => true;

    protected Texts Texts => texts;

    public async Task<Offer> OfferAsync(CancellationToken cancellation = default) => new(
        await FieldsAsync(cancellation),
        [.. (await DimensionsAsync(cancellation)).Select(dimension => (dimension.Key, dimension.Label))],
        [
            (Question.Count, texts["How many"]),
            .. (await FiguresAsync(cancellation)).SelectMany(figure => new[] { ("sum:", Totalling.Sum), ("mean:", Totalling.Mean), ("median:", Totalling.Median), ("least:", Totalling.Least), ("most:", Totalling.Most) }
                .Select(way => (way.Item1 + figure.Key, texts["{0}: {1}", figure.Label, way.Item2]))),
        ]);

    public async Task<Answer> AnswerAsync(Question question, CancellationToken cancellation = default)
    {
        var asked = await AskedAsync(question, cancellation);
        var parts = await asked.Rows.CrossAsync(await RecordsAsync(question, cancellation), asked.Columns, asked.Figure, question.Totalling == Totalling.Median, cancellation);
        return Answer.Of(parts, question, new Heading(asked.Rows.Label, asked.Rows.LabelOf, asked.Rows.After), new Heading(asked.Columns.Label, asked.Columns.LabelOf, asked.Columns.After), asked.Figure.Steps, asked.Figure.IsMeasured, asked.Figure.Label, texts);
    }

    public async Task<(IReadOnlyList<FoundRecord> Records, bool HasMore)> RecordsAsync(Question question, string? row, string? column, int page, CancellationToken cancellation = default)
    {
        var asked = await AskedAsync(question, cancellation);
        var records = await RecordsAsync(question, cancellation);
        if (row is not null) records = records.Where(asked.Rows.In(row));
        if (column is not null) records = records.Where(asked.Columns.In(column));
        var some = InOrder(records).Skip((page - 1) * PerPage).Take(PerPage + 1).Select(Line);
        var lines = some is IAsyncEnumerable<RecordLine> ? await some.ToListAsync(cancellation) : [.. some];
        return ([.. lines.Take(PerPage).Select(line => new FoundRecord(line.Name.Trim().Length > 0 ? line.Name : "–", line.About, AddressOf(line.Id)))], lines.Count > PerPage);
    }

    /// <summary>What conditions can be about.</summary>
    protected abstract Task<IReadOnlyList<FilterField>> FieldsAsync(CancellationToken cancellation);

    protected abstract Task<IReadOnlyList<Dimension<T>>> DimensionsAsync(CancellationToken cancellation);

    /// <summary>Only what this role may see.</summary>
    protected abstract Task<IReadOnlyList<Figure<T>>> FiguresAsync(CancellationToken cancellation);

    /// <summary>What fits the conditions, of what this person may see, as of the day that was asked for.</summary>
    protected abstract Task<IQueryable<T>> RecordsAsync(Question question, CancellationToken cancellation);

    protected abstract IQueryable<T> InOrder(IQueryable<T> records);

    protected abstract Expression<Func<T, RecordLine>> Line { get; }

    protected abstract string AddressOf(Guid id);

    private async Task<(Dimension<T> Rows, Dimension<T> Columns, Figure<T> Figure)> AskedAsync(Question question, CancellationToken cancellation)
    {
        if (!await people.MayAskAsync(question.Groups, cancellation)) throw new NotAgreedException();

        var (dimensions, figures) = (await DimensionsAsync(cancellation), await FiguresAsync(cancellation));
        var rows = dimensions.FirstOrDefault(its => its.Key == question.Rows) ?? throw Gone("Rows");
        var columns = question.Columns.Length == 0 ? Dimensions.All<T>() : dimensions.FirstOrDefault(its => its.Key == question.Columns) ?? throw Gone("Columns");
        var figure = question.Totalling == Totalling.Count ? Figure<T>.Records : figures.FirstOrDefault(its => its.Key == question.FigureKey) ?? throw Gone("Measure");
        if (question.AsOf is null) return (rows, columns, figure);

        if (!rows.IsKnownOfThePast) throw OnlyNow("Rows");
        if (!columns.IsKnownOfThePast) throw OnlyNow("Columns");
        if (!figure.IsKnownOfThePast) throw OnlyNow("Measure");
        return (rows, columns, figure);
    }

    private static CannotAskException Gone(string field) => new(field, new Told("This is not there any more, or is hidden for your role."));

    protected static CannotAskException OnlyNow(string field) => new(field, new Told("This is not known of a past day."));
}

/// <summary>A record in a list behind a figure.</summary>
internal sealed class RecordLine
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string About { get; init; } = "";
}

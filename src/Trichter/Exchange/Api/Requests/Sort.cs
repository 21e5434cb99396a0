using System.Linq.Expressions;
using System.Text.Json;

namespace Trichter.Exchange.Api.Requests;

/// <summary>An order of a list, which goes on behind the last row read: by an index, however far down, and unmoved by new rows.</summary>
/// <param name="key">As callers write it; "-" before it turns it round.</param>
internal abstract class Sort<T>(string key) where T : class
{
    public string Key => key;

    public static Sort<T> By<TKey>(string key, Expression<Func<T, TKey>> by) => new SortBy<T, TKey>(key, by);

    /// <returns>Null when the cursor is of another order.</returns>
    public abstract IQueryable<T>? Apply(IQueryable<T> rows, bool down, Cursor? after);

    public abstract Cursor CursorOf(T row, string sort);
}

internal sealed class SortBy<T, TKey>(string key, Expression<Func<T, TKey>> by) : Sort<T>(key) where T : class
{
    private readonly Func<T, TKey> read = by.Compile();
    private readonly Expression<Func<T, Guid>> id = Expression.Lambda<Func<T, Guid>>(Expression.Property(by.Parameters[0], "Id"), by.Parameters[0]);

    public override IQueryable<T>? Apply(IQueryable<T> rows, bool down, Cursor? after)
    {
        if (after is not null)
        {
            if (ValueOf(after) is not { } value) return null;
            rows = rows.Where(Beyond(value, after.Id, down));
        }

        return down ? rows.OrderByDescending(by).ThenByDescending(id) : rows.OrderBy(by).ThenBy(id);
    }

    public override Cursor CursorOf(T row, string sort) =>
        new(sort, JsonSerializer.Serialize(read(row)), (Guid)typeof(T).GetProperty("Id")!.GetValue(row)!);

    private static Captured<TKey>? ValueOf(Cursor cursor)
    {
        try
        {
            return JsonSerializer.Deserialize<TKey>(cursor.Value) is { } value ? new Captured<TKey>(value) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>key ≥ k and (key > k or id > i): the first part lets the index begin there, the second leaves out what was read.</summary>
    private Expression<Func<T, bool>> Beyond(Captured<TKey> value, Guid last, bool down)
    {
        var (left, right) = Sides(by.Body, Expression.Field(Expression.Constant(value), nameof(value.Value)));
        var lastId = Expression.Field(Expression.Constant(new Captured<Guid>(last)), nameof(Captured<>.Value));
        var fromHere = down ? Expression.LessThanOrEqual(left, right) : Expression.GreaterThanOrEqual(left, right);
        var further = down ? Expression.LessThan(left, right) : Expression.GreaterThan(left, right);
        var later = down ? Expression.LessThan(id.Body, lastId) : Expression.GreaterThan(id.Body, lastId);
        return Expression.Lambda<Func<T, bool>>(Expression.AndAlso(fromHere, Expression.OrElse(further, later)), by.Parameters[0]);
    }

    /// <summary>Texts are compared as the database does; C# has no operator for that.</summary>
    private static (Expression Left, Expression Right) Sides(Expression key, Expression value) => typeof(TKey) == typeof(string)
        ? (Expression.Call(typeof(string), nameof(string.Compare), null, key, value), Expression.Constant(0))
        : (key, value);
}

/// <summary>A value that the database is given as a parameter, so that one statement serves every page.</summary>
internal sealed class Captured<T>(T value)
{
    public readonly T Value = value;
}

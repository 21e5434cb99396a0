using System.Linq.Expressions;

namespace Trichter.Platform.Storage;

/// <summary>Joins conditions that are known only at run time into one that the database understands.</summary>
internal static class Predicates
{
    public static Expression<Func<T, bool>> And<T>(this Expression<Func<T, bool>> left, Expression<Func<T, bool>> right) => Join(left, right, Expression.AndAlso);

    public static Expression<Func<T, bool>> Or<T>(this Expression<Func<T, bool>> left, Expression<Func<T, bool>> right) => Join(left, right, Expression.OrElse);

    /// <summary>What a value becomes, asked of the record that has it.</summary>
    public static Expression<Func<T, TOut>> Then<T, TIn, TOut>(this Expression<Func<T, TIn>> value, Expression<Func<TIn, TOut>> becomes) =>
        Expression.Lambda<Func<T, TOut>>(new InPlaceOf(becomes.Parameters[0], value.Body).Visit(becomes.Body), value.Parameters);

    /// <summary>The body of a question, asked of another parameter.</summary>
    public static Expression Of<T, TOut>(this Expression<Func<T, TOut>> question, ParameterExpression record) => new InPlaceOf(question.Parameters[0], record).Visit(question.Body);

    private static Expression<Func<T, bool>> Join<T>(
        Expression<Func<T, bool>> left, Expression<Func<T, bool>> right, Func<Expression, Expression, BinaryExpression> how) =>
        Expression.Lambda<Func<T, bool>>(how(left.Body, right.Of(left.Parameters[0])), left.Parameters);

    private sealed class InPlaceOf(ParameterExpression parameter, Expression value) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? value : base.VisitParameter(node);
    }
}

using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace Trichter.Platform.Storage;

/// <summary>What questions ask of the database in its own words, each database in one function.</summary>
internal static class StoredFunctions
{
    private const long SecondsUntil1970 = 62_135_596_800;

    /// <summary>The hours from the year 1 to an instant in UTC, begun ones not counted; null of null.</summary>
    public static int? Hour(DateTime? at) => at is { } its ? HourOf(its) : null;

    public static DateTime OfHour(int hour) => new(hour * TimeSpan.TicksPerHour, DateTimeKind.Utc);

    /// <summary>The whole steps in which a decimal lies in the database: millionths, where it is stored so. Only for questions to the database, which adds them up exactly.</summary>
    public static long Steps(decimal value) => throw new InvalidOperationException("Only the database knows in which steps it stores a number.");

    public static void UseStoredFunctions(this ModelBuilder model, bool isPostgres)
    {
        model.HasDbFunction(() => Hour(default)).HasTranslation(arguments => isPostgres ? (SqlExpression)PostgresHour(arguments[0]) : SqliteHour(arguments[0]));
        model.HasDbFunction(() => Steps(default)).HasTranslation(arguments => new SqlUnaryExpression(ExpressionType.Convert, arguments[0], typeof(long), new LongTypeMapping("bigint")));
    }

    private static int HourOf(DateTime at) => (int)(at.Ticks / TimeSpan.TicksPerHour);

    private static SqlBinaryExpression SqliteHour(SqlExpression at)
    {
        var whole = new LongTypeMapping("INTEGER");
        var seconds = new SqlFunctionExpression("unixepoch", [at], nullable: true, [true], typeof(long), whole);
        return new SqlBinaryExpression(ExpressionType.Divide, Add(seconds, SecondsUntil1970, whole), new SqlConstantExpression(3600L, whole), typeof(int), new IntTypeMapping("INTEGER"));
    }

    private static SqlUnaryExpression PostgresHour(SqlExpression at)
    {
        var real = new DoubleTypeMapping("double precision");
        var seconds = new SqlFunctionExpression("date_part", [new SqlConstantExpression("epoch", new StringTypeMapping("text", null)), at], nullable: true, [false, true], typeof(double), real);
        var hours = new SqlBinaryExpression(ExpressionType.Divide, Add(seconds, (double)SecondsUntil1970, real), new SqlConstantExpression(3600d, real), typeof(double), real);
        var begun = new SqlFunctionExpression("floor", [hours], nullable: true, [true], typeof(double), real);
        return new SqlUnaryExpression(ExpressionType.Convert, begun, typeof(int), new IntTypeMapping("integer"));
    }

    private static SqlBinaryExpression Add(SqlExpression left, object right, RelationalTypeMapping mapping) =>
        new(ExpressionType.Add, left, new SqlConstantExpression(right, mapping), left.Type, mapping);
}

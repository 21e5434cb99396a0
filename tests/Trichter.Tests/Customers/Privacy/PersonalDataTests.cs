using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Privacy;
using Trichter.Tests.Support;

namespace Trichter.Tests.Customers.Privacy;

/// <summary>R70: nobody adds a column without saying whether a person may stand in it.</summary>
[Trait("Database", "any")]
public sealed class PersonalDataTests
{
    [Fact]
    public async Task R70_every_text_column_is_declared_and_nothing_is_declared_that_is_not_there()
    {
        await using var desk = await Desk.OpenAsync();
        var columns = await desk.App.InDbAsync(db => Task.FromResult((
            from type in db.Model.GetEntityTypes()
            from property in type.GetProperties()
            where property.ClrType == typeof(byte[]) || (property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType) == typeof(string)
            select (Table: type.GetTableName()!, Column: property.GetColumnName())).Where(its => its.Column != "id").ToHashSet()));

        Assert.Empty(columns.Where(its => PersonalData.Of(its.Table, its.Column) is null).Select(its => $"{its.Table}.{its.Column} is not declared in PersonalData.txt"));
        Assert.Empty(PersonalData.Tables.SelectMany(table => PersonalData.Of(table).Keys.Select(column => (table, column))).Where(its => !columns.Contains(its)).Select(its => $"{its.table}.{its.column} is declared and not there"));
    }
}

using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
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

    [Theory]
    [InlineData("We meet Jan, and Petry comes too", true)]
    [InlineData("""{"firstName":"Jan","lastName":"Petry"}""", true)]
    [InlineData("Petry ordered in January", false)]
    [InlineData("Januschek works for Petry", false)]
    [InlineData("call jan petry", true)]
    public void A_person_is_found_by_both_names_only_where_they_are_words_of_their_own(string text, bool isFound) =>
        Assert.Equal(isFound, PersonTrace.Of(new Person { FirstName = "Jan", LastName = "Petry" }).Names(text));

    [Fact]
    public void Names_too_short_to_tell_are_found_together_only() =>
        Assert.Equal((false, true), (PersonTrace.Of(new Person { FirstName = "An", LastName = "Li" }).Names("An order of Li-Ion cells"), PersonTrace.Of(new Person { FirstName = "An", LastName = "Li" }).Names("with An Li")));
}

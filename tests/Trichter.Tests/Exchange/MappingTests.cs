using Trichter.Exchange.Columns;
using Trichter.Exchange.Import;
using Trichter.Platform.Language;
using Trichter.Tests.Support;

namespace Trichter.Tests.Exchange;

public sealed class MappingTests
{
    [Theory]
    [InlineData("mql_id,first_contact_date,landing_page_id,origin", "external_id entered custom:landing_page_id source")]
    [InlineData("opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value", "external_id owner product company stage entered closed_on value")]
    [InlineData("Record ID,Deal Name,Deal Stage,Amount,Deal owner,Lead source", "external_id name stage value owner source")]
    [InlineData("Deal - Title,Deal - Value,Deal - Status,Deal - Won time,Organization - Name,Deal - Expected close date", "name value outcome won_on company expected_close")]
    [InlineData("Titel,Wert,Firma,Stufe,Gewonnen am", "name value company stage won_on")]
    public void Known_headers_find_their_place(string headers, string targets)
    {
        var names = headers.Split(',');
        var proposed = AutoMapping.Propose(ImportKind.Deals, names, [], null);
        Assert.Equal(targets, string.Join(' ', names.Select(name => proposed[name])));
    }

    /// <summary>Every header of every export we know of gets a place, none is left out in silence.</summary>
    [Fact]
    public void Headers_of_other_systems_are_all_placed()
    {
        foreach (var line in File.ReadAllLines(SharedData.Path("crm-export-headers", "headers.csv")).Skip(1))
        {
            var headers = line.Split('"')[1].Split(',').Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            foreach (var kind in Enum.GetValues<ImportKind>())
            {
                var proposed = AutoMapping.Propose(kind, headers, [], null);
                Assert.Equal(headers.Order(StringComparer.Ordinal), proposed.Keys.Order(StringComparer.Ordinal));
                var once = proposed.Values.Where(target => Target.Of(kind).Any(its => its.Key == target && !its.TakesSeveral)).ToList();
                Assert.Equal(once.Distinct().Count(), once.Count);
            }
        }
    }

    [Fact]
    public void A_mapping_file_is_read_as_it_was_written()
    {
        var read = MappingFile.Read("""
            {
              "as": "deals", // what the rows are
              "dialect": { "decimal": ",", "dateFormat": "dd-mm-yy" },
              "mode": "update",
              "columns": { "Betrag": "value" },
              "values": { "Stufe": { "Angebot raus": "offer" } },
            }
            """);
        var mapping = Assert.IsType<MappingResult.Readable>(read).Mapping;
        Assert.Equal((ImportKind.Deals, ImportMode.Update, "value"), (mapping.As, mapping.Mode, mapping.Columns["Betrag"]));
        Assert.Contains("\"decimal\": \",\"", MappingFile.Write(mapping), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"as\":\"deals\",\"colums\":{}}")]
    [InlineData("{\"as\":\"deals\",\"columns\":{\"a\":null}}")]
    public void A_mapping_file_that_is_wrong_says_so(string text) => Assert.IsType<MappingResult.Faulty>(MappingFile.Read(text));

    [Fact]
    public void Sentences_survive_being_kept()
    {
        var kept = Sentence.Read(Sentence.Write(new Told("{0}: {1}", "column", new Told("At most {0} characters.", 200))));
        Assert.Equal("column: At most 200 characters.", new Texts()[kept]);
    }
}

using Trichter.Exchange.Reading;
using Trichter.Market.Industries;
using Trichter.Tests.Support;

namespace Trichter.Tests.Market;

/// <summary>The tree of industries in three languages, and the many ways in which lists write a code.</summary>
[Trait("Database", "any")]
public sealed class IndustryTests
{
    [Fact]
    public void The_tree_has_every_section_division_group_and_class_of_the_regulation_in_three_languages()
    {
        var expected = Csv.Rows(File.ReadAllText(SharedData.Path("reference-lists", "nace_rev2_1_en_de_pl.csv")), ',', '"', 2000).Skip(1);
        var all = Nace.Sections.SelectMany(section => Nace.WithAllUnder(section.Path)).Select(path => Nace.At(path)!).ToList();

        Assert.Equal((1047, 22, 87, 287, 651), (all.Count, all.Count(its => its.Level == 1), all.Count(its => its.Level == 2), all.Count(its => its.Level == 3), all.Count(its => its.Level == 4)));
        foreach (var row in expected)
        {
            var industry = Nace.Of(row[0]);
            Assert.NotNull(industry);
            Assert.Equal((row[2], row[3], row[4]), (industry.Name.En, industry.Name.De, industry.Name.Pl), Calmly);
        }
    }

    [Theory]
    [InlineData("62.10", "K62.10")]
    [InlineData("6210", "K62.10")]
    [InlineData("62.10.0", "K62.10")]
    [InlineData("62.10.Z", "K62.10")]
    [InlineData("62.10.1", "K62.10")]
    [InlineData(" c 10.11 ", "C10.11")]
    [InlineData("C", "C")]
    [InlineData("10", "C10")]
    [InlineData("10.1", "C10.1")]
    [InlineData("99.99", null)]
    [InlineData("bakery", null)]
    [InlineData("", null)]
    public void A_code_is_understood_as_WZ_PKD_and_NACE_write_it(string written, string? path) => Assert.Equal(path, Nace.Of(written)?.Path);

    [Fact]
    public void An_industry_is_found_by_words_of_each_language()
    {
        Assert.Contains(Nace.Find("Milcherzeugnisse", 50), its => its.Path.StartsWith("C10.5", StringComparison.Ordinal));
        Assert.Contains(Nace.Find("bread", 50), its => its.Path.StartsWith("C10.7", StringComparison.Ordinal));
        Assert.Contains(Nace.Find("pieczywa", 50), its => its.Path.StartsWith("C10.7", StringComparison.Ordinal));
        Assert.Empty(Nace.Find("   ", 50));
    }

    /// <summary>Sections are shouted in the original; the letters are the same.</summary>
    private static bool Calmly((string, string, string) one, (string, string, string) other) =>
        string.Equals(one.Item1.Trim(), other.Item1.Trim(), StringComparison.OrdinalIgnoreCase) && string.Equals(one.Item2.Trim(), other.Item2.Trim(), StringComparison.OrdinalIgnoreCase) && string.Equals(one.Item3.Trim(), other.Item3.Trim(), StringComparison.OrdinalIgnoreCase);
}

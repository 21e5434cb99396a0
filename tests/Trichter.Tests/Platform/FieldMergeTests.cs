using Trichter.Deals;
using Trichter.Platform.Fields;

namespace Trichter.Tests.Platform;

/// <summary>Two people edit one record.</summary>
public sealed class FieldMergeTests
{
    private static Deal Rollout => new() { Name = "Rollout", ProcessId = Guid.Empty, VersionId = Guid.Empty, Currency = "EUR", Source = "Website", Product = "Digger" };

    [Fact]
    public void What_I_did_not_touch_keeps_what_the_other_saved()
    {
        var deal = Rollout;
        deal.Source = "Fair";

        var merge = FieldMerge.Apply(deal, DealFields.All,
            original: new Dictionary<string, string> { ["source"] = "Website", ["product"] = "Digger" },
            typed: new Dictionary<string, string> { ["source"] = "Website", ["product"] = "Crane" });

        Assert.True(merge.IsClean);
        Assert.Equal(("Fair", "Crane"), (deal.Source, deal.Product));
    }

    [Fact]
    public void What_both_changed_is_asked_about_and_nothing_is_overwritten()
    {
        var deal = Rollout;
        deal.Source = "Fair";

        var merge = FieldMerge.Apply(deal, DealFields.All,
            original: new Dictionary<string, string> { ["source"] = "Website" },
            typed: new Dictionary<string, string> { ["source"] = "Referral" });

        Assert.Equal("Fair", merge.Conflicts["source"]);
        Assert.Equal("Fair", deal.Source);
    }

    [Fact]
    public void A_value_that_does_not_fit_is_a_fault_beside_its_field()
    {
        var merge = FieldMerge.Apply(Rollout, DealFields.All, new Dictionary<string, string>(), new Dictionary<string, string> { ["value"] = "a lot", ["name"] = "" });

        Assert.Equal(["name", "value"], merge.Faults.Keys.Order());
    }

    [Theory]
    [InlineData("412.600,50", "de-DE", "412600.50")]
    [InlineData("412600.50", "de-DE", "412600.50")]
    [InlineData("412.600", "de-DE", "412600")]
    [InlineData("412 600,50 zł", "pl-PL", "412 600,50 zł")]
    [InlineData("412 600,50", "pl-PL", "412600.50")]
    [InlineData("412,600.50", "en-GB", "412600.50")]
    public void Money_is_read_as_people_of_that_language_write_it(string typed, string culture, string canonical) =>
        Assert.Equal(canonical, Canonical.FromTyped(FieldKind.Money, typed, System.Globalization.CultureInfo.GetCultureInfo(culture)));
}

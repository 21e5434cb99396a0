using System.Globalization;
using Trichter.Offers.Products;
using Trichter.Platform.Language;

namespace Trichter.Tests.Offers.Products;

/// <summary>A document names a quantity as people say it.</summary>
public sealed class UnitsTests
{
    [Theory]
    [InlineData("pl", "1", "H87", "1 sztuka")]
    [InlineData("pl", "2", "H87", "2 sztuki")]
    [InlineData("pl", "25", "H87", "25 sztuk")]
    [InlineData("pl", "-3", "H87", "-3 sztuki")]
    [InlineData("pl", "7.5", "HUR", "7,5 godziny")]
    [InlineData("de", "1", "MON", "1 Monat")]
    [InlineData("de", "2", "MON", "2 Monate")]
    [InlineData("de", "2.25", "MTK", "2,25 m²")]
    [InlineData("en", "1", "LS", "1 lump sum")]
    [InlineData("en", "0.5", "DAY", "0.5 days")]
    public void The_word_goes_with_the_number(string language, string quantity, string unit, string said) =>
        Assert.Equal(said, Units.Amount(decimal.Parse(quantity, CultureInfo.InvariantCulture), unit, Texts.In(language, TimeZoneInfo.Utc)));
}

using System.Globalization;
using Trichter.Exchange.Reading;

namespace Trichter.Tests.Exchange;

public sealed class ValuesTests
{
    [Theory]
    [InlineData("1.234,56 €", ',', "1234.56")]
    [InlineData("1,234.56", '.', "1234.56")]
    [InlineData("-12", '.', "-12")]
    [InlineData("-12", ',', "-12")]
    [InlineData("10 000,50 zł", ',', "10000.50")]
    [InlineData("10\u00A0000,50\u00A0zł", ',', "10000.50")]
    [InlineData("10\u202F000,5 PLN", ',', "10000.5")]
    [InlineData("100.0", '.', "100.0")]
    [InlineData("CHF 1'234.50", '.', "1234.50")]
    [InlineData("€ -1.234.567,8", ',', "-1234567.8")]
    [InlineData("-€12", ',', "-12")]
    [InlineData("12,50-", ',', "-12.50")]
    [InlineData("(12.50)", '.', "-12.50")]
    [InlineData("100,- €", ',', "100")]
    [InlineData("+7", '.', "7")]
    [InlineData(",5", ',', "0.5")]
    [InlineData("0", ',', "0")]
    [InlineData("  42 EUR ", ',', "42")]
    public void Amounts_are_read_as_people_write_them(string text, char separator, string amount)
    {
        Assert.True(Values.TryReadMoney(text, separator, out var read), text);
        Assert.Equal(decimal.Parse(amount, CultureInfo.InvariantCulture), read);
    }

    [Theory]
    [InlineData("", '.')]
    [InlineData("€", '.')]
    [InlineData("n/a", '.')]
    [InlineData("12 to 14", '.')]
    [InlineData("1.234,56", '.')]
    [InlineData("1,234.56", ',')]
    [InlineData("1.23.456", ',')]
    [InlineData("1.2345", ',')]
    [InlineData("1.234 567", ',')]
    [InlineData("--5", '.')]
    [InlineData("-5-", '.')]
    [InlineData("(5", '.')]
    [InlineData("5)", '.')]
    [InlineData("(-5)", '.')]
    [InlineData("EUR 5 EUR", '.')]
    [InlineData("1E5", '.')]
    [InlineData("0x10", '.')]
    [InlineData(".", '.')]
    [InlineData("-", ',')]
    [InlineData("99999999999999999999999999999999", '.')]
    [InlineData("٣", '.')]
    public void Nonsense_is_no_amount(string text, char separator) =>
        Assert.False(Values.TryReadMoney(text, separator, out _), text);

    [Theory]
    [InlineData("2026-03-09", "yyyy-MM-dd", "2026-03-09", true)]
    [InlineData("9.3.2026", "dd.MM.yyyy", "2026-03-09", true)]
    [InlineData("09.03.26 14:05", "dd.MM.yy", "2026-03-09T14:05", false)]
    [InlineData("03/09/2026 2:05:06 PM", "MM/dd/yyyy", "2026-03-09T14:05:06", false)]
    [InlineData("16-10-20", "yy-MM-dd", "2016-10-20", true)]
    [InlineData("16-10-20", "dd-MM-yy", "2020-10-16", true)]
    [InlineData("2018-02-26 19:58:54", "yyyy-MM-dd", "2018-02-26T19:58:54", false)]
    [InlineData("2026-03-09T01:30:00+02:00", DateFormats.IsoWithZone, "2026-03-08T23:30", false)]
    [InlineData("2026-03-09T01:30:00.123Z", DateFormats.IsoWithZone, "2026-03-09T01:30:00.123", false)]
    [InlineData("46090", DateFormats.ExcelSerial, "2026-03-09", true)]
    [InlineData("46090,5", DateFormats.ExcelSerial, "2026-03-09T12:00", false)]
    public void Dates_are_read_in_their_format(string text, string format, string moment, bool isDateOnly)
    {
        Assert.True(Values.TryReadDate(text, format, out var read, out var dateOnly), text);
        Assert.Equal(DateTime.Parse(moment, CultureInfo.InvariantCulture), read);
        Assert.Equal(isDateOnly, dateOnly);
    }

    [Fact]
    public void Only_a_moment_with_a_zone_is_in_utc()
    {
        Values.TryReadDate("2026-03-09T01:30:00Z", DateFormats.IsoWithZone, out var zoned, out _);
        Values.TryReadDate("2026-03-09T01:30:00", DateFormats.IsoWithZone, out var local, out _);

        Assert.Equal((DateTimeKind.Utc, DateTimeKind.Unspecified), (zoned.Kind, local.Kind));
    }

    [Theory]
    [InlineData("31.02.2026", "dd.MM.yyyy")]
    [InlineData("2026-13-01", "yyyy-MM-dd")]
    [InlineData("01.03.2026 and later", "dd.MM.yyyy")]
    [InlineData("", "dd.MM.yyyy")]
    [InlineData("-5", DateFormats.ExcelSerial)]
    [InlineData("9999999", DateFormats.ExcelSerial)]
    public void What_is_no_date_is_refused(string text, string format) =>
        Assert.False(Values.TryReadDate(text, format, out _));
}

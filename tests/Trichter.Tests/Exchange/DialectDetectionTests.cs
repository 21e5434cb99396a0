using System.Text;
using Trichter.Exchange.Reading;
using Trichter.Tests.Support;

namespace Trichter.Tests.Exchange;

public sealed class DialectDetectionTests
{
    static DialectDetectionTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Fact]
    public void Maven_writes_the_day_first_and_the_year_in_two_digits()
    {
        using var file = File.OpenRead(SharedData.Path("maven-crm-opportunities", "sales_pipeline.csv"));
        var detected = DialectDetection.Of(file);

        Assert.Equal(new FileDialect("utf-8", ',', '"', '.', "dd-MM-yy"), detected.Dialect);
        Assert.Equal(["dd-MM-yy", "yy-MM-dd"], detected.AmbiguousDateFormats);
        Assert.Equal(["engage_date", "close_date"], detected.DateColumns.Select(column => column.Header));
        Assert.Equal(0, file.Position);
    }

    [Theory]
    [InlineData("olist_closed_deals_dataset.csv", "won_date")]
    [InlineData("olist_marketing_qualified_leads_dataset.csv", "first_contact_date")]
    public void Olist_writes_iso_dates(string name, string column)
    {
        using var file = File.OpenRead(SharedData.Path("olist-funnel", name));
        var detected = DialectDetection.Of(file);

        Assert.Equal("yyyy-MM-dd", detected.Dialect.DateFormat);
        Assert.Empty(detected.AmbiguousDateFormats);
        Assert.Equal(column, Assert.Single(detected.DateColumns).Header);
    }

    [Theory]
    [InlineData("windows-1250")]
    [InlineData("iso-8859-2")]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_polish_file_is_read_in_each_of_its_encodings(string encoding)
    {
        const string text = "Nazwa;Wartość;Data\r\nŁódzkie Zakłady Żelatyny;1234,50;31.12.2026\r\n"
            + "Kęsy i Mąka Świętokrzyskie;7,5;01.02.2026\r\n";
        using var stream = new MemoryStream([.. Bom(encoding), .. Encoding.GetEncoding(encoding).GetBytes(text)]);
        var detected = DialectDetection.Of(stream);

        Assert.Equal(new FileDialect(encoding, ';', '"', ',', "dd.MM.yyyy"), detected.Dialect);
        using var table = TableFile.Open(stream, detected.Dialect);
        Assert.Equal(["Nazwa", "Wartość", "Data"], table.Headers);
        Assert.Equal(["Łódzkie Zakłady Żelatyny", "Kęsy i Mąka Świętokrzyskie"], table.Rows().Select(row => row.Cells[0]));
    }

    [Theory]
    [InlineData("Firma;Straße\r\nMüller & Söhne;Gänsemarkt 3\r\n")]
    [InlineData("Firma;Ort\r\nCafé Noël S.à r.l.;Besançon\r\n")]
    [InlineData("Firma;Umsatz\r\nBäckerei Süß;12,50 €\r\n")]
    public void Western_letters_are_read_as_windows_1252(string text)
    {
        var bytes = Encoding.GetEncoding("windows-1252").GetBytes(text);
        var detected = DialectDetection.Of(bytes);

        Assert.Equal("windows-1252", detected.Dialect.Encoding);
        Assert.Equal(';', detected.Dialect.Delimiter);
    }

    [Theory]
    [InlineData("a,b,c\n\"x, y; z\",2,3\n4,5,6\n", ',')]
    [InlineData("a;b;c\n1,5;2,5;3,5\n1,1;2,2;3,3\n", ';')]
    [InlineData("a\tb\n1,5;2\t2\n", '\t')]
    [InlineData("a|b\nx|y, z\n", '|')]
    [InlineData("Umsatz, netto;Kunde\n1,5;X\n2,5;Y\n", ';')]
    [InlineData("sep=|\na;b|c\n1;2|3\n", '|')]
    [InlineData("Name\nMeier, Anna\nSchulz, Bernd\n", ';')]
    [InlineData("", ',')]
    public void The_delimiter_is_the_one_that_makes_even_rows(string text, char delimiter) =>
        Assert.Equal(delimiter, DialectDetection.Of(Encoding.UTF8.GetBytes(text)).Dialect.Delimiter);

    [Theory]
    [InlineData("v;w\n1.234,50;a\n", ',')]
    [InlineData("v;w\n1234.50;a\n", '.')]
    [InlineData("v,w\n\"1.234,50 €\",a\n", ',')]
    [InlineData("v\tw\n1,234,567\ta\n", '.')]
    [InlineData("v\tw\n1 234,5 zł\ta\n", ',')]
    [InlineData("v,w\n1.234,a\n", '.')]
    [InlineData("v;w\n1.234;a\n", ',')]
    public void The_decimal_separator_comes_from_the_columns_of_numbers(string text, char separator) =>
        Assert.Equal(separator, DialectDetection.Of(Encoding.UTF8.GetBytes(text)).Dialect.DecimalSeparator);

    [Theory]
    [InlineData("d\n16-10-20\n", "dd-MM-yy,yy-MM-dd")]
    [InlineData("d\n16-10-20\n16-11-30\n17-01-31\n", "yy-MM-dd,dd-MM-yy")]
    [InlineData("d;e\n01/02/2026;x\n", "dd/MM/yyyy,MM/dd/yyyy")]
    [InlineData("d;e\n01/02/2026;03/25/2026\n", "MM/dd/yyyy")]
    [InlineData("d;e\n01.02.2026 08:15;x\n", "dd.MM.yyyy")]
    [InlineData("d;e\n2026-01-02T08:15:00+01:00;x\n", DateFormats.IsoWithZone)]
    [InlineData("Datum;PLZ\n46090;20095\n", DateFormats.ExcelSerial)]
    public void Several_fitting_date_formats_are_reported_best_guess_first(string text, string formats)
    {
        var detected = DialectDetection.Of(Encoding.UTF8.GetBytes(text));
        var expected = formats.Split(',');

        Assert.Equal(expected[0], detected.Dialect.DateFormat);
        Assert.Equal(expected.Length > 1 ? expected : [], detected.AmbiguousDateFormats);
    }

    [Fact]
    public void Postcodes_are_no_dates() =>
        Assert.Empty(DialectDetection.Of("Firma;PLZ\nA;20095\nB;45127\n"u8.ToArray()).DateColumns);

    [Fact]
    public void A_large_file_cut_within_a_letter_is_still_utf8()
    {
        var rows = string.Concat(Enumerable.Repeat("źdźbło;żółć\r\n", 40_000));
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("a;b\r\n" + rows));

        Assert.Equal("utf-8", DialectDetection.Of(stream).Dialect.Encoding);
    }

    private static byte[] Bom(string encoding) =>
        encoding.StartsWith("utf", StringComparison.Ordinal) ? Encoding.GetEncoding(encoding).GetPreamble() : [];
}

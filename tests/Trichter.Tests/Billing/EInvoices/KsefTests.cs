using System.Xml.Linq;
using Trichter.Billing.EInvoices;
using Trichter.Billing.EInvoices.Files;
using Trichter.Billing.EInvoices.Ksef;

namespace Trichter.Tests.Billing.EInvoices;

/// <summary>Polish invoices for KSeF, its numbers, its receipts and its QR address.</summary>
public sealed class KsefTests
{
    private const string OriginalInKsef = "5265877635-20250826-0100001AF629-AF";

    private static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Every_case_of_the_polish_seller_follows_the_schema_of_FA3()
    {
        var schema = Schemas.Fa3();

        OfficialFiles.Nothing(
            from one in BusinessCases.OfPolishSeller
            let written = WriteFa3.Write(one.Value, Extras(one.Value), Now)
            from problem in written.Document is { } document ? Schemas.Problems(document, schema) : written.Against.Select(told => told.Key)
            select $"{one.Key}: {problem}");
    }

    [Fact]
    public void Sums_of_all_rates_go_to_their_fields()
    {
        var fa = Written("Polish at four rates");

        Assert.Equal(["200.00", "46.00", "150.00", "12.00", "50.00", "2.50", "40.00", "500.50"], Values(fa, "P_13_1", "P_14_1", "P_13_2", "P_14_2", "P_13_3", "P_14_3", "P_13_6_1", "P_15"));
        Assert.Equal(["23", "8", "5", "0 KR"], fa.Descendants().Where(element => element.Name.LocalName == "P_12").Select(element => element.Value));
    }

    [Fact]
    public void A_discount_of_the_document_is_spread_over_the_lines_and_a_charge_becomes_one()
    {
        var fa = Written("Polish with discounts");

        // 10.01 over 100 and 50: 6.67 and 3.34
        Assert.Equal(["93.33", "46.66", "61.20", "15.00"], fa.Descendants().Where(element => element.Name.LocalName == "P_11").Select(element => element.Value));
        Assert.Equal(["154.99", "61.20"], Values(fa, "P_13_1", "P_13_2"));
    }

    [Fact]
    public void Vat_of_an_invoice_in_euros_is_also_given_in_zloty() => Assert.Equal(["230.00", "978.21"], Values(Written("Polish in euros"), "P_14_1", "P_14_1W"));

    [Fact]
    public void A_correction_names_what_it_corrects_and_shows_lines_before_and_after()
    {
        var correction = BusinessCases.OfPolishSeller["Polish correction"];
        var before = correction.Lines.Select(line => line with { Quantity = -line.Quantity, Net = -line.Net });
        var fa = WriteFa3.Write(correction with { Lines = [] }, Extras(correction) with { Before = [.. before], CorrectionReason = "Błędny NIP nabywcy", CorrectionType = 2 }, Now).Document!;

        Assert.Equal(["KOR", "Błędny NIP nabywcy", "2", "FV/1", OriginalInKsef, "1", "-3690.00"],
            Values(fa, "RodzajFaktury", "PrzyczynaKorekty", "TypKorekty", "NrFaKorygowanej", "NrKSeFFaKorygowanej", "StanPrzed", "P_15"));
        OfficialFiles.Nothing(Schemas.Problems(fa, Schemas.Fa3()));
    }

    [Fact]
    public void A_credit_note_takes_away() => Assert.Equal(["-100.00", "-23.00", "-123.00", "-1"], Values(Written("Polish part credit"), "P_13_1", "P_14_1", "P_15", "P_8B"));

    [Fact]
    public void A_rest_invoice_names_its_down_payments()
    {
        var rest = BusinessCases.OfPolishSeller["Polish rest"];
        var fa = WriteFa3.Write(rest, new() { Kind = Fa3Kind.Roz, KsefNumbers = new Dictionary<string, string> { ["FV/10"] = OriginalInKsef } }, Now).Document!;

        Assert.Equal(["ROZ", OriginalInKsef], Values(fa, "RodzajFaktury", "NrKSeFFaZaliczkowej"));
        OfficialFiles.Nothing(Schemas.Problems(fa, Schemas.Fa3()));
    }

    [Fact]
    public void What_ksef_would_refuse_is_refused_before()
    {
        var sale = BusinessCases.OfPolishSeller["Polish at 23 %"];

        Assert.Equal("KSeF takes no invoice that is dated in the future", Assert.Single(WriteFa3.Write(sale with { IssuedOn = new(2026, 11, 21) }, new(), Now).Against).Key);
        Assert.Equal("The seller has no Polish tax number (NIP)", Assert.Single(WriteFa3.Write(sale with { Seller = sale.Seller! with { VatId = null } }, new(), Now).Against).Key);
        Assert.NotNull(WriteFa3.Write(sale with { IssuedOn = new(2026, 11, 21) }, new(), new(2026, 11, 20, 23, 30, 0, TimeSpan.Zero)).Document);
    }

    [Fact]
    public void The_file_has_no_byte_order_mark() => Assert.Equal((byte)'<', Written("Polish at 23 %").ToBytes()[0]);

    [Theory]
    [InlineData(OriginalInKsef, true)]
    [InlineData("5265877635-20250826-0100001AF629-AE", false)]
    [InlineData("5265877635-20250826-0100001AF628-AF", false)]
    [InlineData("5265877635-20250826-0100001af629-AF", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_ksef_number_carries_its_checksum(string? number, bool isCorrect) => Assert.Equal(isCorrect, KsefNumber.IsCorrect(number));

    [Fact]
    public void Every_receipt_of_ksef_is_read()
    {
        var receipts = OfficialFiles.Below("ksef/faktury/upo/przyklady", "*.xml").Select(path => ReadUpo.Read(File.ReadAllBytes(path))).ToList();

        Assert.True(receipts.Count >= 6);
        Assert.All(receipts, receipt => Assert.Null(receipt.Trouble));
        Assert.All(receipts, receipt => Assert.All(receipt.Upo!.Documents, document => Assert.True(document.KsefNumber.StartsWith(document.SellerNip, StringComparison.Ordinal) && document.NumberedAt >= document.SentAt)));
        Assert.Equal(["IdZlozonyVatUE", "IdWewnetrzny", "Nip"], receipts.Select(receipt => receipt.Upo!.ContextKind).Distinct().OrderBy(kind => kind == "Nip" ? 2 : kind == "IdWewnetrzny" ? 1 : 0));
    }

    [Fact]
    public void Something_else_is_no_receipt()
    {
        Assert.Equal("The file is no receipt of KSeF", ReadUpo.Read("<a/>"u8.ToArray()).Trouble!.Key);
        Assert.Equal("The receipt of KSeF cannot be read", ReadUpo.Read("<a"u8.ToArray()).Trouble!.Key);
    }

    [Fact]
    public void The_qr_code_leads_to_the_invoice() => Assert.Equal(
        "https://qr-test.ksef.mf.gov.pl/invoice/1111111111/01-02-2026/ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0", KsefQr.Address(KsefPlace.Test, "1111111111", new(2026, 2, 1), "abc"u8.ToArray()));

    private static XDocument Written(string name) => WriteFa3.Write(BusinessCases.OfPolishSeller[name], Extras(BusinessCases.OfPolishSeller[name]), Now).Document!;

    private static Fa3Extras Extras(EInvoice invoice) => new()
    {
        Place = "Wrocław",
        Gtu = new Dictionary<string, string> { ["1"] = "GTU_06" },
        KsefNumbers = invoice.Number == "FK/12" ? new Dictionary<string, string> { ["FV/1"] = OriginalInKsef } : [],
    };

    private static IEnumerable<string> Values(XDocument document, params string[] names) =>
        names.Select(name => document.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value ?? $"no {name}");
}

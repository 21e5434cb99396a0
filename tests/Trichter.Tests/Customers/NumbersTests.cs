using Trichter.Customers.Numbers;
using Trichter.Tests.Support;

namespace Trichter.Tests.Customers;

public sealed class NumbersTests
{
    private static readonly Dictionary<string, string> VatSchemes = (
        "at.uid AT,be.vat BE,bg.vat BG,ch.uid CH,ch.vat CH,cy.vat CY,cz.dic CZ,de.vat DE,dk.cvr DK,ee.kmkr EE,es.nif ES,eu.vat ,"
        + "fi.alv FI,fr.tva FR,gb.vat GB,gr.vat EL,hr.oib HR,hu.anum HU,ie.vat IE,it.iva IT,lt.pvm LT,lu.tva LU,lv.pvn LV,"
        + "mt.vat MT,nl.btw NL,pl.nip PL,pt.nif PT,ro.cf RO,se.vat SE,si.ddv SI,sk.dph SK")
        .Split(',')
        .Select(scheme => scheme.Split(' '))
        .ToDictionary(scheme => scheme[0], scheme => scheme[1]);

    [Fact]
    public void Vat_numbers_get_the_verdict_and_the_form_of_the_shared_list()
    {
        var rows = SharedData.Table("company-ids-a", "ids.csv").Where(row => VatSchemes.ContainsKey(row["scheme"])).ToList();

        Assert.NotEmpty(rows);
        Assert.All(rows, row =>
        {
            var country = VatSchemes[row["scheme"]];
            var check = VatNumber.Check(row["input"], country);

            Assert.Equal(row["expected"] == "valid", check.IsValid);
            if (check.IsValid) Assert.EndsWith(row["normalised"], check.Normalised, StringComparison.Ordinal);
            if (row["error"] == "InvalidChecksum") Assert.Equal(NumberProblems.CheckDigit, check.Problem);
        });
    }

    [Fact]
    public void Register_numbers_get_the_verdict_and_the_form_of_the_shared_list()
    {
        var checks = new Dictionary<string, Func<string, NumberCheck>>
        {
            ["pl.nip"] = RegisterNumber.Nip,
            ["pl.regon"] = RegisterNumber.Regon,
            ["de.handelsregisternummer"] = RegisterNumber.Handelsregister,
        };

        Assert.All(SharedData.Table("company-ids-a", "ids.csv").Where(row => checks.ContainsKey(row["scheme"])), row =>
        {
            var check = checks[row["scheme"]](row["input"]);
            Assert.Equal(row["expected"] == "valid", check.IsValid);
            if (check.IsValid) Assert.Equal(row["normalised"], check.Normalised);
        });
    }

    [Theory]
    [InlineData("DE 136 695 976", null, "DE136695976")]
    [InlineData("de136695976", "DE", "DE136695976")]
    [InlineData("136695976", "DE", "DE136695976")]
    [InlineData("ATU 13585627", "DE", "ATU13585627")]
    [InlineData("PL 856-734-62-15", null, "PL8567346215")]
    [InlineData("8567346215", "PL", "PL8567346215")]
    [InlineData("CHE-107.787.577 MWST", null, "CHE107787577MWST")]
    [InlineData("CHE-107.787.577", null, "CHE107787577")]
    [InlineData("EL 094259216", "GR", "EL094259216")]
    [InlineData("GR 094259216", "GR", "EL094259216")]
    [InlineData("094259216", "GR", "EL094259216")]
    [InlineData("BE 428759497", null, "BE0428759497")]
    [InlineData("NL123456789B13", null, "NL123456789B13")]
    [InlineData("IE 8D79739I", null, "IE8D79739I")]
    [InlineData("ESB64717838", null, "ESB64717838")]
    [InlineData("FR 40 303 265 045", null, "FR40303265045")]
    [InlineData("CZ 640903926", null, "CZ640903926")]
    [InlineData("SE 202 100-5000 01\n", null, "SE202100500001")]
    [InlineData("LI 12345", null, "LI12345")]
    public void A_vat_number_is_found_whatever_stands_around_it(string text, string? country, string normalised) =>
        Assert.Equal(new NumberCheck(normalised, null), VatNumber.Check(text, country));

    [Theory]
    [InlineData("", NumberProblems.Empty)]
    [InlineData(" - ", NumberProblems.Empty)]
    [InlineData(null, NumberProblems.Empty)]
    [InlineData("XX 123456789", NumberProblems.UnknownCountry)]
    [InlineData("136695976", NumberProblems.UnknownCountry)]
    [InlineData("DE 13669597", NumberProblems.Length)]
    [InlineData("DE 1366959761", NumberProblems.Length)]
    [InlineData("DE 13669597A", NumberProblems.Form)]
    [InlineData("DE ١٣٦٦٩٥٩٧٦", NumberProblems.Form)]
    [InlineData("DE 136695978", NumberProblems.CheckDigit)]
    [InlineData("AT 13585627", NumberProblems.Length)]
    [InlineData("ATU 13585626", NumberProblems.CheckDigit)]
    [InlineData("LI 1234", NumberProblems.Length)]
    [InlineData("GB 12345", NumberProblems.Form)]
    public void A_wrong_vat_number_says_what_is_wrong(string? text, string problem) =>
        Assert.Equal(problem, VatNumber.Check(text).Problem);

    [Fact]
    public void Every_state_of_the_union_can_be_checked()
    {
        string[] union =
        [
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT",
            "NL", "PL", "PT", "RO", "SE", "SI", "SK",
        ];

        Assert.Empty(union.Except(VatNumber.Countries));
    }

    [Theory]
    [InlineData("HRB 12345 B", "HRB 12345 B")]
    [InlineData("hrb12345", "HRB 12345")]
    [InlineData("Amtsgericht Charlottenburg, HRB 12345 B", "Charlottenburg HRB 12345 B")]
    [InlineData("Aachen HRA 11223", "Aachen HRA 11223")]
    [InlineData("HRB Nr. 4711 (Amtsgericht Frankfurt am Main)", "Frankfurt am Main HRB 4711")]
    [InlineData("AG Köln HRB 7", "Köln HRB 7")]
    [InlineData("Berlin (Charlottenburg) HRB 11223B", "Berlin (Charlottenburg) HRB 11223 B")]
    [InlineData("HRB 178881 B, Berlin (Charlottenburg)", "Berlin (Charlottenburg) HRB 178881 B")]
    [InlineData("Ludwigshafen a.Rhein (Ludwigshafen) VR 11223", "Ludwigshafen a.Rhein (Ludwigshafen) VR 11223")]
    [InlineData("Lübeck   HRB   12065  HL", "Lübeck HRB 12065 HL")]
    [InlineData("HRB 99 München", "München HRB 99")]
    [InlineData("GnR 55 Bad Homburg v.d.H.", "Bad Homburg v.d.H. GnR 55")]
    public void A_register_entry_is_read_with_or_without_its_court(string text, string normalised) =>
        Assert.Equal(new NumberCheck(normalised, null), RegisterNumber.Handelsregister(text));

    [Theory]
    [InlineData("", NumberProblems.Empty)]
    [InlineData("12345", NumberProblems.Form)]
    [InlineData("Aachen HRC 44123", NumberProblems.UnknownRegister)]
    [InlineData("HRB 1234567", NumberProblems.Length)]
    [InlineData("Köln HRB 5 Bonn", NumberProblems.Form)]
    public void A_wrong_register_entry_says_what_is_wrong(string text, string problem) =>
        Assert.Equal(problem, RegisterNumber.Handelsregister(text).Problem);

    [Theory]
    [InlineData("KRS 0000127206", null)]
    [InlineData("127206", NumberProblems.Length)]
    [InlineData("0000000000", NumberProblems.Form)]
    [InlineData("00001272O6", NumberProblems.Form)]
    public void A_krs_number_has_ten_digits(string text, string? problem) =>
        Assert.Equal(problem, RegisterNumber.Krs(text).Problem);

    [Theory]
    [InlineData("REGON 192598184", null)]
    [InlineData("12345678512347", null)]
    [InlineData("12345678612347", NumberProblems.CheckDigit)]
    [InlineData("1234567", NumberProblems.Length)]
    public void A_regon_number_has_check_digits(string text, string? problem) =>
        Assert.Equal(problem, RegisterNumber.Regon(text).Problem);
}

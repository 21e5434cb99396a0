using System.Globalization;
using Trichter.Offers.Amounts;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;

namespace Trichter.Offers.Quotes.Edit;

/// <summary>A version of a quote as it is typed: its head and its lines.</summary>
public sealed class QuoteForm
{
    private const int LongestName = 200;

    public int Seen { get; set; }
    public string Language { get; set; } = "";
    public string Currency { get; set; } = "";
    public bool IsGross { get; set; }
    public string Title { get; set; } = "";
    public string Intro { get; set; } = "";
    public string Arguments { get; set; } = "";
    public string Scope { get; set; } = "";
    public string Terms { get; set; } = "";
    public string DeliveryTerms { get; set; } = "";
    public string PaymentDays { get; set; } = "";
    public string SkontoPercent { get; set; } = "";
    public string SkontoDays { get; set; } = "";
    public string ValidUntil { get; set; } = "";
    public bool IsBinding { get; set; }
    public bool NeedsPaper { get; set; }
    public string Discount { get; set; } = "";
    public string Freight { get; set; } = "";
    public string BuyerName { get; set; } = "";
    public string BuyerStreet { get; set; } = "";
    public string BuyerPostalCode { get; set; } = "";
    public string BuyerCity { get; set; } = "";
    public string BuyerCountry { get; set; } = "";
    public string BuyerVat { get; set; } = "";
    public string BuyerContact { get; set; } = "";
    public bool BuyerOwesTax { get; set; }
    public List<LineTyped> Lines { get; set; } = [];

    public static QuoteForm Of(QuoteVersion version, IEnumerable<QuoteLine> lines, CultureInfo culture) => new()
    {
        Seen = version.Version,
        Language = version.Language,
        Currency = version.Currency,
        IsGross = version.IsGross,
        Title = version.Title,
        Intro = version.Intro,
        Arguments = version.Arguments,
        Scope = version.Scope,
        Terms = version.Terms,
        DeliveryTerms = version.DeliveryTerms,
        PaymentDays = version.PaymentDays.ToString(CultureInfo.InvariantCulture),
        SkontoPercent = version.SkontoPercent is { } percent ? Micros.Write(percent, culture) : "",
        SkontoDays = Canonical.Of(version.SkontoDays),
        ValidUntil = Canonical.Of(version.ValidUntil),
        IsBinding = version.IsBinding,
        NeedsPaper = version.NeedsPaper,
        Discount = version.DiscountPercent is { } off ? Micros.Write(off, culture) : "",
        Freight = version.FreightMinor == 0 ? "" : Micros.Write(Round.ToMajor(version.FreightMinor), culture),
        BuyerName = version.BuyerName,
        BuyerStreet = version.BuyerStreet,
        BuyerPostalCode = version.BuyerPostalCode,
        BuyerCity = version.BuyerCity,
        BuyerCountry = version.BuyerCountry,
        BuyerVat = version.BuyerVat,
        BuyerContact = version.BuyerContact,
        BuyerOwesTax = version.BuyerOwesTax,
        Lines = [.. lines.Select(line => LineTyped.Of(line, culture))],
    };

    public static QuoteForm Read(IFormCollection form)
    {
        string Text(string name) => form[name].ToString().ReplaceLineEndings("\n").Trim();
        return new QuoteForm
        {
            Seen = int.TryParse(form["seen"], CultureInfo.InvariantCulture, out var seen) ? seen : 0,
            Language = Text("language"),
            Currency = Text("currency").ToUpperInvariant(),
            IsGross = Text("gross") == "yes",
            Title = Text("title"),
            Intro = Text("intro"),
            Arguments = Text("arguments"),
            Scope = Text("scope"),
            Terms = Text("terms"),
            DeliveryTerms = Text("delivery"),
            PaymentDays = Text("payment-days"),
            SkontoPercent = Text("skonto-percent"),
            SkontoDays = Text("skonto-days"),
            ValidUntil = Text("valid-until"),
            IsBinding = Text("binding") == "yes",
            NeedsPaper = Text("paper") == "yes",
            Discount = Text("discount"),
            Freight = Text("freight"),
            BuyerName = Text("buyer-name"),
            BuyerStreet = Text("buyer-street"),
            BuyerPostalCode = Text("buyer-postal-code"),
            BuyerCity = Text("buyer-city"),
            BuyerCountry = Text("buyer-country").ToUpperInvariant(),
            BuyerVat = Text("buyer-vat"),
            BuyerContact = Text("buyer-contact"),
            BuyerOwesTax = Text("owes") == "yes",
            Lines = LineTyped.Read(form),
        };
    }

    /// <summary>Writes the head to the version, as far as it fits; what does not is told by field.</summary>
    public void WriteTo(QuoteVersion version, CultureInfo culture, Dictionary<string, Told> faults)
    {
        if (Languages.All.Contains(Language)) version.Language = Language;
        else faults["language"] = new Told("Choose one of the list.");
        if (Currency.Length == 3 && Currency.All(char.IsAsciiLetterUpper)) version.Currency = Currency;
        else faults["currency"] = new Told("Three letters, such as EUR or PLN.");
        if (Title.Length is 0 or > QuoteVersion.LongestTitle) faults["title"] = new Told("A title of up to {0} characters is needed.", QuoteVersion.LongestTitle);
        foreach (var (field, text) in new[] { ("intro", Intro), ("scope", Scope), ("terms", Terms), ("delivery", DeliveryTerms) })
            if (text.Length > QuoteVersion.LongestText) faults[field] = new Told("At most {0} characters.", QuoteVersion.LongestText);
        if (ArgumentLines.FaultIn(Arguments) is { } wrong) faults["arguments"] = wrong;
        foreach (var (field, text) in new[] { ("buyer-name", BuyerName), ("buyer-street", BuyerStreet), ("buyer-postal-code", BuyerPostalCode), ("buyer-city", BuyerCity), ("buyer-contact", BuyerContact) })
            if (text.Length > LongestName) faults[field] = new Told("At most {0} characters.", LongestName);
        if (BuyerCountry.Length != 0 && !(BuyerCountry.Length == 2 && BuyerCountry.All(char.IsAsciiLetterUpper))) faults["buyer-country"] = new Told("Two letters, such as DE or PL.");
        var vat = Customers.Numbers.VatNumber.Check(BuyerVat, BuyerCountry);
        if (BuyerVat.Length > 0 && !vat.IsValid) faults["buyer-vat"] = new Told(vat.Problem!);

        (version.IsGross, version.Title, version.Intro, version.Scope, version.Terms, version.DeliveryTerms) = (IsGross, Title, Intro, Scope, Terms, DeliveryTerms);
        version.Arguments = string.Join('\n', ArgumentLines.Of(Arguments));
        (version.IsBinding, version.NeedsPaper, version.BuyerOwesTax) = (IsBinding, NeedsPaper, BuyerOwesTax);
        (version.BuyerName, version.BuyerStreet, version.BuyerPostalCode, version.BuyerCity) = (BuyerName, BuyerStreet, BuyerPostalCode, BuyerCity);
        (version.BuyerCountry, version.BuyerVat, version.BuyerContact) = (BuyerCountry, BuyerVat.Length == 0 ? "" : vat.Normalised, BuyerContact);
        WriteTerms(version, culture, faults);
    }

    private void WriteTerms(QuoteVersion version, CultureInfo culture, Dictionary<string, Told> faults)
    {
        if (int.TryParse(PaymentDays, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= QuoteVersion.MostPaymentDays) version.PaymentDays = days;
        else faults["payment-days"] = new Told("A whole number up to {0}.", QuoteVersion.MostPaymentDays);
        if (FormValues.Day(ValidUntil) is { } until) version.ValidUntil = until;
        else faults["valid-until"] = new Told("This is not a date.");

        version.SkontoPercent = Percent("skonto-percent", SkontoPercent, culture, faults);
        version.SkontoDays = SkontoDays.Length == 0 ? null : int.TryParse(SkontoDays, NumberStyles.None, CultureInfo.InvariantCulture, out var early) && early <= QuoteVersion.MostPaymentDays ? early : null;
        if (SkontoDays.Length > 0 && version.SkontoDays is null) faults["skonto-days"] = new Told("A whole number up to {0}.", QuoteVersion.MostPaymentDays);
        if (version.SkontoPercent is null != version.SkontoDays is null) faults.TryAdd("skonto-days", new Told("An early payment discount needs a percentage and days."));

        version.DiscountPercent = Percent("discount", Discount, culture, faults);
        if (Micros.Read(Freight.Length == 0 ? "0" : Freight, culture) is { } freight and >= 0) version.FreightMinor = Round.ToMinor(freight);
        else faults["freight"] = new Told("A price of zero or more, with at most six decimals.");
        if (version.IsGross && version.FreightMinor > 0) faults["freight"] = new Told("With gross prices enter the freight as a line.");
    }

    private static decimal? Percent(string field, string text, CultureInfo culture, Dictionary<string, Told> faults)
    {
        if (text.Length == 0) return null;
        if (Micros.Read(text, culture) is { } percent and > 0 and <= 100) return percent;
        faults[field] = new Told("A number above 0, up to 100.");
        return null;
    }
}

using System.Globalization;
using System.Xml.Linq;
using Trichter.Billing.EInvoices.Files;
using Trichter.Platform.Language;
using static Trichter.Billing.EInvoices.Ksef.Fa3Names;

namespace Trichter.Billing.EInvoices.Ksef;

/// <summary>A written FA(3), or what stands against it.</summary>
public sealed record Fa3Written(XDocument? Document, IReadOnlyList<Told> Against);

/// <summary>Writes an invoice for KSeF as FA(3).</summary>
public static class WriteFa3
{
    private const int LargestFile = 1_000_000;

    private static readonly TimeZoneInfo Poland = TimeZoneInfo.FindSystemTimeZoneById("Europe/Warsaw");

    public static Fa3Written Write(EInvoice invoice, Fa3Extras extras, DateTimeOffset now)
    {
        var against = Against(invoice, now).ToList();
        if (against.Count > 0)
            return new(null, against);

        var document = new XDocument(new XDeclaration("1.0", "UTF-8", null), new XElement(Space + "Faktura",
            Head(now),
            Fa3Parties.Seller(invoice.Seller!),
            Fa3Parties.Buyer(invoice.Buyer!, extras),
            Body(invoice, extras)));

        return document.ToBytes().Length <= LargestFile ? new(document, []) : new(null, [new("The invoice is larger than the 1 MB that KSeF takes")]);
    }

    private static IEnumerable<Told> Against(EInvoice invoice, DateTimeOffset now)
    {
        if (invoice.IssuedOn is not { } issued)
            yield return new("The invoice has no issue date");
        else if (issued > DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Poland).DateTime))
            yield return new("KSeF takes no invoice that is dated in the future");
        if (Fa3Parties.Nip(invoice.Seller) is null)
            yield return new("The seller has no Polish tax number (NIP)");
        if (invoice.Seller?.Name is null || invoice.Seller.Address?.Line1 is null)
            yield return new("Name and address of the seller are missing");
        if (invoice.Buyer?.Name is null)
            yield return new("The name of the buyer is missing");
        if (invoice.Number is null || invoice.Totals?.Gross is null)
            yield return new("Number and totals of the invoice are missing");
        foreach (var group in invoice.VatGroups.Where(group => Fa3Rate.Of(group.Category, group.Rate, invoice) is null))
            yield return new("KSeF knows no VAT {0} {1} %", group.Category, group.Rate);
    }

    private static XElement? Head(DateTimeOffset now) => Group("Naglowek",
        new XElement(Space + "KodFormularza", new XAttribute("kodSystemowy", "FA (3)"), new XAttribute("wersjaSchemy", "1-0E"), "FA"),
        Leaf("WariantFormularza", "3"),
        Leaf("DataWytworzeniaFa", now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
        Leaf("SystemInfo", "Trichter"));

    private static XElement? Body(EInvoice invoice, Fa3Extras extras)
    {
        var kind = extras.Kind ?? KindOf(invoice);
        var sign = invoice.IsCreditNote ? -1 : 1;

        return Group("Fa",
            Leaf("KodWaluty", invoice.Currency),
            Leaf("P_1", invoice.IssuedOn),
            Leaf("P_1M", extras.Place),
            Leaf("P_2", invoice.Number),
            Leaf("WZ", invoice.References.DeliveryNote),
            When(invoice),
            Fa3Sums.Write(invoice, sign),
            Leaf("P_15", Amount(sign * invoice.Totals!.Gross!.Value)),
            Fa3Sums.Annotations(invoice, extras),
            Leaf("RodzajFaktury", kind switch { Fa3Kind.KorZal => "KOR_ZAL", Fa3Kind.KorRoz => "KOR_ROZ", _ => kind.ToString().ToUpperInvariant() }),
            kind is Fa3Kind.Kor or Fa3Kind.KorZal or Fa3Kind.KorRoz ? Correction(invoice, extras) : null,
            invoice.Notes.SelectMany(note => (note.Text ?? "").Chunk(256)).Select(part => Group("DodatkowyOpis", Leaf("Klucz", "Uwagi"), Leaf("Wartosc", new string(part)))),
            kind == Fa3Kind.Roz ? invoice.Preceding.Select(earlier => DownPayment(earlier, extras)) : null,
            Fa3Lines.Write(invoice, extras, sign),
            Fa3Payment.Write(invoice),
            Group("WarunkiTransakcji", Group("Umowy", Leaf("NrUmowy", invoice.References.Contract)), Group("Zamowienia", Leaf("NrZamowienia", invoice.References.Order))));
    }

    private static Fa3Kind KindOf(EInvoice invoice) => invoice.Kind switch
    {
        "381" or "384" => Fa3Kind.Kor,
        "326" or "386" => Fa3Kind.Zal,
        _ => Fa3Kind.Vat,
    };

    private static XElement? When(EInvoice invoice) => invoice.Period is { From: { } from, To: { } to }
        ? Group("OkresFa", Leaf("P_6_Od", from), Leaf("P_6_Do", to))
        : Leaf("P_6", invoice.Delivery?.DeliveredOn);

    private static object?[] Correction(EInvoice invoice, Fa3Extras extras) =>
    [
        Leaf("PrzyczynaKorekty", extras.CorrectionReason),
        Leaf("TypKorekty", extras.CorrectionType?.ToString(CultureInfo.InvariantCulture)),
        invoice.Preceding.Select(earlier => Group("DaneFaKorygowanej",
            Leaf("DataWystFaKorygowanej", earlier.IssuedOn),
            Leaf("NrFaKorygowanej", earlier.Number),
            extras.KsefNumbers.TryGetValue(earlier.Number ?? "", out var number)
                ? [Leaf("NrKSeF", "1"), Leaf("NrKSeFFaKorygowanej", number)]
                : new object?[] { Leaf("NrKSeFN", "1") })),
    ];

    private static XElement? DownPayment(EPrecedingInvoice earlier, Fa3Extras extras) => extras.KsefNumbers.TryGetValue(earlier.Number ?? "", out var number)
        ? Group("FakturaZaliczkowa", Leaf("NrKSeFFaZaliczkowej", number))
        : Group("FakturaZaliczkowa", Leaf("NrKSeFZN", "1"), Leaf("NrFaZaliczkowej", earlier.Number));
}

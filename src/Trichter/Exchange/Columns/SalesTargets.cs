using Trichter.Platform.Fields;
using Trichter.Platform.Language;

namespace Trichter.Exchange.Columns;

/// <summary>Where columns of prices and of orders go.</summary>
internal static class SalesTargets
{
    private static readonly string[] Articles = ["article", "sku", "product", "product number", "artikel", "artikelnummer", "artikel-nr.", "art.-nr.", "indeks", "symbol", "product code", "towar"];
    private static readonly string[] Amounts = ["unit price", "price per unit", "preis", "einzelpreis", "listenpreis", "cena", "cena netto", "cena jednostkowa", "list price"];

    public static readonly IReadOnlyList<Target> OfPrices =
    [
        new("product", new Told("Product number").Key, FieldKind.Text) { AlsoCalled = Articles },
        new("price", new Told("Price").Key, FieldKind.Measure) { AlsoCalled = Amounts },
        new("list", new Told("Price list").Key, FieldKind.Text) { AlsoCalled = ["list", "pricelist", "preisliste", "cennik"] },
        new("currency", new Told("Currency").Key, FieldKind.Text) { AlsoCalled = ["währung", "waluta"] },
        new("from_quantity", new Told("From quantity").Key, FieldKind.Measure) { AlsoCalled = ["from", "quantity", "min quantity", "ab menge", "menge ab", "staffel", "od ilości", "ilość od"] },
        new("basis", new Told("Price per (quantity)").Key, FieldKind.Measure) { AlsoCalled = ["per", "price unit", "preiseinheit", "pro", "za ilość"] },
        new("valid_from", new Told("Valid from").Key, FieldKind.Date) { AlsoCalled = ["gültig ab", "gültig von", "ważne od", "ważny od"] },
        new("valid_to", new Told("Valid until").Key, FieldKind.Date) { AlsoCalled = ["gültig bis", "ważne do", "ważny do"] },
        new("company", new Told("One customer").Key, FieldKind.Text) { AlsoCalled = ["customer", "company", "kunde", "klient"] },
        new("country", new Told("Country").Key, FieldKind.Text) { AlsoCalled = ["land", "kraj"] },
        new("tag", new Told("Companies with the tag").Key, FieldKind.Text) { AlsoCalled = ["customer group", "kundengruppe", "grupa klientów"] },
    ];

    public static readonly IReadOnlyList<Target> OfOrders =
    [
        new("number", new Told("Number of the order (the customer's, or of the system it comes from)").Key, FieldKind.Text) { AlsoCalled = ["order", "order number", "order no", "auftrag", "auftragsnummer", "bestellnummer", "bestellung", "belegnummer", "zamówienie", "numer zamówienia"] },
        new("deal", new Told("Deal (its external id or name)").Key, FieldKind.Text) { AlsoCalled = ["deal id", "opportunity", "opportunity id", "verkaufschance", "chance", "szansa", "vorgang"] },
        new("ordered_on", new Told("Ordered on").Key, FieldKind.Date) { AlsoCalled = ["order date", "date", "bestelldatum", "auftragsdatum", "bestellt am", "datum", "data zamówienia", "data"] },
        new("promised_on", new Told("Promised for").Key, FieldKind.Date) { AlsoCalled = ["delivery date", "liefertermin", "lieferdatum", "termin dostawy", "zugesagt für"] },
        new("delivered_on", new Told("Delivered on").Key, FieldKind.Date) { AlsoCalled = ["shipped on", "geliefert am", "dostarczono", "data dostawy"] },
        new("currency", new Told("Currency").Key, FieldKind.Text) { AlsoCalled = ["währung", "waluta"] },
        new("article", new Told("Product number").Key, FieldKind.Text) { AlsoCalled = Articles },
        new("name", new Told("Name of the line").Key, FieldKind.Text) { AlsoCalled = ["description", "bezeichnung", "beschreibung", "nazwa", "opis"] },
        new("quantity", new Told("Quantity").Key, FieldKind.Measure) { AlsoCalled = ["qty", "menge", "anzahl", "stück", "ilość"] },
        new("unit", new Told("Unit").Key, FieldKind.Text) { AlsoCalled = ["einheit", "mengeneinheit", "me", "jednostka", "j.m."] },
        new("price", new Told("Price").Key, FieldKind.Measure) { AlsoCalled = Amounts },
        new("discount", new Told("Discount in percent").Key, FieldKind.Measure) { AlsoCalled = ["discount", "rabatt", "rabatt %", "rabat", "rabat %"] },
    ];
}

using Trichter.Platform.Language;

namespace Trichter.Billing.Bank;

/// <summary>Which column of a table says what; -1 for none.</summary>
public sealed record BankColumns
{
    private static readonly Dictionary<BankColumn, string[]> Names = new()
    {
        [BankColumn.Day] = ["buchungstag", "buchungsdatum", "buchung", "datum", "data operacji", "data księgowania", "data transakcji", "data", "booking date", "date"],
        [BankColumn.Amount] = ["betrag", "betrag (eur)", "betrag (€)", "umsatz", "kwota", "kwota operacji", "kwota transakcji", "amount"],
        [BankColumn.Text] = ["verwendungszweck", "tytuł", "tytułem", "tytuł operacji", "opis operacji", "opis", "remittance information", "description"],
        [BankColumn.Currency] = ["währung", "waehrung", "waluta", "currency"],
        [BankColumn.Payer] = ["auftraggeber/empfänger", "beguenstigter/zahlungspflichtiger", "begünstigter/zahlungspflichtiger", "name zahlungsbeteiligter", "zahlungspflichtige*r", "auftraggeber", "dane kontrahenta", "kontrahent", "nadawca", "nadawca/odbiorca", "payer", "name"],
        [BankColumn.Iban] = ["iban", "iban zahlungsbeteiligter", "kontonummer/iban", "kontonummer", "numer rachunku", "nr rachunku", "numer konta", "account"],
        [BankColumn.Reference] = ["bankreferenz", "referenz", "numer referencyjny", "id transakcji", "numer transakcji", "reference"],
        [BankColumn.Side] = ["soll/haben", "s/h", "strona", "wn/ma"],
    };

    public int Day { get; init; } = -1;
    public int Amount { get; init; } = -1;
    public int Text { get; init; } = -1;
    public int Currency { get; init; } = -1;
    public int Payer { get; init; } = -1;
    public int Iban { get; init; } = -1;
    public int Reference { get; init; } = -1;

    /// <summary>S and H, or Wn and Ma, where the amount has no sign.</summary>
    public int Side { get; init; } = -1;

    public bool IsEnough => Day >= 0 && Amount >= 0 && Text >= 0;

    public int Of(BankColumn column) => column switch
    {
        BankColumn.Day => Day,
        BankColumn.Amount => Amount,
        BankColumn.Text => Text,
        BankColumn.Currency => Currency,
        BankColumn.Payer => Payer,
        BankColumn.Iban => Iban,
        BankColumn.Reference => Reference,
        _ => Side,
    };

    /// <summary>By the names that banks in Germany and Poland give them.</summary>
    public static BankColumns Guess(IReadOnlyList<string> header) => Of(column => Names[column].Select(name => IndexOf(header, name)).FirstOrDefault(index => index >= 0, -1));

    public static BankColumns Of(Func<BankColumn, int> index) => new()
    {
        Day = index(BankColumn.Day),
        Amount = index(BankColumn.Amount),
        Text = index(BankColumn.Text),
        Currency = index(BankColumn.Currency),
        Payer = index(BankColumn.Payer),
        Iban = index(BankColumn.Iban),
        Reference = index(BankColumn.Reference),
        Side = index(BankColumn.Side),
    };

    private static int IndexOf(IReadOnlyList<string> header, string name)
    {
        for (var index = 0; index < header.Count; index++)
            if (header[index].Trim().TrimStart('#').Equals(name, StringComparison.OrdinalIgnoreCase)) return index;
        return -1;
    }
}

public enum BankColumn
{
    [Says("Booking day")] Day,
    [Says("Amount")] Amount,
    [Says("Words of the transfer")] Text,
    [Says("Currency")] Currency,
    [Says("Payer")] Payer,
    [Says("Payer's account")] Iban,
    [Says("Bank's reference")] Reference,
    [Says("Debit or credit")] Side,
}

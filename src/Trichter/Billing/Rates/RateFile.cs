using System.Globalization;
using CsvHelper;
using Trichter.Offers.Amounts;
using Trichter.Platform.Language;

namespace Trichter.Billing.Rates;

/// <summary>
/// Reads tables of rates with the day first and a column for each currency: of the ECB ("Date,USD,JPY": units for one euro) and of the
/// NBP ("data;1USD;100HUF": złoty for so many units).
/// </summary>
internal static class RateFile
{
    private const string Ecb = "ECB", Nbp = "NBP, table A";
    private static readonly string[] Days = ["yyyy-MM-dd", "yyyyMMdd"];

    public static (IReadOnlyList<ExchangeRate> Rates, IReadOnlyList<int> Unread, Told? Fault) Read(TextReader text, string home)
    {
        var head = text.ReadLine() ?? "";
        var separator = head.Contains(';', StringComparison.Ordinal) ? ';' : ',';
        var names = head.Split(separator).Select(name => name.Trim('"', ' ', '\uFEFF')).ToList();
        var isNbp = names[0].Equals("data", StringComparison.OrdinalIgnoreCase);
        if (!isNbp && !names[0].Equals("Date", StringComparison.OrdinalIgnoreCase)) return ([], [], new Told("This is no table of rates: it begins with the column Date (ECB) or data (NBP)."));
        if ((isNbp ? "PLN" : "EUR") != home) return ([], [], new Told("These are rates to {0}, and we account in {1}.", isNbp ? "PLN" : "EUR", home));

        var columns = names.Select(Column).ToList();
        var (rates, unread, line) = (new List<ExchangeRate>(), new List<int>(), 1);
        using var reader = CsvReader.Create(text, new CsvReaderOptions { Separator = separator, Quote = '"', HasHeader = false });
        while (reader.Read())
        {
            line++;
            var isRead = DateOnly.TryParseExact(reader.GetString(0).Trim(), Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
            for (var index = 1; isRead && index < Math.Min(columns.Count, reader.FieldCount); index++)
            {
                if (columns[index] is not { } column || Number(reader.GetString(index)) is not { } value) continue;
                rates.Add(new ExchangeRate
                {
                    Currency = column.Currency,
                    CurrencyUnits = isNbp ? column.Units : value,
                    Home = home,
                    HomeUnits = isNbp ? value : 1,
                    Day = day,
                    Source = isNbp ? Nbp : Ecb,
                });
            }

            if (!isRead && reader.GetString(0).Trim().Length > 0) unread.Add(line);
        }

        return ([.. rates.GroupBy(rate => (rate.Currency, rate.Day)).Select(same => same.Last())], unread, null);
    }

    /// <summary>"USD", "1USD", "100HUF"; null for a column that is none of a currency.</summary>
    private static (string Currency, decimal Units)? Column(string name)
    {
        var code = name.Length < 3 ? "" : name[^3..];
        if (!code.All(char.IsAsciiLetterUpper) || code.Length == 0) return null;
        return name.Length == 3 ? (code, 1) : int.TryParse(name[..^3], NumberStyles.None, CultureInfo.InvariantCulture, out var units) && units > 0 ? (code, units) : null;
    }

    /// <summary>Null for what is no rate: "N/A", empty, not above 0.</summary>
    private static decimal? Number(string text) =>
        decimal.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && decimal.Round(value, 6) is > 0 and <= Micros.Most and var rate ? rate : null;
}

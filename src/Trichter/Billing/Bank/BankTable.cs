using CsvHelper;
using Trichter.Platform.Language;

namespace Trichter.Billing.Bank;

/// <summary>A table of a bank: some lines of greeting, a header, and bookings, separated by semicolons, commas or tabs.</summary>
internal sealed class BankTable
{
    private const int MostPreamble = 30;
    private const int LongestRow = 64 * 1024;
    private static readonly char[] Separators = [';', ',', '\t'];
    private readonly List<(int Line, string[] Cells)> rows;

    private BankTable(List<(int Line, string[] Cells)> rows, int header) => (this.rows, Header) = (rows.GetRange(header + 1, rows.Count - header - 1), rows[header].Cells);

    public string[] Header { get; }

    public IEnumerable<string[]> First => rows.Take(5).Select(row => row.Cells);

    /// <summary>Null for what is no table.</summary>
    public static BankTable? Of(string content)
    {
        var best = Separators.Select(separator => Rows(content, separator)).Where(found => found.Count > 0).MaxBy(found => found.Take(MostPreamble + 5).Max(row => row.Cells.Length) * 1000 + found.Take(MostPreamble).Max(row => Score(row.Cells)));
        if (best is null || best.Max(row => row.Cells.Length) < 3) return null;

        var head = best.Take(MostPreamble).ToList();
        var named = head.FindIndex(row => BankColumns.Guess(row.Cells).IsEnough);
        var widest = head.Max(row => row.Cells.Count(cell => cell.Length > 0));
        return new BankTable(best, named >= 0 ? named : head.FindIndex(row => row.Cells.Count(cell => cell.Length > 0) == widest));
    }

    /// <param name="currency">Of the account, for a table without a column for it.</param>
    public BankRead Read(BankColumns columns, string currency)
    {
        var (good, faults, others) = (new List<BankRow>(), new List<BankFault>(), 0);
        foreach (var (line, cells) in rows)
        {
            if (cells.All(string.IsNullOrWhiteSpace)) continue;
            string Cell(int index) => index >= 0 && index < cells.Length ? cells[index].Trim() : "";
            var side = Cell(columns.Side);
            if (BankValues.Minor(Cell(columns.Amount)) is not { } amount) faults.Add(new(line, new Told("This is not an amount of money.").Key));
            else if (amount <= 0 || side.Equals("S", StringComparison.OrdinalIgnoreCase) || side.Equals("Soll", StringComparison.OrdinalIgnoreCase) || side.Equals("Wn", StringComparison.OrdinalIgnoreCase)) others++;
            else if (BankValues.Day(Cell(columns.Day)) is not { } day) faults.Add(new(line, new Told("This is not a date.").Key));
            else if ((columns.Currency < 0 ? currency : Cell(columns.Currency).ToUpperInvariant()) is not { Length: 3 } its) faults.Add(new(line, new Told("The currency is missing.").Key));
            else good.Add(new(line, day, amount, its, BankValues.Short(Cell(columns.Payer), 200), BankValues.Short(Cell(columns.Iban).Trim('\'').Replace(" ", "", StringComparison.Ordinal), 40), BankValues.Short(Cell(columns.Text), BankLine.LongestText), BankValues.Short(Cell(columns.Reference), 100)));
        }

        return new(good, faults, others);
    }

    private static int Score(string[] cells) => Enum.GetValues<BankColumn>().Count(column => BankColumns.Guess(cells).Of(column) >= 0);

    private static List<(int Line, string[] Cells)> Rows(string content, char separator)
    {
        var found = new List<(int Line, string[] Cells)>();
        using var reader = CsvReader.Create(new StringReader(content), new CsvReaderOptions { Separator = separator, Quote = '"', HasHeader = false, MaxRecordSize = LongestRow, TrackLineNumbers = true, IncludeValuesInExceptions = false });
        try
        {
            while (reader.Read()) found.Add(((int)reader.LineNumber, [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]));
        }
        catch (CsvFormatException)
        {
            return [];
        }

        return found;
    }
}

using Trichter.Platform.Storage;

namespace Trichter.Billing.Bank;

/// <summary>A file from the bank, and what came of it: how many lines were new, known already, no money for us, or could not be read.</summary>
public sealed class BankFile
{
    public const int LargestFile = 5 * 1024 * 1024;

    public Guid Id { get; private init; } = Ids.New();
    public required string Name { get; init; }

    /// <summary>The first line of a table; a later file with the same one is read the same way. Empty for XML.</summary>
    public string Header { get; init; } = "";

    public BankColumns Columns { get; set; } = new();

    /// <summary>A table whose columns somebody has to choose; empty once it is read.</summary>
    public string Content { get; set; } = "";

    public int Added { get; private set; }
    public int Known { get; private set; }

    /// <summary>Debits, and what is not booked yet.</summary>
    public int Others { get; private set; }

    public List<BankFault> Faults { get; private set; } = [];
    public required DateTime SentAt { get; init; }
    public Guid? SentBy { get; init; }
    public DateTime? ReadAt { get; private set; }

    public void Took(int added, int known, BankRead read, DateTime at) => (Added, Known, Others, Faults, ReadAt, Content) = (added, known, read.Others, [.. read.Faults], at, "");
}

/// <summary>A line that could not be read.</summary>
/// <param name="Line">Of the file; of XML the line where the entry begins.</param>
/// <param name="Why">An English sentence, the key of its words.</param>
public sealed record BankFault(int Line, string Why);

/// <summary>Money that came in, as the bank tells it.</summary>
/// <param name="Reference">The bank's own for this booking; empty when it gives none.</param>
public sealed record BankRow(int Line, DateOnly BookedOn, long AmountMinor, string Currency, string Payer, string Iban, string Text, string Reference);

public sealed record BankRead(IReadOnlyList<BankRow> Rows, IReadOnlyList<BankFault> Faults, int Others);

using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team;

namespace Trichter.Exchange.Import;

/// <summary>One import of one file: what was asked for, how far it is, how it ended.</summary>
public sealed class ImportRun
{
    public Guid Id { get; init; } = Ids.New();
    public required ImportKind Kind { get; init; }
    public required string FileName { get; init; }

    /// <summary>Where the uploaded copy lies, below the data directory.</summary>
    public required string FilePath { get; init; }

    public Guid? ProcessId { get; set; }

    /// <summary>How columns become fields, as JSON of <see cref="Columns.Mapping"/>.</summary>
    public required string Mapping { get; set; }

    public bool DryRun { get; set; }
    public ImportState State { get; set; } = ImportState.Mapping;

    /// <summary>The number under which everything is written; undoing it undoes the import.</summary>
    public Guid ChangeId { get; init; } = Ids.New();

    public Guid? RequestedBy { get; init; }
    public DateTime RequestedAt { get; init; }
    public DateTime? FinishedAt { get; set; }

    /// <summary>Set while a node works on it; an old one means that the node died and another may go on.</summary>
    public DateTime? HeartbeatAt { get; set; }

    public int RowsDone { get; set; }
    public int RowsTotal { get; set; }
    public int Created { get; set; }
    public int Updated { get; set; }
    public int Unchanged { get; set; }
    public int Refused { get; set; }

    /// <summary>What the reader should know though no row was refused, as JSON.</summary>
    public string Notices { get; set; } = "[]";

    public string Error { get; set; } = "";

    /// <summary>It stopped in the middle: part of the file has been taken over.</summary>
    public bool IsUnfinished => State is ImportState.Failed or ImportState.Cancelled && RowsDone > 0 && !DryRun;

    /// <summary>Nothing has been taken over yet, so the mapping can still be changed.</summary>
    public bool MayBeMapped => State is not (ImportState.Waiting or ImportState.Running) && (DryRun || RowsDone == 0);
}

public enum ImportKind
{
    [Says("Companies")] Companies,
    [Says("People")] People,
    [Says("Deals")] Deals,
    [Says("Events of deals (stage history)")] Events,

    /// <summary>Companies of the universe; the file becomes a list of it.</summary>
    [Says("Suspects (companies of the universe)")] Suspects,

    [Says("Products")] Products,
    [Says("Prices of products")] Prices,

    /// <summary>Each row is a line; those with the same number and deal are one order.</summary>
    [Says("Lines of orders")] Orders,
}

internal static class ImportKinds
{
    /// <summary>What the rows become, by its name in the ledger.</summary>
    public static string RecordName(this ImportKind kind) => kind switch
    {
        ImportKind.Companies => nameof(Customers.Company),
        ImportKind.People => nameof(Customers.Person),
        ImportKind.Suspects => nameof(Market.Universe.Suspect),
        ImportKind.Products => nameof(Offers.Products.Product),
        ImportKind.Prices => nameof(Offers.Prices.PriceRow),
        ImportKind.Orders => nameof(Orders.Order),
        _ => nameof(Deals.Deal),
    };

    /// <summary>Whether the rows belong into a process.</summary>
    public static bool GoesIntoProcess(this ImportKind kind) => kind is ImportKind.Deals or ImportKind.Events;

    /// <summary>Whether a column that nobody knows is kept as a field of its own; else it is left out, and said so.</summary>
    public static bool KeepsOtherColumns(this ImportKind kind) => kind is ImportKind.Companies or ImportKind.People or ImportKind.Deals or ImportKind.Events;

    /// <summary>What one may do who imports such rows, besides importing.</summary>
    public static Right Needs(this ImportKind kind) => kind switch
    {
        ImportKind.Products or ImportKind.Prices => Right.EditProducts,
        ImportKind.Orders => Right.ChangeDeals,
        _ => Right.Import,
    };
}

public enum ImportState
{
    [Says("Columns to be chosen")] Mapping,
    [Says("Waiting")] Waiting,
    [Says("Running")] Running,
    [Says("Done")] Done,
    [Says("Cancelled")] Cancelled,
    [Says("Failed")] Failed,
}

/// <summary>A row that was not taken over, with the reason and everything it said.</summary>
public sealed class ImportRefusal
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid ImportId { get; init; }

    /// <summary>Line in the file, the header being 1.</summary>
    public required int Line { get; init; }

    public required string ColumnName { get; init; }

    /// <summary>A <see cref="Told"/> as JSON.</summary>
    public required string Reason { get; init; }

    /// <summary>The cells as JSON.</summary>
    public required string Cells { get; init; }
}

/// <summary>The mapping last used for files with these headers.</summary>
public sealed class RememberedMapping
{
    public Guid Id { get; private init; } = Ids.New();
    public required ImportKind Kind { get; init; }

    /// <summary>All headers, folded, joined by "|".</summary>
    public required string Headers { get; init; }

    public required string Mapping { get; set; }
    public DateTime UsedAt { get; set; }
}

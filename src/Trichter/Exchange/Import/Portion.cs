using Trichter.Exchange.Columns;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Exchange.Import;

/// <summary>Some rows that are taken over in one transaction, and what became of each.</summary>
internal sealed class Portion(ImportRun run, ImportPlan plan, Notices notices, HashSet<string> seen, IReadOnlyList<MappedRow> rows)
{
    private readonly List<ImportRefusal> refusals = [];

    public ImportPlan Plan => plan;
    public Notices Notices => notices;
    public IReadOnlyList<MappedRow> Rows => rows;
    public IReadOnlyList<ImportRefusal> Refusals => refusals;
    public Guid RunId => run.Id;
    public string FileName => run.FileName;
    public Guid? ProcessId => run.ProcessId;
    public Guid? RequestedBy => run.RequestedBy;
    public DateTime RequestedAt => run.RequestedAt;
    public int Created { get; set; }
    public int Updated { get; set; }
    public int Unchanged { get; set; }

    /// <summary>Match keys of rows that a dry run created in an earlier portion and took back again.</summary>
    public HashSet<string> Seen => seen;

    public bool IsDryRun => run.DryRun;

    public void Refuse(MappedRow row, RowFault fault) => refusals.Add(new ImportRefusal
    {
        ImportId = run.Id,
        Line = row.Line,
        ColumnName = plan.HeaderOf(fault.Column),
        Reason = Sentence.Write(fault.Why),
        Cells = AsJson.Write(row.Cells.Select(CleanText.Of)),
    });

    public void Refuse(MappedRow row, string column, Told why) => Refuse(row, new RowFault(column, why));
}

/// <summary>Takes rows over as records of one kind.</summary>
internal interface IImportRows
{
    ImportKind Kind { get; }

    /// <summary>Adds and changes records in the context; the caller saves.</summary>
    Task RunAsync(Portion portion, CancellationToken cancellation);
}

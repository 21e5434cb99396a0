using System.IO.Compression;
using System.Text;
using Trichter.Platform.Documents;
using Trichter.Team;
using Trichter.Team.Roles;

namespace Trichter.Exchange.Export;

/// <summary>Writes all data of the workspace that I may see as text tables into one archive, row by row, whatever its size.</summary>
internal sealed class ExportEverything(Db db, Me me, LedgerRights rights)
{
    /// <returns>Each file and its number of rows.</returns>
    public async Task<IReadOnlyList<(string File, int Rows)>> RunAsync(Stream into, CancellationToken cancellation = default)
    {
        me.Must(Right.Export);
        var written = new List<(string, int)>();
        await using var archive = await ZipArchive.CreateAsync(into, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellation);

        foreach (var table in ExportTables.Of(db, me, rights))
        {
            await using var entry = await archive.CreateEntry($"{table.Name}.csv", CompressionLevel.Fastest).OpenAsync(cancellation);
            await using var writer = new StreamWriter(entry, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            var csv = new CsvTable(writer);
            var rows = 0;

            await csv.WriteAsync(table.Columns);
            await foreach (var cells in table.Rows.WithCancellation(cancellation))
            {
                await csv.WriteAsync(cells);
                rows++;
            }

            written.Add(($"{table.Name}.csv", rows));
        }

        return written;
    }
}

using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Exchange.Columns;
using Trichter.Exchange.Reading;
using Trichter.Platform.Documents;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Exchange.Import;

/// <summary>The refused rows of an import as a file in the same columns, with line and reason, to be put right and imported again.</summary>
internal sealed class RefusedRows(Db db, ImportFiles files)
{
    public async Task WriteAsync(ImportRun run, Texts texts, Stream into, CancellationToken cancellation = default)
    {
        var dialect = MappingFile.Read(run.Mapping) is MappingResult.Readable { Mapping: var mapping } ? mapping.Dialect : null;
        var file = files.Look(run, dialect) as FileLook.Readable;
        await using var writer = new StreamWriter(into, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        var table = new CsvTable(writer, file?.Dialect.Delimiter ?? ',');

        await table.WriteAsync([.. file?.Headers ?? [], texts["Line"], texts["Column"], texts["Reason"]]);
        await foreach (var refusal in db.ImportRefusals.AsNoTracking().Where(its => its.ImportId == run.Id)
            .OrderBy(its => its.Line).ThenBy(its => its.Id).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var cells = AsJson.Read<List<string>>(refusal.Cells);
            var row = cells.Take(file?.Headers.Count ?? cells.Count);
            await table.WriteAsync([.. row, refusal.Line.ToString(texts.Culture), refusal.ColumnName, texts[Sentence.Read(refusal.Reason)]]);
        }
    }
}

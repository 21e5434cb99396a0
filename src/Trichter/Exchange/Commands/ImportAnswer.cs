using System.Text.Json;
using Trichter.Exchange.Import;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Exchange.Commands;

/// <summary>Says on the command line how an import went, and puts refused rows into a file beside the copy.</summary>
internal sealed class ImportAnswer(RefusedRows refused, DataDirectory data, Texts texts)
{
    private static readonly JsonSerializerOptions Options = new(AsJson.Options) { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public async Task WriteAsync(CommandContext context, ImportRun run, bool asJson, CancellationToken cancellation)
    {
        string? path = null;
        if (run.Refused > 0)
        {
            path = Path.Combine(data.Path, "imports", $"{run.Id}.refused.csv");
            await using var file = File.Create(path);
            await refused.WriteAsync(run, texts, file, cancellation);
        }

        var notices = AsJson.Read<List<Notice>>(run.Notices);
        var error = run.Error.Length == 0 ? null : texts[Sentence.Read(run.Error)];
        if (asJson)
        {
            await context.Out.WriteLineAsync(JsonSerializer.Serialize(new
            {
                Id = run.Id,
                State = run.State.ToString().ToLowerInvariant(),
                run.DryRun,
                Rows = run.RowsTotal,
                run.Created,
                run.Updated,
                run.Unchanged,
                run.Refused,
                RefusedFile = path,
                Notices = notices.Select(notice => new { Kind = JsonNamingPolicy.SnakeCaseLower.ConvertName(notice.Kind.ToString()), notice.Column, notice.Value, notice.Other, notice.Rows, Text = texts[notice.Told()] }),
                Error = error,
            }, Options));
            return;
        }

        var prefix = run.DryRun ? "Dry run, nothing was kept: " : "";
        await context.Out.WriteLineAsync($"{prefix}{run.RowsDone} of {run.RowsTotal} rows: {run.Created} created, {run.Updated} updated, {run.Unchanged} unchanged, {run.Refused} refused.");
        foreach (var notice in notices) await context.Out.WriteLineAsync($"  {notice.Rows,8} × {texts[notice.Told()]}");
        if (path is not null) await context.Out.WriteLineAsync($"Refused rows, with reasons: {path}");
        if (error is not null) await context.Error.WriteLineAsync(error);
    }
}

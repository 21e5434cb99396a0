using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Insight.Builder;
using Trichter.Insight.Dashboards;
using Trichter.Insight.Metrics;
using Trichter.Ledger;
using Trichter.Platform.Documents;
using Trichter.Platform.Language;
using Trichter.Platform.Mail;
using Trichter.Process;
using Trichter.Team;

namespace Trichter.Insight.ByMail;

/// <summary>Makes the files of a report or a dashboard for whoever asks: a table for spreadsheets, and a PDF where a browser is installed.</summary>
public sealed class MakeReportFile(
    Db db, Me me, Texts texts, Change change, KeepReports reports, KeepDashboards boards, AskReport ask, ReadMetric metrics, ProcessCatalogue catalogue, RenderDocument render, PrintPdf print)
{
    /// <summary>Days that a dashboard looks back, as its page does.</summary>
    private const int Days = 90;

    /// <returns>Null where it is gone, or hidden for this person.</returns>
    public async Task<ReportFile?> RunAsync(ReportMail mail, CancellationToken cancellation = default)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(change.Now, (await db.Workspaces.AsNoTracking().SingleAsync(cancellation)).Zone));
        if (mail.ReportId is { } id)
        {
            var report = await reports.Mine().AsNoTracking().SingleOrDefaultAsync(its => its.Id == id, cancellation);
            if (report is null) return null;

            var part = await PartAsync(report, cancellation);
            return part is { Answer: null, Why: null } ? null : await FileAsync(report.Name, $"/insight/reports/{id}", [part], today, cancellation);
        }

        var board = mail.DashboardId is { } one ? await boards.Mine().AsNoTracking().SingleOrDefaultAsync(its => its.Id == one, cancellation) : null;
        if ((mail.DashboardId is not null && board is null) || await catalogue.FindAsync(mail.Process, cancellation) is null) return null;

        var own = await reports.Mine().AsNoTracking().ToDictionaryAsync(report => report.Id, cancellation);
        var parts = new List<ReportPart>();
        foreach (var tile in board?.Tiles ?? Dashboard.FirstSeven)
        {
            if (MetricKinds.All.FirstOrDefault(its => its.Id == tile) is { } kind)
                parts.Add(new ReportPart(texts[kind.Title], await metrics.RunAsync(kind, new ReportQuery(today.AddDays(1 - Days), today, null, mail.Process), cancellation), null));
            else if (Dashboard.ReportOf(tile) is { } kept && own.TryGetValue(kept, out var report))
                parts.Add(await PartAsync(report, cancellation));
        }

        return await FileAsync(board?.Name ?? texts["The first seven"], $"/insight?process={Uri.EscapeDataString(mail.Process)}{(board is null ? "" : $"&board={board.Id}")}", parts, today, cancellation);
    }

    private async Task<ReportPart> PartAsync(OwnReport report, CancellationToken cancellation)
    {
        var (answer, why) = await ask.RunAsync(report, null, cancellation);
        return new ReportPart(report.Name, null, answer) { Why = why };
    }

    private async Task<ReportFile> FileAsync(string title, string path, IReadOnlyList<ReportPart> parts, DateOnly today, CancellationToken cancellation)
    {
        var fragment = await render.FragmentAsync<ReportDocument>(texts.Language, texts.Zone, new Dictionary<string, object?> { ["Title"] = title, ["Parts"] = parts, ["Day"] = today, ["Reader"] = me.Name });
        var pdf = await print.RunAsync(render.Page(fragment, texts.Language, title), cancellation);
        var name = $"{string.Concat(title.Select(letter => char.IsLetterOrDigit(letter) ? letter : '-'))}-{today:yyyy-MM-dd}";
        List<MailFile> files = [new($"{name}.csv", "text/csv; charset=utf-8", [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(await CsvAsync(parts))])];
        if (pdf is PdfResult.Printed printed) files.Insert(0, new MailFile($"{name}.pdf", "application/pdf", printed.Content));
        return new ReportFile(title, path, files, (pdf as PdfResult.Not)?.Why);
    }

    private async Task<string> CsvAsync(IReadOnlyList<ReportPart> parts)
    {
        var writer = new StringWriter();
        var csv = new CsvTable(writer, texts.Culture.NumberFormat.NumberDecimalSeparator == "," ? ';' : ',');
        foreach (var part in parts.Where(part => part.Metric is not null))
            await csv.WriteAsync([part.Title, MetricWords.Figure(texts, part.Metric!.Reading, part.Metric.Unit, part.Metric.Currency), MetricWords.Beside(texts, part.Metric.Reading, part.Metric.Unit, part.Metric.Currency), texts["n = {0}", texts.Number(part.Metric.Reading.N)]]);
        foreach (var part in parts.Where(part => part.Answer is not null || part.Why is not null))
        {
            if (parts.Count > 1) await csv.WriteAsync([part.Title]);
            if (part.Why is { } why) await csv.WriteAsync([texts[why]]);
            else await AnswerWords.WriteAsync(writer, part.Answer!, texts);
        }

        return writer.ToString();
    }
}

/// <summary>One figure or one answer of what is sent.</summary>
public sealed record ReportPart(string Title, Metric? Metric, Answer? Answer)
{
    /// <summary>Why there is no answer, where it takes an agreement.</summary>
    public Told? Why { get; init; }
}

/// <param name="Path">Where it stands in the product.</param>
/// <param name="WhyNoPdf">Null where there is one.</param>
public sealed record ReportFile(string Title, string Path, IReadOnlyList<MailFile> Files, Told? WhyNoPdf);

using System.CommandLine;
using System.Globalization;
using Trichter.Insight;

namespace Trichter.Exchange.Commands;

/// <summary>Runs a report and writes its figures.</summary>
internal static class ReportCommand
{
    private static readonly string[] Formats = ["json", "csv", "table"];

    public static Command Define(CommandContext context)
    {
        var name = new Argument<string?>("NAME") { Description = "The report; without one, all are listed", Arity = ArgumentArity.ZeroOrOne };
        var from = new Option<string?>("--from") { Description = "First day, by entry", HelpName = "YYYY-MM-DD" };
        var to = new Option<string?>("--to") { Description = "Last day, included", HelpName = "YYYY-MM-DD" };
        var asOf = new Option<string?>("--as-of") { Description = "The day from whose end we look back; today if left out", HelpName = "YYYY-MM-DD" };
        var process = new Option<string?>("--process") { Description = "Key or name; the first process if left out", HelpName = "NAME" };
        var format = new Option<string>("--format") { Description = "json, csv or table", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong(Formats);

        var command = new Command("report", "Run a report.") { name, from, to, asOf, process, format };
        command.SetAction((parsed, cancellation) =>
        {
            var days = new[] { from, to, asOf }.Select(option => parsed.GetValue(option)).ToList();
            if (days.Find(day => day is not null && DayOf(day) is null) is { } wrong)
                return context.WrongUsageAsync($"{wrong} is not a day written as YYYY-MM-DD.");

            var query = new ReportQuery(DayOf(days[0]), DayOf(days[1]), DayOf(days[2]), parsed.GetValue(process));
            return context.RunAsync(parsed, (services, stop) => RunAsync(context, services, parsed.GetValue(name), query, parsed.GetValue(format)!, stop), cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context, IServiceProvider services, string? name, ReportQuery query, string format, CancellationToken cancellation)
    {
        var reports = services.GetServices<IReport>().ToList();
        if (reports.Find(its => its.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } report)
        {
            var to = name is null ? context.Out : context.Error;
            if (name is not null) await to.WriteLineAsync($"There is no report {name}. There are:");
            foreach (var its in reports) await to.WriteLineAsync($"{its.Name,-24} {CommandContext.Say(its.Title)}");
            return name is null ? ExitCodes.Fine : ExitCodes.WrongUsage;
        }

        if (query.Process is { } process && await services.GetRequiredService<Process.ProcessCatalogue>().FindAsync(process, cancellation) is null)
            return await context.WrongUsageAsync($"There is no process {process}.");

        var result = await report.RunAsync(query, cancellation);
        await ReportAnswer.WriteAsync(context.Out, result, format);
        return ExitCodes.Fine;
    }

    private static DateOnly? DayOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

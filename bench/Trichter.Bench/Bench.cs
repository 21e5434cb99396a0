using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Trichter.Bench;

/// <summary>One database, filled, served and measured.</summary>
internal static class Bench
{
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(4);

    /// <summary>Until the job that folds the totals of all that was filled in has run once.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(20);

    private static readonly string[] Reports = ["pipeline", "sources", "cycle-time", "leaderboard", "dwell", "bottlenecks", "mining", "activities", "revenue", "source-yield", "customers", "speed-to-lead", "probability", "forecast"];

    /// <summary>Questions that people put together: two groupings and a sum, by month, by a field of the workspace with its number.</summary>
    private static readonly (string Name, string Query)[] OwnReports =
    [
        ("won value by source and quarter", "rows=source&across=closed:quarter&measure=sum:value&f=outcome~is~Won"),
        ("entered by month and owner", "rows=created:month&across=owner&measure=count"),
        ("weight by terrain", "rows=custom:terrain&measure=mean:custom:weight"),
    ];

    public static async Task RunAsync(string name, string? postgres, int deals)
    {
        using var server = new Server(postgres);
        var password = await server.SetUpAsync();
        var seed = await Seed.FillAsync(server.OpenDatabase(), deals, history: true);

        var start = await server.StartAsync();
        Row(name, "start, until the first page", 1, [start.TotalMilliseconds], start);
        using var visitor = new Visitor(server.Address);
        await visitor.SignInAsync("jana@nordwerk.example", password);
        await Task.Delay(Settled);

        var quote = await visitor.QuoteAsync(seed.Deal(3), lines: 300);

        foreach (var clients in new[] { 1, 16 })
        {
            await MeasureAsync(name, "quote of 300 lines", clients, _ => visitor.GetAsync(quote));
            await MeasureAsync(name, "read a deal", clients, n => visitor.GetAsync($"/deals/{seed.Deal(n)}"));
            await MeasureAsync(name, "filtered and ordered list of 50", clients, n => visitor.GetAsync($"/deals/list/{seed.Process}?owner={seed.Owner(n)}&outcome=Open&sort=-value"));
            await MeasureAsync(name, "search", clients, n => visitor.GetAsync($"/search?q=deal+{n * 7919 % deals}"));
            await MeasureAsync(name, "list by three conditions", clients, n => visitor.GetAsync($"/deals/list/{seed.Process}?f=source~is~source+{n % 9}&f=value~min~500000&f=close~empty~&sort=-created"));
            await MeasureAsync(name, "list by a choice of one's own", clients, n => visitor.GetAsync($"/deals/list/{seed.Process}?f=custom:terrain~is~t{n % 5}&cols=name,value,custom:terrain,custom:weight"));
            await MeasureAsync(name, "list by a number of one's own", clients, n => visitor.GetAsync($"/deals/list/{seed.Process}?f=custom:weight~min~4990&sort=-value&cols=name,value,custom:weight"));
            await MeasureAsync(name, "list in the order of a number of one's own", clients, n => visitor.GetAsync($"/deals/list/{seed.Process}?sort=-custom:weight&cols=name,custom:weight"));
            await MeasureAsync(name, "deals together by owner", clients, _ => visitor.GetAsync($"/deals/list/{seed.Process}?by=owner"));
            await MeasureAsync(name, "today", clients, _ => visitor.GetAsync("/today"));
            await MeasureAsync(name, "whole board", clients, _ => visitor.GetAsync($"/deals/board/{seed.Process}"));
            await MeasureAsync(name, "funnel", clients, _ => visitor.GetAsync($"/insight/funnel?process={seed.Process}"));
            if (clients == 1)
            {
                foreach (var report in Reports) await MeasureAsync(name, $"report: {report}", clients, _ => visitor.GetAsync($"/insight/{report}?process={seed.Process}"));
            }

            await MeasureAsync(name, "create a deal", clients, n => visitor.PostAsync("/deals/new", ("_handler", "new-deal"), ("Form.Name", $"Bench {n}"), ("Form.Company", ""), ("Form.Value", "1000"), ("Form.Process", seed.Process)));
            await MeasureAsync(name, "move a deal", clients, n => MoveAsync(visitor, seed, n + clients * 1000));
        }

        await MeasureAsync(name, "quote of 300 lines as PDF", 1, _ => visitor.GetAsync($"{quote}/pdf"));
        await BulkAsync(name, visitor, seed);
        Console.WriteLine($"| {name} | memory of the server, MB | | {server.MemoryInMegabytes} | | |");
        server.Stop();

        var file = Path.Combine(server.Folder, "import.csv");
        await File.WriteAllLinesAsync(file, Enumerable.Range(0, 10_000).Select(n => $"imported {n},Company {n % 900},{n * 10},fair,2026-0{n % 9 + 1}-11").Prepend("title,company,value,source,first_contact_date"), Encoding.UTF8);
        var import = Stopwatch.StartNew();
        await server.CommandAsync("import", file, "--as", "deals", "--process", seed.Process);
        Row(name, "import of 10,000 rows, with starting the program", 1, [import.Elapsed.TotalMilliseconds], import.Elapsed);
    }

    /// <summary>Only the reports: the first request after the start, while nothing is in memory yet, then each report, also between moves of deals.</summary>
    public static async Task ReportsAsync(string name, string? postgres, int deals)
    {
        using var server = new Server(postgres);
        var password = await server.SetUpAsync();
        var seed = await Seed.FillAsync(server.OpenDatabase(), deals, history: false);
        var train = Stopwatch.StartNew();
        var trained = await server.CommandAsync("train");
        Row(name, $"train a model, with starting the program ({trained.Trim()})", 1, [train.Elapsed.TotalMilliseconds], train.Elapsed);
        await server.StartAsync();
        using var visitor = new Visitor(server.Address);
        await visitor.SignInAsync("jana@nordwerk.example", password);

        var moved = 0;
        var first = Stopwatch.StartNew();
        await visitor.GetAsync($"/insight/dwell?process={seed.Process}");
        Row(name, "report right after the start", 1, [first.Elapsed.TotalMilliseconds], first.Elapsed);
        foreach (var report in Reports.Prepend("funnel")) await CountAsync($"report: {report}", $"/insight/{report}?process={seed.Process}");
        await CountAsync("dashboard of the first seven", $"/insight?process={seed.Process}");
        foreach (var (own, query) in OwnReports) await CountAsync($"own report: {own}", $"/insight/reports/on/deals?{query}");
        await MeasureAsync(name, "move a deal, then the report of bottlenecks", 1, async n =>
        {
            await MoveAsync(visitor, seed, n + moved);
            await visitor.GetAsync($"/insight/bottlenecks?process={seed.Process}");
        });
        Console.WriteLine($"| {name} | memory of the server, MB | | {server.MemoryInMegabytes} | | |");

        // What was counted once may be kept: three times a deal has moved before, and its facts were read already; once as the page opens, once for a period that nobody asked for.
        async Task CountAsync(string what, string path)
        {
            await visitor.GetAsync(path);
            await AnewAsync($"{what}, after a deal moved", () => path);
            await AnewAsync($"{what}, after a deal moved, a new period", () => $"{path}{(path.Contains('?') ? '&' : '?')}from={new DateOnly(2024, 6, 1).AddDays(moved):yyyy-MM-dd}");
            await MeasureAsync(name, what, 1, _ => visitor.GetAsync(path));
        }

        async Task AnewAsync(string what, Func<string> path)
        {
            var times = new List<double>();
            for (var time = 0; time < 3; time++)
            {
                await MoveAsync(visitor, seed, ++moved);
                await visitor.GetAsync($"/insight/speed-to-lead?process={seed.Process}");
                var once = Stopwatch.StartNew();
                await visitor.GetAsync(path());
                times.Add(once.Elapsed.TotalMilliseconds);
            }

            Row(name, what, 1, times, TimeSpan.FromMilliseconds(times.Sum()));
        }
    }

    /// <summary>Some thousand deals get a tag; the time until the page says that it is finished, looked at ten times a second.</summary>
    private static async Task BulkAsync(string name, Visitor visitor, Seed seed)
    {
        var watch = Stopwatch.StartNew();
        var run = await visitor.PostAsync($"/deals/bulk/{seed.Process}/start", ("what", "AddTag"), ("AddTag", "bench"), ("query", "?q=Deal+7&outcome=Open"));
        string page;
        do
        {
            await Task.Delay(100);
            page = await visitor.GetAsync(run);
        }
        while (page.Contains("<progress", StringComparison.Ordinal));
        Row(name, $"bulk edit of {page.Split("<p class=\"m-0\">")[1].Split(' ')[0]} deals", 1, [watch.Elapsed.TotalMilliseconds], watch.Elapsed);
    }

    private static Task<string> MoveAsync(Visitor visitor, Seed seed, int n)
    {
        var (deal, stage) = seed.Move(n);
        return visitor.PostAsync($"/deals/{deal}/move", ("_handler", "move-deal"), ("Form.StageId", stage), ("Form.Reason", "Bench"), ("Form.ReturnUrl", "/more"));
    }

    internal static async Task MeasureAsync(string name, string what, int clients, Func<int, Task> request)
    {
        var (next, times) = (0, new List<double>());
        await request(0);
        var watch = Stopwatch.StartNew();

        await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            while (watch.Elapsed < Each)
            {
                var one = Stopwatch.StartNew();
                await request(Interlocked.Increment(ref next));
                lock (times) times.Add(one.Elapsed.TotalMilliseconds);
            }
        }));

        Row(name, what, clients, times, watch.Elapsed);
    }

    internal static void Row(string name, string what, int clients, List<double> times, TimeSpan elapsed)
    {
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {what} | {clients} | {times[times.Count / 2]:0.0} | {times[(int)(times.Count * .95)]:0.0} | {times.Count / elapsed.TotalSeconds:0.0} |"));
    }
}
